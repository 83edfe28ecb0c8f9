use serde_json::{Value, json};

use super::LONG;

/// A field of a body.
#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    pub is_required: bool,
    /// What it may hold, one schema each.
    pub kinds: Vec<Value>,
}

/// A value to try.
pub(super) struct Probe {
    pub what: &'static str,
    pub value: Value,
}

impl Field {
    /// Values that cannot be meant: of another type, not on the list, not in the format, too long.
    pub(super) fn refused(&self) -> Vec<Probe> {
        let mut probes = vec![];
        let mut add = |what, value| probes.push(Probe { what, value });
        if self.takes_anything() {
            return probes;
        }
        if !self.takes("object") {
            add("an object", json!({"a": {"b": 1}}));
        }
        if !self.takes("array") {
            add("a list", json!([[1]]));
        }
        if !self.takes("string") {
            add("a text", json!("no such thing"));
        }
        if !self.takes("number") && !self.takes("integer") {
            add("a number", json!(7.5));
        }
        if !self.takes("boolean") {
            add("a truth value", json!(true));
        }
        if self.is_listed() {
            add("a word that is not on the list", json!("NO_SUCH_VALUE"));
        }
        if self.has_format() {
            add("a text of no format", json!("2026-02-30T25:61"));
        }
        if self.takes("string") {
            add("a text that is too long", json!("x".repeat(LONG)));
            add("a text that cannot be stored", json!("a\u{0}b"));
        }
        if self.takes("integer") {
            add("a part of a number", json!(1.5));
            add("a number beyond all numbers", json!(1e300));
        }
        probes
    }

    /// Whether people type into it what they like.
    pub(super) fn is_free_text(&self) -> bool {
        self.takes("string") && !self.is_listed() && !self.has_format()
    }

    fn takes_anything(&self) -> bool {
        self.kinds.iter().any(|kind| kind["type"].is_null() && kind["enum"].is_null())
    }

    fn takes(&self, wanted: &str) -> bool {
        self.kinds.iter().any(|kind| match &kind["type"] {
            Value::String(one) => one == wanted,
            Value::Array(several) => several.iter().any(|one| one == wanted),
            _ => kind["enum"].is_array() && wanted == "string",
        })
    }

    fn is_listed(&self) -> bool {
        self.kinds.iter().any(|kind| kind["enum"].is_array())
    }

    fn has_format(&self) -> bool {
        self.kinds.iter().any(|kind| kind["type"] != "null" && kind["format"].is_string() && self.takes("string"))
    }
}

/// Values of the right type that may or may not be meant.
pub(super) fn probes(field: &Field) -> Vec<Probe> {
    let mut probes = vec![Probe { what: "nothing", value: Value::Null }];
    let mut add = |what, value| probes.push(Probe { what, value });
    if field.takes("string") {
        add("an empty text", json!(""));
        add("spaces", json!(" \t\u{a0}\u{2003}"));
        add("letters of every kind", json!("Ünï\u{202e}\u{200d}çødé 漢字 🦀 \u{feff}\u{fffd}"));
        add("a formula", json!("=HYPERLINK(\"https://evil.example\",\"x\")"));
        add("a statement", json!("'; drop table client; --"));
        add("lines", json!("a\r\nBcc: everyone@example.com\r\n\r\nb"));
        add("controls", json!("\u{1}\u{7}\u{1b}[31m"));
        add("a nil id", json!("00000000-0000-0000-0000-000000000000"));
        add("the first day", json!("0001-01-01"));
        add("the last day", json!("9999-12-31T23:59:59Z"));
        add("a day before all days", json!("-262143-01-01"));
    }
    if field.takes("number") || field.takes("integer") {
        for (what, number) in
            [("minus one", json!(-1)), ("zero", json!(0)), ("a lot", json!(i64::MAX)), ("little", json!(i64::MIN))]
        {
            add(what, number);
        }
        add("next to nothing", json!(1e-300));
    }
    if field.takes("array") {
        add("no item", json!([]));
        add("many items", json!(vec!["x"; 20_000]));
        add("nothing in a list", json!([null]));
        add("twice the same", json!(["a", "a"]));
        add("nil ids", json!([uuid::Uuid::nil(), uuid::Uuid::nil()]));
    }
    if field.takes("object") {
        add("an empty object", json!({}));
        add("a deep object", deep(100));
        add("odd names", json!({"": 1, "\u{0}": 2, "__proto__": {}}));
    }
    probes
}

fn deep(levels: usize) -> Value {
    (0..levels).fold(json!(1), |inner, _| json!({"and": [inner], "not": null}))
}
