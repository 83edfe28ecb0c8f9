//! The audit log: who read or wrote what. Writes leave their row in their own transaction.

use serde_json::Value;
use store::{PgConnection, audit::AuditRow};
use uuid::Uuid;

use crate::{Actor, Context, Result};

pub use domain::audit::AuditAction as Action;

/// What happened to what.
#[derive(Debug, Clone)]
pub struct AuditEntry {
    /// What was done.
    pub action: Action,
    /// By which operation: the name of the handler, command or job.
    pub operation: String,
    /// To what kind of thing, by the name of its table.
    pub entity: &'static str,
    /// To which ones.
    pub ids: Vec<Uuid>,
    /// What changed; never passwords or tokens.
    pub changes: Option<Value>,
}

/// A row of the log on its way into it.
#[derive(Debug, Clone)]
pub struct AuditRecord(AuditRow);

impl AuditRecord {
    /// What happened now.
    pub fn new(context: &Context, actor: &Actor, entry: AuditEntry) -> Self {
        let now = context.now();
        Self(AuditRow {
            id: context.ids.at(now),
            occurred_at: now,
            staff_id: actor.staff_id.map(|id| id.0),
            api_key_id: actor.key.as_ref().map(|key| key.id.0),
            actor: actor.name.clone(),
            action: entry.action.as_str(),
            operation: entry.operation,
            entity: entry.entity,
            entity_ids: entry.ids,
            changes: entry.changes,
            request_id: actor.request_id.clone(),
            ip_address: actor.ip_address.clone(),
        })
    }
}

/// Leaves the row of a write, in the transaction of the write.
pub async fn record(connection: &mut PgConnection, context: &Context, actor: &Actor, entry: AuditEntry) -> Result<()> {
    let AuditRecord(row) = AuditRecord::new(context, actor, entry);
    store::audit::insert(connection, &[row]).await?;
    Ok(())
}

/// Leaves the rows of many reads at once.
pub async fn record_all(context: &Context, records: &[AuditRecord]) -> Result<()> {
    let rows: Vec<AuditRow> = records.iter().map(|record| record.0.clone()).collect();
    let mut transaction = context.pool.begin().await?;
    store::audit::insert(&mut transaction, &rows).await?;
    transaction.commit().await?;
    Ok(())
}
