//! A filter as it is being built, and its way to and from JSON.
use api_types::segments::SegmentField;
use domain::filter::{Field, Kind, Operator};
use serde_json::{Value, json};

use super::words::Join;

/// A part of a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Group(Group),
    Row(Row),
}

/// Parts that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub join: Join,
    pub parts: Vec<Part>,
}

/// One condition, its values as they are typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub field: Field,
    pub operator: Operator,
    pub values: Vec<String>,
}

impl Row {
    /// A new condition on a field: its most usual question, not answered yet.
    pub fn new(field: Field) -> Self {
        let operator = field.operators().next().unwrap_or(Operator::IsNotNull);
        let values = if field.kind() == Kind::Flag { vec!["true".to_owned()] } else { Vec::new() };
        Self { field, operator, values }
    }

    /// Whether it still lacks a value.
    pub fn is_open(&self) -> bool {
        let filled = self.values.iter().filter(|value| !value.trim().is_empty()).count();
        self.operator.takes_value() && filled < if self.operator == Operator::Between { 2 } else { 1 }
    }

    fn to_json(&self) -> Value {
        let mut condition = json!({ "field": self.field.as_str(), "op": self.operator.as_str() });
        let one = |text: &String| typed(self.field, self.operator, text.trim());
        if self.operator.takes_list() || self.operator == Operator::Between {
            let filled = self.values.iter().filter(|value| !value.trim().is_empty());
            condition["value"] = Value::Array(filled.map(one).collect());
        } else if self.operator.takes_value() {
            condition["value"] = self.values.first().map_or(Value::Null, one);
        }
        condition
    }

    fn read(value: &Value) -> Option<Self> {
        let word = |name: &str| value.get(name).and_then(Value::as_str);
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let values = match value.get("value") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => values.iter().map(text).collect(),
            Some(one) => vec![text(one)],
        };
        Some(Self { field: word("field")?.parse().ok()?, operator: word("op")?.parse().ok()?, values })
    }
}

/// A value of the kind the field holds; what cannot be read stays text, and the server says what it expects.
fn typed(field: Field, operator: Operator, text: &str) -> Value {
    let number = || text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number));
    match field.kind() {
        _ if operator.counts_days() => number(),
        Kind::Whole => number(),
        Kind::Money => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => json!(whole),
            (_, Ok(amount)) => json!(amount),
            _ => json!(text),
        },
        Kind::Flag => json!(text == "true"),
        _ => json!(text),
    }
}

impl Group {
    /// A group to begin with.
    pub fn new() -> Self {
        Self { join: Join::All, parts: vec![Part::Row(Row::new(Field::HealthScore))] }
    }

    pub fn to_json(&self) -> Value {
        let parts: Vec<Value> = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Group(group) => group.to_json(),
                Part::Row(row) => row.to_json(),
            })
            .collect();
        match self.join {
            Join::All => json!({ "and": parts }),
            Join::Any => json!({ "or": parts }),
            Join::None => json!({ "not": { "or": parts } }),
        }
    }

    /// The group that says what a filter says.
    pub fn read(filter: &Value) -> Self {
        let parts = |list: &Value| list.as_array().into_iter().flatten().filter_map(part).collect();
        if let Some(list) = filter.get("and") {
            return Self { join: Join::All, parts: parts(list) };
        }
        if let Some(list) = filter.get("or") {
            return Self { join: Join::Any, parts: parts(list) };
        }
        if let Some(inner) = filter.get("not") {
            let parts = inner.get("or").map_or_else(|| part(inner).into_iter().collect(), parts);
            return Self { join: Join::None, parts };
        }
        Self { join: Join::All, parts: part(filter).into_iter().collect() }
    }

    /// Whether a condition somewhere still lacks a value, or a group its conditions.
    pub fn is_open(&self) -> bool {
        (self.parts.is_empty() && self.join != Join::All)
            || self.parts.iter().any(|part| match part {
                Part::Group(group) => group.is_open() || group.parts.is_empty(),
                Part::Row(row) => row.is_open(),
            })
    }

    /// The part at a path of positions.
    pub fn at(&mut self, path: &[usize]) -> Option<&mut Part> {
        let (first, rest) = path.split_first()?;
        let part = self.parts.get_mut(*first)?;
        match part {
            _ if rest.is_empty() => Some(part),
            Part::Group(group) => group.at(rest),
            Part::Row(_) => None,
        }
    }

    /// The group at a path of positions; the empty path is this one.
    pub fn group_at(&mut self, path: &[usize]) -> Option<&mut Group> {
        if path.is_empty() {
            return Some(self);
        }
        match self.at(path)? {
            Part::Group(group) => Some(group),
            Part::Row(_) => None,
        }
    }

    /// Takes the part at a path away.
    pub fn remove(&mut self, path: &[usize]) {
        let Some((last, above)) = path.split_last() else { return };
        if let Some(group) = self.group_at(above)
            && *last < group.parts.len()
        {
            group.parts.remove(*last);
        }
    }

    /// The path of the condition a pointer into the filter leads to.
    pub fn path_of(pointer: &str) -> Vec<usize> {
        pointer.split('/').filter_map(|step| step.parse().ok()).collect()
    }
}

fn part(value: &Value) -> Option<Part> {
    if value.get("field").is_some() { Row::read(value).map(Part::Row) } else { Some(Part::Group(Group::read(value))) }
}

/// What the choices of a field are, if it has any.
pub fn choices_of(fields: &[SegmentField], field: Field) -> Option<Vec<(String, String)>> {
    let known = fields.iter().find(|known| known.field == field)?;
    let choices = known.choices.as_ref()?;
    Some(choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_and_written_alike() {
        let filter = json!({"and": [
            {"field": "health_score", "op": "between", "value": [10, 60]},
            {"or": [
                {"field": "industry", "op": "in", "value": ["Retail"]},
                {"not": {"or": [{"field": "csm_id", "op": "is_null"}]}}
            ]},
            {"field": "annual_recurring_revenue", "op": "gte", "value": 10000.5},
            {"field": "next_renewal_date", "op": "within_days", "value": 90},
            {"field": "at_risk", "op": "eq", "value": true}
        ]});
        let group = Group::read(&filter);
        assert_eq!(group.to_json(), filter);
        assert!(!group.is_open() && domain::filter::Filter::read(&filter).is_ok());
        let one = json!({"field": "name", "op": "eq", "value": "x"});
        assert_eq!(Group::read(&one).to_json(), json!({"and": [one]}));
        assert_eq!(Group::read(&json!({"not": one})).to_json(), json!({"not": {"or": [one]}}));
    }

    #[test]
    fn a_part_is_found_by_its_path_and_by_a_pointer() {
        let mut group = Group::new();
        group.parts.push(Part::Group(Group { join: Join::None, parts: vec![Part::Row(Row::new(Field::Tags))] }));
        assert!(group.is_open());
        assert_eq!(Group::path_of("/filter/and/1/not/or/0/value"), [1, 0]);
        assert_eq!(group.at(&[1, 0]), Some(&mut Part::Row(Row::new(Field::Tags))));
        assert_eq!(group.at(&[0, 0]), None);
        group.remove(&[1, 0]);
        group.remove(&[0]);
        assert_eq!(group.to_json(), json!({"and": [{"not": {"or": []}}]}));
    }

    #[test]
    fn what_was_typed_is_sent_as_what_it_is() {
        let row = |field, operator, value: &str| {
            Row { field, operator, values: vec![value.to_owned()] }.to_json()["value"].clone()
        };
        assert_eq!(row(Field::HealthScore, Operator::Lt, " 60 "), json!(60));
        assert_eq!(row(Field::HealthScore, Operator::Lt, "many"), json!("many"));
        assert_eq!(row(Field::AnnualRecurringRevenue, Operator::Gt, "9.5"), json!(9.5));
        assert_eq!(row(Field::NextRenewalDate, Operator::WithinDays, "30"), json!(30));
        assert_eq!(row(Field::Name, Operator::Contains, "60"), json!("60"));
        assert!(Row { field: Field::HealthScore, operator: Operator::Between, values: vec!["1".into()] }.is_open());
    }
}
