use chrono::{DateTime, NaiveDate, Utc};
use domain::{ImportBatchId, import::ImportStatus};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::log::is_abandoned;
use crate::{Result, parse_column};

/// A batch.
#[derive(Debug, Clone)]
pub struct BatchRow {
    /// Id.
    pub id: Uuid,
    /// `CLI` or `API`.
    pub source: String,
    /// Where it stands.
    pub status: ImportStatus,
    /// The day the data describe.
    pub as_of: NaiveDate,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// Whether old partitions are kept.
    pub keep_history: bool,
    /// Who started it: id, first and last name.
    pub started_by: Option<(Uuid, String, String)>,
    /// What went wrong.
    pub error: Option<String>,
    /// The score report.
    pub report: Option<Value>,
    /// The undo report.
    pub undo_report: Option<Value>,
    /// When it started.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

impl BatchRow {
    /// What the list is sorted by.
    pub fn sort_key(&self) -> (DateTime<Utc>, Uuid) {
        (self.created_at, self.id)
    }
}

/// One file of a batch, per entity.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRow {
    /// Name.
    pub name: String,
    /// What its rows became.
    pub entity: String,
    /// Encoding.
    pub encoding: Option<String>,
    /// Rows read.
    pub rows_read: i64,
    /// Rows made.
    pub rows_created: i64,
    /// Rows changed.
    pub rows_updated: i64,
    /// Rows there already.
    pub rows_unchanged: i64,
    /// Rows refused.
    pub rows_rejected: i64,
    /// Warnings, as JSON.
    pub warnings: Value,
}

/// A refused row.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RejectionRow {
    /// File.
    pub file: String,
    /// Entity.
    pub entity: String,
    /// Line.
    pub line: i64,
    /// Column.
    pub column_name: Option<String>,
    /// Value.
    pub value: Option<String>,
    /// Kind.
    pub code: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

/// Writes down that an import started.
pub async fn insert_batch(connection: &mut PgConnection, batch: &BatchRow, mapping: &Value) -> Result<()> {
    sqlx::query!(
        "insert into import_batch (id, source, status, mapping, as_of, dry_run, keep_history, started_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        batch.id,
        batch.source,
        batch.status.as_str(),
        mapping,
        batch.as_of,
        batch.dry_run,
        batch.keep_history,
        batch.started_by.as_ref().map(|(id, ..)| *id),
        batch.created_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Moves a batch on.
pub async fn set_status(connection: &mut PgConnection, batch: ImportBatchId, status: ImportStatus) -> Result<()> {
    sqlx::query!("update import_batch set status = $2 where id = $1", batch.0, status.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a batch, in the transaction that wrote its rows.
pub async fn finish(connection: &mut PgConnection, batch: ImportBatchId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update import_batch set status = 'APPLIED', finished_at = $2 where id = $1", batch.0, now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a batch that wrote nothing.
pub async fn fail(connection: &mut PgConnection, batch: ImportBatchId, error: &str, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update import_batch set status = 'FAILED', error = $2, finished_at = $3 where id = $1",
        batch.0,
        error,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends the batches whose process died: nothing of theirs was written.
pub async fn fail_abandoned(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    let open = sqlx::query_scalar!("select id from import_batch where status in ('STAGING', 'STAGED', 'APPLYING')")
        .fetch_all(&mut *connection)
        .await?;
    for id in open {
        if is_abandoned(connection, ImportBatchId(id)).await? {
            sqlx::query!(
                "update import_batch set status = 'FAILED', finished_at = $2,
                   error = 'the process was stopped; nothing was written; run the import again'
                 where id = $1 and status in ('STAGING', 'STAGED', 'APPLYING')",
                id,
                now
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}

/// Keeps what the scores of a batch came to.
pub async fn store_score_report(connection: &mut PgConnection, batch: ImportBatchId, report: &Value) -> Result<()> {
    sqlx::query!("update import_batch set report = $2 where id = $1", batch.0, report).execute(connection).await?;
    Ok(())
}

/// Marks a batch as undone.
pub async fn mark_undone(
    connection: &mut PgConnection,
    batch: ImportBatchId,
    report: &Value,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update import_batch set status = 'UNDONE', undone_at = $3, undo_report = $2 where id = $1",
        batch.0,
        report,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes down the files of a batch.
pub async fn insert_files(connection: &mut PgConnection, batch: ImportBatchId, files: &[FileRow]) -> Result<()> {
    for file in files {
        sqlx::query!(
            "insert into import_file (batch_id, name, entity, encoding, rows_read, rows_created, rows_updated,
               rows_unchanged, rows_rejected, warnings)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            batch.0,
            file.name,
            file.entity,
            file.encoding,
            file.rows_read,
            file.rows_created,
            file.rows_updated,
            file.rows_unchanged,
            file.rows_rejected,
            file.warnings
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Writes down refused rows.
pub async fn insert_rejections(
    connection: &mut PgConnection,
    batch: ImportBatchId,
    rejections: &[RejectionRow],
) -> Result<()> {
    let mut copy = crate::copy::CopyIn::start(
        connection,
        "import_rejection (batch_id, ordinal, file, entity, line, column_name, value, code, reason, fix)",
    )
    .await?;
    for (ordinal, row) in rejections.iter().enumerate() {
        copy.plain(batch).plain(ordinal).text(&row.file).text(&row.entity).plain(row.line);
        copy.maybe_text(row.column_name.as_deref()).maybe_text(row.value.as_deref());
        copy.text(&row.code).text(&row.reason).text(&row.fix).end_row().await?;
    }
    copy.finish().await?;
    Ok(())
}

/// Batches, newest first, and how many there are; those after the sort key of one, or after `offset` rows.
pub async fn batches(
    connection: &mut PgConnection,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
    offset: i64,
) -> Result<(Vec<BatchRow>, i64)> {
    let (after_time, after_id) = after.unzip();
    let ids = sqlx::query_scalar!(
        "select id from import_batch
         where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid)
         order by created_at desc, id desc limit $3 offset $4",
        after_time,
        after_id,
        limit,
        offset
    )
    .fetch_all(&mut *connection)
    .await?;
    let total = sqlx::query_scalar!(r#"select count(*) as "n!" from import_batch"#).fetch_one(&mut *connection).await?;
    Ok((load(connection, &ids).await?, total))
}

/// One batch.
pub async fn batch(connection: &mut PgConnection, id: ImportBatchId) -> Result<Option<BatchRow>> {
    Ok(load(connection, &[id.0]).await?.pop())
}

async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<BatchRow>> {
    let rows = sqlx::query!(
        r#"select b.id, b.source, b.status, b.as_of, b.dry_run, b.keep_history, b.error, b.report, b.undo_report,
             b.created_at, b.finished_at, s.id as "staff_id?", s.first_name as "first_name?", s.last_name as "last_name?"
           from import_batch b left join staff s on s.id = b.started_by
           where b.id = any($1)
           order by b.created_at desc, b.id desc"#,
        ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(BatchRow {
                id: row.id,
                source: row.source,
                status: parse_column("import_batch", "status", &row.status)?,
                as_of: row.as_of,
                dry_run: row.dry_run,
                keep_history: row.keep_history,
                started_by: row
                    .staff_id
                    .zip(row.first_name)
                    .zip(row.last_name)
                    .map(|((id, first), last)| (id, first, last)),
                error: row.error,
                report: row.report,
                undo_report: row.undo_report,
                created_at: row.created_at,
                finished_at: row.finished_at,
            })
        })
        .collect()
}

/// The files of some batches.
pub async fn files(connection: &mut PgConnection, batches: &[Uuid]) -> Result<Vec<(Uuid, FileRow)>> {
    let rows = sqlx::query!(
        "select batch_id, name, entity, encoding, rows_read, rows_created, rows_updated, rows_unchanged, rows_rejected,
           warnings
         from import_file where batch_id = any($1) order by batch_id, name, entity",
        batches
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let batch = row.batch_id;
            let found = FileRow {
                name: row.name,
                entity: row.entity,
                encoding: row.encoding,
                rows_read: row.rows_read,
                rows_created: row.rows_created,
                rows_updated: row.rows_updated,
                rows_unchanged: row.rows_unchanged,
                rows_rejected: row.rows_rejected,
                warnings: row.warnings,
            };
            (batch, found)
        })
        .collect())
}

/// Refused rows of a batch with their place in it, in the order of its files: those after a place, or after `offset`.
pub async fn rejections(
    connection: &mut PgConnection,
    batch: ImportBatchId,
    after: Option<i64>,
    limit: i64,
    offset: i64,
) -> Result<Vec<(i64, RejectionRow)>> {
    let rows = sqlx::query!(
        "select ordinal, file, entity, line, column_name, value, code, reason, fix
         from import_rejection where batch_id = $1 and ordinal > coalesce($2::bigint, -1)
         order by ordinal limit $3 offset $4",
        batch.0,
        after,
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let refused = RejectionRow {
                file: row.file,
                entity: row.entity,
                line: row.line,
                column_name: row.column_name,
                value: row.value,
                code: row.code,
                reason: row.reason,
                fix: row.fix,
            };
            (row.ordinal, refused)
        })
        .collect())
}

/// How many refusals a batch has.
pub async fn rejection_count(connection: &mut PgConnection, batch: ImportBatchId) -> Result<i64> {
    let n = sqlx::query_scalar!(r#"select count(*) as "n!" from import_rejection where batch_id = $1"#, batch.0)
        .fetch_one(connection)
        .await?;
    Ok(n)
}
