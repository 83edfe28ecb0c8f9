use serde_json::{Map, Value, json};
use store::activities::ActivityFields;

/// What changed, as the audit log shows it: each field with its value before and after.
pub(super) fn difference(before: &ActivityFields, after: &ActivityFields) -> Map<String, Value> {
    let mut changed = Map::new();
    let mut compare = |name: &str, was: Value, is: Value| {
        if was != is {
            changed.insert(name.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    compare("occurred_at", json!(before.occurred_at), json!(after.occurred_at));
    compare("activity_type", json!(before.activity_type), json!(after.activity_type));
    compare("subject", json!(before.subject), json!(after.subject));
    compare("description", json!(before.description), json!(after.description));
    compare("client_contacts", json!(before.client_contacts), json!(after.client_contacts));
    compare("duration_minutes", json!(before.duration_minutes), json!(after.duration_minutes));
    compare("outcome", json!(before.outcome), json!(after.outcome));
    compare("outcome_notes", json!(before.outcome_notes), json!(after.outcome_notes));
    compare("follow_up_required", json!(before.follow_up_required), json!(after.follow_up_required));
    compare("follow_up_date", json!(before.follow_up_date), json!(after.follow_up_date));
    compare("follow_up_completed", json!(before.follow_up_completed), json!(after.follow_up_completed));
    changed
}
