//! The finding of the health chart in words, computed from what moved the score.
use api_types::health::{DriverRow, HealthDetails, HealthDrivers};
use rust_decimal::Decimal;

use crate::{format, words};

/// Below this many points over the period nothing is said to have happened (M003).
const MOVE: i16 = 3;

/// `Health fell 14 points in 30 days, most of it usage`.
pub(super) fn takeaway(health: &HealthDetails, drivers: Option<&HealthDrivers>) -> String {
    let Some(score) = health.overall_score else { return "Health cannot be computed yet".to_owned() };
    let Some(drivers) = drivers else { return format!("Health is {score}; its history is too short to compare") };
    let change = drivers.to_score - drivers.from_score;
    let days = (drivers.to - drivers.from).num_days();
    let period = format::counted(days, "day", "days");
    if change.abs() < MOVE {
        return format!("Health has held at {} for {period}", drivers.to_score);
    }
    let verb = if change < 0 { "fell" } else { "rose" };
    let points = format::counted(change.abs().into(), "point", "points");
    match cause(drivers) {
        Some((name, true)) => format!("Health {verb} {points} in {period}, most of it {name}"),
        Some((name, false)) => format!("Health {verb} {points} in {period}, led by {name}"),
        None => format!("Health {verb} {points} in {period}"),
    }
}

/// The row that moved most in the direction of the whole, and whether it is more than half of it.
fn cause(drivers: &HealthDrivers) -> Option<(String, bool)> {
    let whole = drivers.score_change;
    let rows = drivers.rows.iter().filter(|row| row.contribution.is_sign_negative() == whole.is_sign_negative());
    let largest = rows.max_by_key(|row| row.contribution.abs()).filter(|row| !row.contribution.is_zero())?;
    Some((row_name(largest).to_lowercase(), largest.contribution.abs() * Decimal::TWO > whole.abs()))
}

/// What a cause is called.
pub(super) fn row_name(row: &DriverRow) -> String {
    let component = row.component.as_deref().map(words::component);
    match (row.kind.as_str(), component) {
        ("APPEARED", Some(component)) => format!("{component} came in"),
        ("LEFT", Some(component)) => format!("{component} dropped out"),
        ("WEIGHTS", _) => "Changed weights".to_owned(),
        ("PROFILE", _) => "Another formula".to_owned(),
        (_, Some(component)) => component,
        (kind, None) => format::sentence(kind),
    }
}

/// `Mean daily users 20 → 12`, for the input that counts most.
pub(super) fn row_detail(row: &DriverRow) -> Option<String> {
    let input = row.inputs.iter().max_by_key(|input| input.contribution.abs())?;
    Some(format!("{} {}", input.label, step(input.from, input.to, &input.unit)))
}

/// `20 → 12 days`.
pub(super) fn step(from: Option<Decimal>, to: Option<Decimal>, unit: &str) -> String {
    let before = from.map_or_else(|| "none".to_owned(), format::number);
    let after = to.map_or_else(|| "none".to_owned(), |to| format::quantity(to, unit));
    format!("{before} → {after}")
}

#[cfg(test)]
mod tests;
