use std::collections::HashMap;

use api_types::{
    imports::{ImportBatch, ImportFile, ImportRejection},
    users::UserName,
};
use domain::{ImportBatchId, StaffId};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{
    PgConnection,
    imports::{BatchRow, FileRow, RejectionRow},
};
use uuid::Uuid;

use crate::{ApiError, ApiResult};

/// One batch with its files.
pub(super) async fn batch(connection: &mut PgConnection, id: ImportBatchId) -> ApiResult<ImportBatch> {
    let row = store::imports::batch(connection, id).await?.ok_or_else(|| ApiError::not_found("import"))?;
    let mut batches = batches(connection, vec![row]).await?;
    batches.pop().ok_or_else(|| ApiError::not_found("import"))
}

/// Batches with their files.
pub(super) async fn batches(connection: &mut PgConnection, rows: Vec<BatchRow>) -> ApiResult<Vec<ImportBatch>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<Uuid, Vec<ImportFile>> = HashMap::new();
    for (batch, row) in store::imports::files(connection, &ids).await? {
        files.entry(batch).or_default().push(file(row)?);
    }
    rows.into_iter().map(|row| present(files.remove(&row.id).unwrap_or_default(), row)).collect()
}

fn present(files: Vec<ImportFile>, row: BatchRow) -> ApiResult<ImportBatch> {
    Ok(ImportBatch {
        id: ImportBatchId(row.id),
        source: row.source,
        status: row.status,
        as_of: row.as_of,
        dry_run: row.dry_run,
        keep_history: row.keep_history,
        error: row.error,
        started_by: row
            .started_by
            .map(|(id, first, last)| UserName { id: StaffId(id), name: format!("{first} {last}").trim().to_owned() }),
        rows_rejected: files.iter().map(|file| file.rows_rejected).sum(),
        files,
        score_report: row.report.map(read).transpose()?,
        undo_report: row.undo_report.map(read).transpose()?,
        created_at: row.created_at,
        finished_at: row.finished_at,
    })
}

fn file(row: FileRow) -> ApiResult<ImportFile> {
    Ok(ImportFile {
        name: row.name,
        entity: row.entity,
        encoding: row.encoding,
        rows_read: row.rows_read,
        rows_created: row.rows_created,
        rows_updated: row.rows_updated,
        rows_unchanged: row.rows_unchanged,
        rows_rejected: row.rows_rejected,
        warnings: read(row.warnings)?,
    })
}

/// A refused row.
pub(super) fn rejection(row: RejectionRow) -> ImportRejection {
    ImportRejection {
        file: row.file,
        entity: row.entity,
        line: row.line,
        column: row.column_name,
        value: row.value,
        code: row.code,
        reason: row.reason,
        fix: row.fix,
    }
}

fn read<T: DeserializeOwned>(value: Value) -> ApiResult<T> {
    serde_json::from_value(value).map_err(|_| ApiError::internal("an import holds a report of another shape"))
}
