//! What the pictures say, in a sentence.
use api_types::churn::{ChurnGroups, PortfolioChurnRisk};
use domain::health::ChurnCategory;
use rust_decimal::Decimal;

use super::groups::value;
use crate::format;

/// How many are at high risk.
pub fn spread(data: &PortfolioChurnRisk) -> String {
    let high = data.categories.iter().find(|share| share.category == ChurnCategory::High);
    match high.filter(|high| high.clients > 0) {
        None => format!("None of {} is at high risk", format::counted(data.scored, "client", "clients")),
        Some(high) => format!(
            "{} of {} at high risk, with {} of ARR",
            format::count(high.clients),
            format::counted(data.scored, "client", "clients"),
            format::money_short(high.arr, &data.currency)
        ),
    }
}

/// Where most of what is at high risk lies.
pub fn groups(groups: &ChurnGroups, currency: &str) -> String {
    match groups.groups.first().filter(|group| group.arr_high > Decimal::ZERO) {
        None => "Nothing lies at high risk".to_owned(),
        Some(group) => format!(
            "Most ARR at high risk: {}, {}",
            value(&groups.dimension, group.value.as_deref()),
            format::money_short(group.arr_high, currency)
        ),
    }
}

#[cfg(test)]
mod tests {
    use api_types::churn::ChurnGroup;

    use super::*;

    fn group(value: Option<&str>, arr_high: i64) -> ChurnGroup {
        ChurnGroup {
            value: value.map(str::to_owned),
            clients: 4,
            scored: 4,
            low: 2,
            medium: 1,
            high: 1,
            average_score: Some(30),
            arr: Decimal::from(200_000),
            arr_high: Decimal::from(arr_high),
            n_without_arr: 0,
        }
    }

    #[test]
    fn the_first_group_is_the_one_to_look_at() {
        let mut tiers = ChurnGroups {
            dimension: "contract_tier".to_owned(),
            groups: vec![group(Some("ENTERPRISE"), 120_000), group(None, 0)],
        };
        assert_eq!(groups(&tiers, "USD"), "Most ARR at high risk: Enterprise, $120K");
        tiers.groups.remove(0);
        assert_eq!(groups(&tiers, "USD"), "Nothing lies at high risk");
    }
}
