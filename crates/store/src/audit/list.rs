use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::filter::AuditFilter;
use crate::Result;

/// A row as a reader of the log sees it.
#[derive(Debug, Clone, FromRow)]
pub struct AuditEventRow {
    pub id: Uuid,
    pub occurred_at: DateTime<Utc>,
    pub actor: String,
    pub staff_id: Option<Uuid>,
    pub staff_name: Option<String>,
    pub api_key_id: Option<Uuid>,
    pub api_key_name: Option<String>,
    pub api_key_prefix: Option<String>,
    pub action: String,
    pub operation: String,
    pub entity: String,
    /// The first of them.
    pub entity_ids: Vec<Uuid>,
    /// How many there are.
    pub entity_count: i32,
    pub changes: Option<serde_json::Value>,
    pub request_id: Option<String>,
    pub ip_address: Option<String>,
}

/// Rows of the log, the newest first, each with up to `ids` of what it is about.
pub async fn list(connection: &mut PgConnection, filter: &AuditFilter, ids: i32) -> Result<Vec<AuditEventRow>> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "select a.id, a.occurred_at, a.actor, a.staff_id, s.first_name || ' ' || s.last_name as staff_name,
           a.api_key_id, k.name as api_key_name, k.prefix as api_key_prefix, a.action, a.operation, a.entity,
           a.entity_ids[1:",
    );
    sql.push_bind(ids);
    sql.push(
        "] as entity_ids, cardinality(a.entity_ids) as entity_count, a.changes, a.request_id, a.ip_address
         from (select * from audit_log a",
    );
    filter.push(&mut sql);
    sql.push(
        ") a
         left join staff s on s.id = a.staff_id
         left join api_key k on k.id = a.api_key_id
         order by a.occurred_at desc, a.id desc",
    );
    Ok(sql.build_query_as().fetch_all(connection).await?)
}

/// What the ids of a stretch of the log are of, as far as one may know.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Clients within the scope, with their names.
    pub clients: Vec<(Uuid, String)>,
    /// Private notes of others: nobody but their author learns that they are there.
    pub secret_notes: Vec<Uuid>,
}

/// Tells clients and private notes among ids.
pub async fn named(connection: &mut PgConnection, scope: &Scope, reader: StaffId, ids: &[Uuid]) -> Result<Named> {
    let clients = sqlx::query!(
        "select id, name
         from client
         where id = any($1)
           and ($2::uuid is null or csm_user_id = $2)
           and ($3::uuid is null or ae_user_id = $3)
         order by name, id",
        ids,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(&mut *connection)
    .await?;
    let secret_notes = sqlx::query_scalar!(
        "select id from client_note where id = any($1) and is_private and created_by_id is distinct from $2",
        ids,
        reader.0
    )
    .fetch_all(connection)
    .await?;
    Ok(Named { clients: clients.into_iter().map(|row| (row.id, row.name)).collect(), secret_notes })
}
