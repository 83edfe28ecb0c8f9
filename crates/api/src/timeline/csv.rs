//! A timeline as a file that spreadsheets open.

use api_types::timeline::TimelineEntry;
use chrono::SecondsFormat;
use serde_json::Value;

use crate::csv::{line, text};

const COLUMNS: [&str; 6] = ["occurred_at", "kind", "title", "detail", "by", "facts"];

/// The header line.
pub(super) fn header() -> String {
    line(COLUMNS.map(text))
}

/// An entry as a line.
pub(super) fn row(entry: &TimelineEntry) -> String {
    let at = if entry.is_day {
        entry.occurred_at.date_naive().to_string()
    } else {
        entry.occurred_at.to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    line([
        text(&at),
        text(entry.kind.as_str()),
        text(&entry.title),
        text(entry.detail.as_deref().unwrap_or_default()),
        text(entry.by.as_ref().map_or("", |person| &person.name)),
        text(&facts(entry)),
    ])
}

/// The facts in one cell, `name: value; …`.
fn facts(entry: &TimelineEntry) -> String {
    let Ok(Value::Object(facts)) = serde_json::to_value(&entry.facts) else { return String::new() };
    let word = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            values.iter().map(|value| value.as_str().unwrap_or_default()).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    facts.iter().map(|(name, value)| format!("{name}: {}", word(value))).collect::<Vec<_>>().join("; ")
}
