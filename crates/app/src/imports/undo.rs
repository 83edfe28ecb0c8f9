use domain::{ImportBatchId, import::ImportStatus};
use ingest::entities;
use serde_json::json;
use store::{
    PgConnection,
    imports::{TARGETS, Undone},
};

use super::report::{UndoLeftover, UndoReport};
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Leftovers listed in full; more are counted.
const LEFTOVERS_LISTED: usize = 1000;

/// Reverts a batch: rows it made go, rows it changed become what they were, and rows touched since stay and are listed.
pub async fn undo(context: &Context, actor: &Actor, batch: ImportBatchId) -> Result<UndoReport> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    store::imports::take_import_lock(&mut transaction).await?;
    let row = store::imports::batch(&mut transaction, batch).await?.ok_or(Error::NotFound("import"))?;
    if row.dry_run {
        return Err(Error::Conflict("this was a dry run: it wrote nothing".to_owned()));
    }
    match row.status {
        ImportStatus::Applied => {}
        ImportStatus::Undone => return Err(Error::Conflict("this import is undone already".to_owned())),
        ImportStatus::Failed => return Err(Error::Conflict("this import failed: it wrote nothing".to_owned())),
        _ => return Err(Error::Conflict("this import has not ended yet".to_owned())),
    }
    let clients = store::imports::clients_of_batch(&mut transaction, batch).await?;
    let report = revert(&mut transaction, batch).await?;
    let remaining = store::imports::existing_clients(&mut transaction, &clients).await?;
    store::imports::recompute_billing_arr(&mut transaction, &remaining, None).await?;
    store::imports::sync_contracts(&mut transaction, &remaining, row.as_of).await?;
    store::imports::disconnect_feeds(&mut transaction, batch).await?;
    store::facts::request_recalculation(&mut transaction, &remaining, "import undone", now).await?;
    store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await?;
    // What was refused of it is nobody's trouble any longer.
    store::jobs::enqueue(&mut transaction, &store::jobs::SweepAlerts {}).await?;
    let value = serde_json::to_value(&report).map_err(|error| Error::Internal(error.to_string()))?;
    store::imports::mark_undone(&mut transaction, batch, &value, now).await?;
    audit::record(
        &mut transaction,
        context,
        actor,
        AuditEntry {
            action: Action::Run,
            operation: "undo_import".to_owned(),
            entity: "import_batch",
            ids: vec![batch.0],
            changes: Some(json!({ "rows_removed": report.rows_removed, "rows_restored": report.rows_restored })),
        },
    )
    .await?;
    transaction.commit().await?;
    Ok(report)
}

/// Backwards through the entities: what refers to others goes first.
async fn revert(connection: &mut PgConnection, batch: ImportBatchId) -> Result<UndoReport> {
    let mut report = UndoReport::default();
    for target in TARGETS.iter().rev() {
        let columns = columns(target);
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let undone = if target.entity == "clients" {
            store::imports::undo_clients(connection, &columns, batch).await?
        } else {
            store::imports::undo_entity(connection, target, &columns, batch).await?
        };
        add(&mut report, undone);
    }
    Ok(report)
}

/// Every column an import of this entity can write.
fn columns(target: &store::imports::Target) -> Vec<String> {
    let fields = entities::by_name(target.entity).map_or(&[][..], |entity| entity.fields);
    let reference = |field: &str| target.references.iter().find(|r| r.field == field);
    fields
        .iter()
        .filter_map(|field| match reference(field.name) {
            Some(reference) => reference.column.map(str::to_owned),
            None if ["client", "external_id"].contains(&field.name) => None,
            None => Some(field.name.to_owned()),
        })
        .collect()
}

fn add(report: &mut UndoReport, undone: Undone) {
    report.rows_removed += undone.removed;
    report.rows_restored += undone.restored;
    for left in undone.left {
        report.rows_left_total += 1;
        if report.rows_left.len() < LEFTOVERS_LISTED {
            report.rows_left.push(UndoLeftover { entity: left.entity.to_owned(), key: left.key, reason: left.reason });
        }
    }
}
