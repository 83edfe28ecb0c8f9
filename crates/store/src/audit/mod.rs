//! The audit log.

mod filter;
mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Error, Result, partitions};

pub use filter::AuditFilter;
pub use list::{AuditEventRow, Named, list, named};

/// One row of the audit log.
#[derive(Debug, Clone, Serialize)]
pub struct AuditRow {
    pub id: Uuid,
    pub occurred_at: DateTime<Utc>,
    pub staff_id: Option<Uuid>,
    pub api_key_id: Option<Uuid>,
    pub actor: String,
    pub action: &'static str,
    pub operation: String,
    pub entity: &'static str,
    pub entity_ids: Vec<Uuid>,
    pub changes: Option<serde_json::Value>,
    pub request_id: Option<String>,
    pub ip_address: Option<String>,
}

/// Writes rows in one statement, making the partitions they fall into. Rows that are there already stay: whoever did not
/// hear that they were committed writes them again.
pub async fn insert(connection: &mut PgConnection, rows: &[AuditRow]) -> Result<()> {
    let dates = || rows.iter().map(|row| row.occurred_at.date_naive());
    let (Some(first), Some(last)): (Option<NaiveDate>, Option<NaiveDate>) = (dates().min(), dates().max()) else {
        return Ok(());
    };
    partitions::ensure(connection, "audit_log", first, last, false).await?;
    let rows = serde_json::to_value(rows).map_err(|error| Error::Inconsistent {
        table: "audit_log",
        column: "changes",
        value: error.to_string(),
    })?;
    sqlx::query!(
        "insert into audit_log (id, occurred_at, staff_id, api_key_id, actor, action, operation, entity, entity_ids,
           changes, request_id, ip_address)
         select id, occurred_at, staff_id, api_key_id, actor, action, operation, entity, entity_ids, changes, request_id,
           ip_address
         from jsonb_to_recordset($1) as r(id uuid, occurred_at timestamptz, staff_id uuid, api_key_id uuid, actor text, action text,
           operation text, entity text, entity_ids uuid[], changes jsonb, request_id text, ip_address text)
         on conflict on constraint audit_log_pkey do nothing",
        rows
    )
    .execute(connection)
    .await?;
    Ok(())
}
