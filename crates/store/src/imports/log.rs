use domain::ImportBatchId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{batch::RejectionRow, dynamic::run, stage::Stage, target::Identity};
use crate::Result;

/// Advisory locks of imports share this first key; the second is the batch, or zero for "an import is being written".
const LOCK_CLASS: i32 = 0x1397;

/// Starts an import on this connection, inside its transaction: temporary tables for refusals and affected clients,
/// and a lock that shows as long as it lives that the batch is being worked on.
pub async fn prepare(connection: &mut PgConnection, batch: ImportBatchId) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1, $2)", LOCK_CLASS, lock_key(batch))
        .fetch_one(&mut *connection)
        .await?;
    run(
        connection,
        "create temp table import_refusal (file text not null, entity text not null, line bigint not null, \
         column_name text, value text, code text not null, reason text not null, fix text not null) on commit drop"
            .to_owned(),
    )
    .await?;
    run(connection, "create temp table import_affected (client_id uuid primary key) on commit drop".to_owned()).await?;
    Ok(())
}

/// Waits until no other import is being written: two at once could both make the same row.
pub async fn take_import_lock(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1, 0)", LOCK_CLASS).fetch_one(connection).await?;
    Ok(())
}

/// Whether no process works on the batch any more. Holds its lock until the transaction ends if so.
pub(super) async fn is_abandoned(connection: &mut PgConnection, batch: ImportBatchId) -> Result<bool> {
    let free = sqlx::query_scalar!("select pg_try_advisory_xact_lock($1, $2)", LOCK_CLASS, lock_key(batch))
        .fetch_one(connection)
        .await?;
    Ok(free.unwrap_or(false))
}

fn lock_key(batch: ImportBatchId) -> i32 {
    // The last four bytes of a UUIDv7 are random; zero is taken.
    let bytes = batch.0.as_bytes();
    i32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]) | 1
}

/// Notes whose scores the rows of a stage may move.
pub async fn note_affected(connection: &mut PgConnection, stage: &Stage) -> Result<()> {
    let verdicts = stage.verdicts();
    let clients = match stage.target.identity {
        Identity::Client => format!(
            "select c.id from {verdicts} v join client c on c.external_id = v.row_key where v.verdict in ('CREATE', 'UPDATE')"
        ),
        Identity::Feature => return Ok(()),
        _ => format!("select distinct client_id from {verdicts} where verdict in ('CREATE', 'UPDATE')"),
    };
    run(connection, format!("insert into import_affected {clients} on conflict do nothing")).await?;
    Ok(())
}

/// The clients whose scores the import may move.
pub async fn affected_clients(connection: &mut PgConnection) -> Result<Vec<Uuid>> {
    // A temporary table: the macro cannot see it.
    Ok(sqlx::query_scalar("select client_id from import_affected order by client_id").fetch_all(connection).await?)
}

/// What the database refused so far, at most `limit` rows.
pub async fn refused(connection: &mut PgConnection, limit: i64) -> Result<Vec<RejectionRow>> {
    let rows = sqlx::query_as::<_, RejectionRow>(
        "select file, entity, line, column_name, value, code, reason, fix
         from import_refusal order by file, line, entity limit $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The clients whose rows of this stage are new or changed.
pub async fn changed_clients(connection: &mut PgConnection, stage: &Stage) -> Result<Vec<Uuid>> {
    let clients = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "select distinct client_id from {} where verdict in ('CREATE', 'UPDATE')",
        stage.verdicts()
    )))
    .fetch_all(connection)
    .await?;
    Ok(clients)
}

/// The clients the stages name, whether their rows changed or not.
pub async fn named_clients(connection: &mut PgConnection, stages: &[Stage]) -> Result<Vec<Uuid>> {
    let each: Vec<String> = stages
        .iter()
        .filter_map(|stage| match stage.target.identity {
            Identity::Client => Some(format!(
                "select c.id from {} v join client c on c.external_id = v.row_key where v.verdict not like 'REFUSED%'",
                stage.verdicts()
            )),
            Identity::Feature => None,
            _ => Some(format!("select client_id from {} where verdict not like 'REFUSED%'", stage.verdicts())),
        })
        .collect();
    if each.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(format!("{} order by 1", each.join(" union "))))
        .fetch_all(connection)
        .await?)
}
