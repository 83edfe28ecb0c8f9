use std::collections::{HashMap, HashSet};

use api_types::{
    api_keys::ApiKeyName,
    audit::{AuditEvent, ClientName},
};
use domain::{ApiKeyId, ClientId};
use serde_json::Value;
use store::{PgConnection, audit::AuditEventRow, parse_column};
use uuid::Uuid;

use crate::{
    ApiResult,
    access::{Allowed, ReadAudit},
    clients::user_name,
};

/// The kind of thing whose ids are told to nobody: a note may be private, and one that is gone may have been.
const NOTE: &str = "client_note";

/// A stretch of the log as its readers see it, and the clients it names.
pub(super) async fn events(
    connection: &mut PgConnection,
    caller: &Allowed<ReadAudit>,
    rows: Vec<AuditEventRow>,
) -> ApiResult<(Vec<AuditEvent>, Vec<Uuid>)> {
    let ids: HashSet<Uuid> = rows.iter().flat_map(|row| row.entity_ids.iter().copied()).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let named = store::audit::named(connection, &caller.scope, caller.staff_id, &ids).await?;
    let known =
        Known { clients: named.clients.into_iter().collect(), secret_notes: named.secret_notes.into_iter().collect() };
    let shown = known.clients.keys().copied().collect();
    Ok((rows.into_iter().map(|row| known.event(row)).collect::<ApiResult<Vec<_>>>()?, shown))
}

struct Known {
    clients: HashMap<Uuid, String>,
    secret_notes: HashSet<Uuid>,
}

impl Known {
    fn event(&self, row: AuditEventRow) -> ApiResult<AuditEvent> {
        let is_of_a_note = row.entity == NOTE;
        let is_told = |id: &Uuid| {
            if is_of_a_note { self.clients.contains_key(id) } else { !self.secret_notes.contains(id) }
        };
        let entity_ids: Vec<Uuid> = row.entity_ids.into_iter().filter(is_told).collect();
        let clients = entity_ids
            .iter()
            .filter_map(|id| self.clients.get(id).map(|name| ClientName { id: ClientId(*id), name: name.clone() }));
        let key = row.api_key_id.zip(row.api_key_name);
        Ok(AuditEvent {
            id: row.id,
            occurred_at: row.occurred_at,
            actor: row.actor,
            user: user_name(row.staff_id, row.staff_name),
            api_key: key.map(|(id, name)| ApiKeyName { id: ApiKeyId(id), name }),
            action: parse_column("audit_log", "action", &row.action)?,
            operation: row.operation,
            entity: row.entity,
            clients: clients.collect(),
            entity_ids,
            entity_count: row.entity_count,
            changes: row.changes,
            request_id: row.request_id,
            ip_address: row.ip_address,
        })
    }
}

/// Entries of a list that are told; of more, the number. The file of the log has them all.
const MOST_ENTRIES: usize = 20;

/// What changed, without the ids of thousands of clients.
pub(super) fn shortened(changes: Value) -> Value {
    match changes {
        Value::Array(entries) => {
            let more = entries.len().saturating_sub(MOST_ENTRIES);
            let mut shown: Vec<Value> = entries.into_iter().take(MOST_ENTRIES).map(shortened).collect();
            if more > 0 {
                shown.push(Value::from(format!("and {more} more")));
            }
            Value::Array(shown)
        }
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, shortened(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn long_lists_are_cut_wherever_they_are_and_say_how_many_there_were() {
        let ids: Vec<i32> = (0..23).collect();
        let cut = shortened(json!({ "csm_user_id": { "from": { "none": ids }, "to": null }, "few": [1, 2] }));
        let told = cut.pointer("/csm_user_id/from/none").and_then(Value::as_array).expect("a list");
        assert_eq!((told.len(), told[19].clone(), told[20].clone()), (21, json!(19), json!("and 3 more")));
        assert_eq!((&cut["few"], &cut["csm_user_id"]["to"]), (&json!([1, 2]), &Value::Null));
    }
}
