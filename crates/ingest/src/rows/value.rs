use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sha2::Digest;

/// A cell that has been understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown.
    Null,
    /// Text, or a word of a closed list.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An amount.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
    /// Several texts.
    List(Vec<String>),
    /// Several whole numbers.
    Integers(Vec<i64>),
}

impl Value {
    /// The day of a date or an instant.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Instant(instant) => Some(instant.date_naive()),
            _ => None,
        }
    }

    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The one spelling of the value, however the file had it: what keys and hashes are made of.
    pub fn canonical(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(amount) => amount.normalize().to_string(),
            Self::Boolean(value) => value.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Instant(instant) => instant.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(),
            Self::List(items) => items.join("\u{1f}"),
            Self::Integers(items) => items.iter().map(i64::to_string).collect::<Vec<_>>().join("\u{1f}"),
        }
    }
}

/// Sixteen bytes that stand for the content of a row: a hash of its fields' names and values.
pub(super) fn content_hash<'a>(fields: impl Iterator<Item = (&'a str, &'a Value)>) -> [u8; 16] {
    let mut hash = sha2::Sha256::new();
    for (name, value) in fields {
        hash.update(name.as_bytes());
        hash.update(if value.is_null() { b"\x1e" } else { b"\x1d" });
        hash.update(value.canonical().as_bytes());
        hash.update(b"\x1c");
    }
    let mut short = [0; 16];
    short.copy_from_slice(&hash.finalize()[..16]);
    short
}
