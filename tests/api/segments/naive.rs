//! What a filter means, said a second time and as simply as possible: over the row as JSON, condition by condition.

use chrono::{DateTime, Days, Duration, NaiveDate};
use serde_json::Value;

/// When and where days are counted from.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    pub today: NaiveDate,
    /// Hours to add to UTC.
    pub offset: i64,
}

/// Whether a filter lets a client through.
pub fn holds(filter: &Value, client: &Value, calendar: Calendar) -> bool {
    if let Some(parts) = filter.get("and") {
        return parts.as_array().expect("a list").iter().all(|part| holds(part, client, calendar));
    }
    if let Some(parts) = filter.get("or") {
        return parts.as_array().expect("a list").iter().any(|part| holds(part, client, calendar));
    }
    if let Some(part) = filter.get("not") {
        return !holds(part, client, calendar);
    }
    let field = filter["field"].as_str().expect("a field");
    condition(
        &value_of(client, field, calendar),
        filter["op"].as_str().expect("an operator"),
        &filter["value"],
        calendar,
    )
}

fn value_of(client: &Value, field: &str, calendar: Calendar) -> Value {
    let column = match field {
        "csm_id" => "csm_user_id",
        "ae_id" => "ae_user_id",
        "health_score" => "current_health_score",
        "next_renewal_date" => "renewal_due_date",
        "at_risk_reason" => "at_risk_reasons",
        "at_risk" => return Value::Bool(!client["at_risk_reasons"].as_array().expect("a list").is_empty()),
        same => same,
    };
    let value = client[column].clone();
    if field.ends_with("_at") && field != "churned_at" {
        let Some(text) = value.as_str() else { return Value::Null };
        let at = DateTime::parse_from_rfc3339(text).expect("an instant").to_utc() + Duration::hours(calendar.offset);
        return Value::String(at.date_naive().to_string());
    }
    value
}

fn condition(is: &Value, operator: &str, asked: &Value, calendar: Calendar) -> bool {
    if let Some(set) = is.as_array() {
        let asked: Vec<&Value> = asked.as_array().map_or_else(|| vec![asked], |list| list.iter().collect());
        let holds_one = asked.iter().any(|word| set.contains(word));
        return match operator {
            "contains" | "in" => holds_one,
            "not_in" => !holds_one,
            "is_null" => set.is_empty(),
            "is_not_null" => !set.is_empty(),
            other => panic!("{other} of a set"),
        };
    }
    let days = |days: &Value| Days::new(days.as_u64().expect("days"));
    let day = |value: &Value| value.as_str().expect("a day").parse::<NaiveDate>().expect("a day");
    match operator {
        "is_null" => return is.is_null(),
        "is_not_null" => return !is.is_null(),
        "neq" => return is.is_null() || compare(is, asked).is_ne(),
        "not_in" => return !asked.as_array().expect("a list").contains(is),
        _ if is.is_null() => return false,
        _ => {}
    }
    match operator {
        "eq" => compare(is, asked).is_eq(),
        "in" => asked.as_array().expect("a list").contains(is),
        "contains" => {
            let part = asked.as_str().expect("a text").to_lowercase();
            is.as_str().expect("a text").to_lowercase().contains(&part)
        }
        "lt" => compare(is, asked).is_lt(),
        "lte" => compare(is, asked).is_le(),
        "gt" => compare(is, asked).is_gt(),
        "gte" => compare(is, asked).is_ge(),
        "between" => compare(is, &asked[0]).is_ge() && compare(is, &asked[1]).is_le(),
        "within_days" => (calendar.today..=calendar.today + days(asked)).contains(&day(is)),
        "in_last_days" => (calendar.today - days(asked)..=calendar.today).contains(&day(is)),
        "more_than_days_ago" => day(is) < calendar.today - days(asked),
        other => panic!("{other} of {is}"),
    }
}

/// Numbers as numbers; days and words as they are written, which for days is their order too.
fn compare(is: &Value, asked: &Value) -> std::cmp::Ordering {
    match (is.as_f64(), asked.as_f64()) {
        (Some(is), Some(asked)) => is.total_cmp(&asked),
        _ => match (is, asked) {
            (Value::String(is), Value::String(asked)) => is.cmp(asked),
            (Value::Bool(is), Value::Bool(asked)) => is.cmp(asked),
            other => panic!("{other:?} cannot be compared"),
        },
    }
}
