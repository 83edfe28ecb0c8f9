use std::str::FromStr;

use analytics::round::round;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;

/// A number or a string of the file as a decimal; null is none.
pub fn maybe(value: &Value) -> Option<Decimal> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Decimal::from_str(text).expect("a decimal")),
        other => Some(Decimal::from_str(&other.to_string()).expect("a decimal")),
    }
}

pub fn number(value: &Value) -> Decimal {
    maybe(value).expect("a number")
}

pub fn integer(value: &Value) -> i64 {
    value.as_i64().expect("an integer")
}

pub fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

pub fn date(value: &Value) -> NaiveDate {
    text(value).parse().expect("a date")
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// With exactly so many places.
pub fn places(value: Decimal, dp: u32) -> String {
    format!("{:.*}", dp as usize, round(value, dp))
}

/// With at most so many places.
pub fn short(value: Decimal, dp: u32) -> String {
    round(value, dp).normalize().to_string()
}

/// A ratio as a percentage with one place.
pub fn percent(ratio: Decimal) -> String {
    format!("{}%", places(ratio * Decimal::ONE_HUNDRED, 1))
}

pub fn join(parts: impl IntoIterator<Item = impl ToString>, separator: &str) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join(separator)
}
