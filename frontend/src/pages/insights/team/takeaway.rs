//! What the table says, in a sentence.
use api_types::team::{CsmPerformance, CsmRow};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::format;

/// Whose book has most at risk, or how one's own stands to the mean.
pub fn team(data: &CsmPerformance) -> String {
    if let Some(own) = data.csms.iter().find(|row| row.is_self) {
        return own_book(own, data);
    }
    let most = data.csms.iter().rev().max_by_key(|row| row.figures.arr_at_risk);
    match most.filter(|row| row.figures.arr_at_risk > Decimal::ZERO) {
        Some(most) => format!(
            "{} has most ARR at risk: {} of {}",
            most.label,
            format::money_short(most.figures.arr_at_risk, &data.currency),
            format::money_short(most.figures.arr, &data.currency)
        ),
        None => "Nobody has ARR at risk".to_owned(),
    }
}

fn own_book(own: &CsmRow, data: &CsmPerformance) -> String {
    let clients = format::counted(own.figures.clients, "client", "clients");
    match (own.figures.average_health, data.team_mean.average_health) {
        (Some(own), Some(team)) => match own - team {
            0 => format!("Your {clients} are as healthy as the team's: {own} on average"),
            points if points > 0 => format!("Your {clients} are {points} points healthier than the team's"),
            points => format!("Your {clients} are {} points less healthy than the team's", -points),
        },
        _ => format!("You have {clients}"),
    }
}

/// How a value stands to the mean of the team: `+12 %`, in percent of the mean.
pub fn against(value: f64, mean: f64) -> Option<i64> {
    (mean.abs() > f64::EPSILON).then(|| (100.0 * (value - mean) / mean).round() as i64)
}

/// A decimal to compare.
pub fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_of_nothing_is_no_measure() {
        assert_eq!(against(12.0, 10.0), Some(20));
        assert_eq!(against(9.0, 12.0), Some(-25));
        assert_eq!(against(9.0, 0.0), None);
    }
}
