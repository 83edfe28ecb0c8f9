use serde_json::{Value, json};

use super::*;

fn wrong(value: &Value) -> Vec<(String, &'static str, bool)> {
    let problems = Filter::read(value).expect_err("it is wrong");
    problems.into_iter().map(|problem| (problem.pointer, problem.code, problem.is_malformed)).collect()
}

#[test]
fn what_is_read_is_written_alike() {
    let text = json!({"and": [
        {"field": "health_score", "op": "lt", "value": 60},
        {"or": [
            {"field": "industry", "op": "in", "value": ["Retail", "Banking"]},
            {"field": "tags", "op": "contains", "value": "pilot"},
            {"not": {"field": "contract_tier", "op": "eq", "value": "STARTER"}}
        ]},
        {"field": "annual_recurring_revenue", "op": "between", "value": [10_000, 20_000.5]},
        {"field": "next_renewal_date", "op": "within_days", "value": 90},
        {"field": "contract_start_date", "op": "gte", "value": "2026-01-31"},
        {"field": "csm_id", "op": "is_null"},
        {"field": "ae_id", "op": "eq", "value": "01931b6e-0000-7000-8000-000000000001"},
        {"field": "at_risk", "op": "eq", "value": true}
    ]});
    let filter = Filter::read(&text).expect("a filter");
    assert_eq!(filter.to_json(), text);
    assert!(filter.mentions(&[Field::Tags]) && filter.mentions(&[Field::Name, Field::ContractTier]));
    assert!(!filter.mentions(&[Field::LifecycleStatus]));
    assert_eq!(Filter::read(&json!({"and": []})), Ok(Filter::And(vec![])));
}

#[test]
fn every_operator_of_every_field_is_known_by_a_value_of_its_kind() {
    for field in Field::ALL {
        for operator in field.operators() {
            let one = match (field.kind(), field.choices()) {
                (_, Some(choices)) => json!(choices[0]),
                (Kind::Text | Kind::Choice | Kind::Set, None) => json!("word"),
                (Kind::Person, _) => json!("01931b6e-0000-7000-8000-000000000001"),
                (Kind::Whole, _) => json!(7),
                (Kind::Money, _) => json!(7.5),
                (Kind::Date, _) => json!("2026-01-31"),
                (Kind::Flag, _) => json!(true),
            };
            let value = match operator {
                _ if !operator.takes_value() => Value::Null,
                _ if operator.counts_days() => json!(30),
                _ if operator.takes_list() => json!([one]),
                Operator::Between => json!([one, one]),
                _ => one,
            };
            let condition = json!({"field": field.as_str(), "op": operator.as_str(), "value": value});
            let read = Filter::read(&condition);
            assert!(read.is_ok(), "{condition}: {read:?}");
            assert_eq!(Filter::read(&read.clone().unwrap().to_json()), read);
        }
    }
}

#[test]
fn what_cannot_be_read_is_pointed_at() {
    for (value, pointer, code) in [
        (json!([]), "", "wrong-type"),
        (json!({}), "", "wrong-value"),
        (json!({"and": [], "or": []}), "", "wrong-value"),
        (json!({"xor": []}), "/xor", "unknown-field"),
        (json!({"and": {}}), "/and", "wrong-type"),
        (json!({"and": [7]}), "/and/0", "wrong-type"),
        (json!({"not": [{}]}), "/not", "wrong-type"),
        (json!({"field": "name", "op": "eq", "value": "x", "case": true}), "/case", "unknown-field"),
        (json!({"op": "eq"}), "/field", "missing-field"),
        (json!({"field": "name"}), "/op", "missing-field"),
        (json!({"field": 7, "op": "eq"}), "/field", "wrong-type"),
        (json!({"field": "shoe_size", "op": "eq"}), "/field", "unknown-value"),
        (json!({"field": "name", "op": "like"}), "/op", "unknown-value"),
        (json!({"or": [{"field": "health_score", "op": "lt", "value": "60"}]}), "/or/0/value", "wrong-type"),
        (json!({"field": "health_score", "op": "lt", "value": 59.5}), "/value", "wrong-type"),
        (json!({"field": "health_score", "op": "lt"}), "/value", "wrong-type"),
        (json!({"field": "health_status", "op": "in", "value": ["HEALTHY", "FINE"]}), "/value/1", "unknown-value"),
        (json!({"field": "csm_id", "op": "eq", "value": "me"}), "/value", "wrong-type"),
        (json!({"field": "contract_start_date", "op": "lt", "value": "2026-02-30"}), "/value", "wrong-type"),
        (json!({"field": "health_score", "op": "between", "value": [1]}), "/value", "wrong-type"),
        (json!({"field": "at_risk", "op": "eq", "value": "yes"}), "/value", "wrong-type"),
    ] {
        assert_eq!(wrong(&value), [(pointer.to_owned(), code, true)], "{value}");
    }
}

#[test]
fn what_is_read_but_not_valid_is_pointed_at() {
    for (value, pointer, code) in [
        (json!({"or": []}), "/or", "required"),
        (json!({"field": "name", "op": "lt", "value": "x"}), "/op", "wrong-operator"),
        (json!({"field": "name", "op": "is_null"}), "/op", "wrong-operator"),
        (json!({"field": "industry", "op": "is_null", "value": true}), "/value", "not-allowed"),
        (json!({"field": "name", "op": "eq", "value": "  "}), "/value", "required"),
        (json!({"field": "name", "op": "eq", "value": "x".repeat(201)}), "/value", "invalid-text"),
        (json!({"field": "name", "op": "eq", "value": "a\u{0}b"}), "/value", "invalid-text"),
        (json!({"field": "industry", "op": "in", "value": []}), "/value", "out-of-range"),
        (json!({"field": "industry", "op": "in", "value": vec!["x"; 101]}), "/value", "out-of-range"),
        (json!({"field": "health_score", "op": "between", "value": [9, 1]}), "/value", "out-of-order"),
        (json!({"field": "employee_count", "op": "gt", "value": 10_000_000_000_i64}), "/value", "out-of-range"),
        (json!({"field": "annual_recurring_revenue", "op": "gt", "value": 1e300}), "/value", "out-of-range"),
        (json!({"field": "next_renewal_date", "op": "within_days", "value": -1}), "/value", "out-of-range"),
        (json!({"field": "next_renewal_date", "op": "eq", "value": "0999-01-01"}), "/value", "out-of-range"),
    ] {
        assert_eq!(wrong(&value), [(pointer.to_owned(), code, false)], "{value}");
    }
}

#[test]
fn a_filter_has_bounds() {
    let nested = |depth: usize| {
        (0..depth).fold(json!({"field": "at_risk", "op": "eq", "value": true}), |inner, _| json!({"not": inner}))
    };
    assert!(Filter::read(&nested(DEEPEST)).is_ok());
    assert_eq!(wrong(&nested(DEEPEST + 1))[0].1, "too-deep");
    assert_eq!(wrong(&nested(120))[0].1, "too-deep");
    let wide =
        |conditions: usize| json!({"and": vec![json!({"field": "at_risk", "op": "eq", "value": true}); conditions]});
    assert!(Filter::read(&wide(MOST_PARTS - 1)).is_ok());
    assert_eq!(wrong(&wide(MOST_PARTS)).len(), 1);
    assert_eq!(wrong(&wide(50_000)), [(format!("/and/{}", MOST_PARTS - 1), "too-many", false)]);
}
