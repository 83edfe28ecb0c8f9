//! From JSON.

use serde_json::{Map, Value};

use super::{Condition, DEEPEST, Field, Filter, FilterProblem, MOST_PARTS, Operator};

impl Filter {
    /// Reads a filter, or says everything that is wrong with it.
    pub fn read(value: &Value) -> Result<Self, Vec<FilterProblem>> {
        let mut reader = Reader::default();
        match reader.part(value, String::new(), 1) {
            Some(filter) if reader.wrong.is_empty() => Ok(filter),
            _ => Err(reader.wrong),
        }
    }
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) wrong: Vec<FilterProblem>,
    parts: usize,
}

impl Reader {
    pub(super) fn malformed(&mut self, pointer: String, code: &'static str, message: impl Into<String>) {
        self.wrong.push(FilterProblem { pointer, code, message: message.into(), is_malformed: true });
    }

    pub(super) fn invalid(&mut self, pointer: String, code: &'static str, message: impl Into<String>) {
        self.wrong.push(FilterProblem { pointer, code, message: message.into(), is_malformed: false });
    }

    fn part(&mut self, value: &Value, pointer: String, depth: usize) -> Option<Filter> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            // Told once, however many there are.
            if self.parts == MOST_PARTS + 1 {
                self.invalid(pointer, "too-many", format!("A filter has at most {MOST_PARTS} conditions and groups."));
            }
            return None;
        }
        let Value::Object(object) = value else {
            self.malformed(pointer, "wrong-type", "Expected an object: a condition, or a group by and, or, not.");
            return None;
        };
        if object.contains_key("field") || object.contains_key("op") || object.contains_key("value") {
            return self.condition(object, &pointer).map(Filter::Is);
        }
        if let Some(unknown) = object.keys().find(|key| !matches!(key.as_str(), "and" | "or" | "not")) {
            let message = format!("Unknown field {unknown:?}; expected and, or, not, or field with op and value.");
            self.malformed(below(&pointer, unknown), "unknown-field", message);
            return None;
        }
        let mut entries = object.iter();
        let (Some((name, inner)), None) = (entries.next(), entries.next()) else {
            let message = "Expected one of and, or, not, or a condition with field and op.";
            self.malformed(pointer, "wrong-value", message);
            return None;
        };
        let pointer = below(&pointer, name);
        if depth > DEEPEST {
            self.invalid(pointer, "too-deep", format!("Groups lie within each other at most {DEEPEST} deep."));
            return None;
        }
        if name == "not" {
            return self.part(inner, pointer, depth + 1).map(|part| Filter::Not(Box::new(part)));
        }
        let Value::Array(list) = inner else {
            self.malformed(pointer, "wrong-type", "Expected a list of conditions and groups.");
            return None;
        };
        if name == "or" && list.is_empty() {
            self.invalid(pointer, "required", "A group by or has at least one condition.");
            return None;
        }
        let found: Vec<Option<Filter>> =
            list.iter().enumerate().map(|(i, part)| self.part(part, format!("{pointer}/{i}"), depth + 1)).collect();
        let parts = found.into_iter().collect::<Option<Vec<_>>>()?;
        Some(if name == "and" { Filter::And(parts) } else { Filter::Or(parts) })
    }

    fn condition(&mut self, object: &Map<String, Value>, pointer: &str) -> Option<Condition> {
        if let Some(unknown) = object.keys().find(|key| !matches!(key.as_str(), "field" | "op" | "value")) {
            let message = format!("Unknown field {unknown:?}; a condition has field, op and value.");
            self.malformed(below(pointer, unknown), "unknown-field", message);
            return None;
        }
        let field: Field = self.word(object, pointer, "field")?;
        let operator: Operator = self.word(object, pointer, "op")?;
        if !field.operators().any(|known| known == operator) {
            let known: Vec<&str> = field.operators().map(Operator::as_str).collect();
            let message = format!("{field} cannot be asked for {operator}; it knows {}.", known.join(", "));
            self.invalid(below(pointer, "op"), "wrong-operator", message);
            return None;
        }
        let value = object.get("value").unwrap_or(&Value::Null);
        let operand = self.operand(field, operator, value, below(pointer, "value"))?;
        Some(Condition { field, operator, operand })
    }

    fn word<T: std::str::FromStr<Err = crate::UnknownValue>>(
        &mut self,
        object: &Map<String, Value>,
        pointer: &str,
        name: &str,
    ) -> Option<T> {
        let pointer = below(pointer, name);
        let Some(value) = object.get(name) else {
            self.malformed(pointer, "missing-field", format!("A condition has {name}."));
            return None;
        };
        let Some(text) = value.as_str() else {
            self.malformed(pointer, "wrong-type", format!("Expected {name} as a text."));
            return None;
        };
        text.parse()
            .map_err(|error: crate::UnknownValue| self.malformed(pointer, "unknown-value", format!("{error}.")))
            .ok()
    }
}

/// A pointer one step further.
pub(super) fn below(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}
