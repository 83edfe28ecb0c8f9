use api_types::audit::AuditEvent;
use leptos::prelude::*;
use serde_json::Value;

use crate::{format, routes, view};

/// All that the log holds of a row.
#[component]
pub(super) fn Detail(event: AuditEvent) -> impl IntoView {
    let facts = [
        ("When", Some(format::instant(event.occurred_at))),
        ("Operation", Some(event.operation.clone())),
        ("As", Some(event.actor.clone())),
        ("API key", event.api_key.as_ref().map(|key| key.name.clone())),
        ("From", event.ip_address.clone()),
        ("Request", event.request_id.clone()),
        ("Ids", ids(&event)),
    ];
    let changes = event.changes.as_ref().map(changes).unwrap_or_default();
    let clients = event.clients;
    view! {
        <div class="mt-2 rounded-lg border border-base-300 bg-base-200 p-3 grid gap-3">
            {(!changes.is_empty()).then(|| view! {
                <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
                    {changes.into_iter().map(|(name, value)| view! { <dt class="muted">{name}</dt><dd class="break-words">{value}</dd> }).collect_view()}
                </dl>
            })}
            {(!clients.is_empty()).then(|| view! {
                <p class="flex flex-wrap gap-x-3 gap-y-1">
                    <span class="muted">"Clients"</span>
                    {clients.into_iter().map(|client| view! { <a class="link-x" href=routes::client(client.id)>{client.name}</a> }).collect_view()}
                </p>
            })}
            <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[12px]">
                {facts.into_iter().filter_map(|(name, value)| value.map(|value| view! { <dt class="muted">{name}</dt><dd class="break-all">{value}</dd> })).collect_view()}
            </dl>
        </div>
    }
}

/// The first few ids, and how many more there are.
fn ids(event: &AuditEvent) -> Option<String> {
    const SHOWN: usize = 5;
    let first: Vec<String> = event.entity_ids.iter().take(SHOWN).map(ToString::to_string).collect();
    let rest = event.entity_count - i32::try_from(first.len()).unwrap_or(i32::MAX);
    match (first.is_empty(), rest) {
        (true, _) => None,
        (false, rest) if rest > 0 => Some(format!("{} and {} more", first.join(", "), format::count(rest.into()))),
        (false, _) => Some(first.join(", ")),
    }
}

/// What changed, as names and values: `from → to` where both are known.
fn changes(changes: &Value) -> Vec<(String, String)> {
    let Value::Object(fields) = changes else { return vec![("Changes".to_owned(), told(changes))] };
    let told_field = |value: &Value| match (value.get("from"), value.get("to")) {
        (Some(from), Some(to)) => format!("{} → {}", told(from), told(to)),
        _ => told(value),
    };
    let mut told: Vec<(String, String)> =
        fields.iter().map(|(name, value)| (format::sentence(name), told_field(value))).collect();
    // By name, in whatever order they were written.
    told.sort_unstable();
    told
}

fn told(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(told).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_as_from_and_to() {
        let value = serde_json::json!({
            "role": {"from": "CSM", "to": "ADMIN"}, "tags": {"from": [], "to": ["a", "b"]}, "is_active": false, "csm": {"from": null, "to": "x"}
        });
        let told: Vec<(String, String)> = changes(&value);
        let expected = [("Csm", "nothing → x"), ("Is active", "no"), ("Role", "CSM → ADMIN"), ("Tags", "none → a, b")];
        assert_eq!(told, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
