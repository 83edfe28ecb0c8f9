use super::{Plan, Value, verdict::Refusal};

/// What no single cell shows: dates in the wrong order, an answer above its scale. With the field to blame.
pub(super) fn check_row(plan: &Plan, values: &[Value]) -> Vec<(&'static str, Refusal)> {
    let value = |field: &str| plan.index_of(field).map_or(&Value::Null, |i| &values[i]);
    let mut refusals = Vec::new();
    for order in plan.entity.orders {
        if let (Some(earlier), Some(later)) = (value(order.earlier).day(), value(order.later).day())
            && later < earlier
        {
            refusals.push((
                order.later,
                Refusal::new(
                    "dates-out-of-order",
                    format!("{} {later} lies before {} {earlier}", order.later, order.earlier),
                    "correct one of the two dates",
                ),
            ));
        }
    }
    if plan.entity.of_client && value("client").is_null() && value("subscription").is_null() {
        let field = if plan.index_of("client").is_some() { "client" } else { "subscription" };
        refusals.push((field, Refusal::new("missing-value", "nothing says whose row this is", "name the client")));
    }
    match plan.entity.name {
        "clients" if is_text(value("lifecycle_status"), "CHURNED") && value("churned_at").is_null() => {
            refusals.push((
                "churned_at",
                Refusal::new("missing-value", "a churned client needs the day it left", "fill in the day"),
            ));
        }
        "surveys" => {
            if let (Value::Decimal(score), Value::Decimal(most)) = (value("score"), value("max_score"))
                && score > most
            {
                refusals.push((
                    "score",
                    Refusal::new(
                        "too-large",
                        format!("{score} is above {most}, the best answer"),
                        "correct the answer",
                    ),
                ));
            }
        }
        "opportunities" if value("closed_at").is_null() != value("outcome").is_null() => {
            refusals.push((
                "outcome",
                Refusal::new(
                    "missing-value",
                    "a closed opportunity has both a day and an outcome, an open one neither",
                    "fill in both",
                ),
            ));
        }
        _ => {}
    }
    refusals
}

fn is_text(value: &Value, text: &str) -> bool {
    matches!(value, Value::Text(value) if value == text)
}
