//! A timeline as a file that spreadsheets open.

use api_types::timeline::TimelineEntry;
use chrono::SecondsFormat;
use serde_json::Value;

const COLUMNS: [&str; 6] = ["occurred_at", "kind", "title", "detail", "by", "facts"];

/// The header line.
pub(super) fn header() -> String {
    line(COLUMNS.map(str::to_owned))
}

/// An entry as a line.
pub(super) fn row(entry: &TimelineEntry) -> String {
    let at = if entry.is_day {
        entry.occurred_at.date_naive().to_string()
    } else {
        entry.occurred_at.to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    line([
        at,
        entry.kind.as_str().to_owned(),
        entry.title.clone(),
        entry.detail.clone().unwrap_or_default(),
        entry.by.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        facts(entry),
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

fn line<const N: usize>(cells: [String; N]) -> String {
    let mut line = cells.map(|text| cell(&text)).join(",");
    line.push_str("\r\n");
    line
}

/// A cell. Spreadsheets take text that begins like this for a formula and would run it; the apostrophe keeps it text.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_formula_is_defused_and_a_cell_is_quoted_where_it_must_be() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=1,2", "\"'=1,2\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
