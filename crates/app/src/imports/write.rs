use chrono::{Datelike, Months, NaiveDate};
use domain::{ImportBatchId, import::ImportStatus};
use ingest::rows::Rejection;
use serde_json::Value;
use store::imports::{BatchRow, FileRow, RejectionRow, Stage};

use super::{
    files::Prepared,
    follow_up::{after_writing, catalogue},
    report::{FileReport, ImportReport},
    request::{ImportRequest, Progress},
    run::REJECTIONS_KEPT,
    staging::{Rejections, Staged, stage_feed},
    warnings,
};
use crate::{Actor, Context, Error, Result};

/// Months that rows per user are kept (metrics retention of `usage_user_daily`).
const USER_MONTHS: u32 = 13;

/// One import under way.
pub(super) struct Job<'a> {
    pub context: &'a Context,
    pub actor: &'a Actor,
    pub request: &'a ImportRequest,
    pub batch: ImportBatchId,
    pub row: &'a BatchRow,
    pub mapping: &'a Value,
    pub progress: &'a (dyn Fn(Progress) + Send + Sync),
}

/// Stages, compares and writes, in one transaction.
pub(super) async fn write(job: &Job<'_>, feeds: Vec<(std::sync::Arc<Prepared>, usize)>) -> Result<ImportReport> {
    let request = job.request;
    let users_from = user_rows_from(job.context.clock.today(), request.keep_history);
    let mut rejections = Rejections::new(REJECTIONS_KEPT);
    let mut transaction = job.context.pool.begin().await?;
    store::imports::prepare(&mut transaction, job.batch).await?;
    if request.dry_run {
        store::imports::insert_batch(&mut transaction, job.row, job.mapping).await?;
    }
    let mut staged = Vec::new();
    for (number, (file, feed)) in feeds.iter().enumerate() {
        let feed = &file.feeds[*feed];
        staged.push(stage_feed(&mut transaction, file, feed, number, job.progress, &mut rejections).await?);
    }
    let (stages, facts): (Vec<Stage>, Vec<_>) =
        staged.into_iter().map(|Staged { stage, summary, doubles }| (stage, (summary, doubles))).unzip();
    // Before partitions are made: a new one locks its table for a moment, and must not wait behind another import.
    store::imports::take_import_lock(&mut transaction).await?;
    if !request.dry_run {
        let mut own = job.context.pool.acquire().await?;
        store::imports::set_status(&mut own, job.batch, ImportStatus::Staged).await?;
        let pinned = request.keep_history;
        store::imports::ensure_partitions(&mut transaction, &mut own, &stages, users_from, pinned).await?;
        store::imports::set_status(&mut own, job.batch, ImportStatus::Applying).await?;
    }
    let mut files = Vec::new();
    for (i, stage) in stages.iter().enumerate() {
        let (file, feed) = (&feeds[i].0, &feeds[i].0.feeds[feeds[i].1]);
        (job.progress)(Progress::Writing { file: feed.plan.file.clone(), entity: feed.plan.entity.name });
        let (mut report, extra) = write_stage(job, &mut transaction, stage, feed, &stages, users_from).await?;
        let (summary, doubles) = facts[i];
        report.encoding = Some(file.survey.encoding.name().to_owned());
        report.rows_read = count(summary.rows_read);
        report.rows_rejected += count(summary.rows_rejected) + doubles;
        report.warnings = feed.warnings.iter().cloned().chain(report.warnings).collect();
        report.warnings.extend(warnings::passed(summary.rows_passed, feed.plan.entity.name));
        files.push(report);
        files.extend(extra);
    }
    after_writing(job, &mut transaction, &stages, &files).await?;
    let clients = store::imports::named_clients(&mut transaction, &stages).await?;
    let room = i64::try_from(REJECTIONS_KEPT).unwrap_or(i64::MAX);
    let refused = store::imports::refused(&mut transaction, room).await?;
    rejections.extend(refused.into_iter().map(rejection).collect());
    rejections.kept.sort_by(|a, b| (&a.file, a.line, &a.entity).cmp(&(&b.file, b.line, &b.entity)));
    if let Some(first) = files.first_mut() {
        first.warnings.extend(warnings::not_listed(rejections.total, rejections.kept.len()));
    }
    let report = ImportReport {
        batch: job.batch,
        dry_run: request.dry_run,
        files,
        rejections: rejections.kept,
        warnings: Vec::new(),
        clients,
    };
    if request.dry_run {
        transaction.rollback().await?;
        if request.log_dry_run {
            transaction = job.context.pool.begin().await?;
            store::imports::insert_batch(&mut transaction, job.row, job.mapping).await?;
        } else {
            return Ok(report);
        }
    }
    log(job, &mut transaction, &report).await?;
    transaction.commit().await?;
    Ok(report)
}

async fn log(job: &Job<'_>, connection: &mut store::PgConnection, report: &ImportReport) -> Result<()> {
    let files: Result<Vec<FileRow>> = report.files.iter().map(file_row).collect();
    store::imports::insert_files(connection, job.batch, &files?).await?;
    let rows: Vec<RejectionRow> = report.rejections.iter().map(rejection_row).collect();
    store::imports::insert_rejections(connection, job.batch, &rows).await?;
    store::imports::finish(connection, job.batch, job.context.now()).await?;
    Ok(())
}

/// Compares and writes one stage; also what it brings along (features, licences).
async fn write_stage(
    job: &Job<'_>,
    connection: &mut store::PgConnection,
    stage: &Stage,
    feed: &super::files::PreparedFeed,
    stages: &[Stage],
    users_from: Option<NaiveDate>,
) -> Result<(FileReport, Vec<FileReport>)> {
    let request = job.request;
    let made = if feed.create_features {
        Some(store::imports::create_features(connection, stage, job.batch).await?)
    } else {
        None
    };
    let mut verdicts = store::imports::classify(connection, stage).await?;
    let of_users = feed.plan.entity.name == "user_usage";
    // A dry run makes no partitions, so what would go into one is not written; nothing refers to such rows.
    let written = !request.dry_run || !stage.is_partitioned();
    if written {
        store::imports::apply(connection, stage, job.batch, users_from).await?;
    }
    let mut warnings = Vec::new();
    if of_users {
        let summed = store::imports::roll_up_users(connection, stage, job.batch, users_from, !request.dry_run).await?;
        verdicts.created -= summed.unchanged;
        verdicts.unchanged += summed.unchanged;
        warnings.extend(users_from.and_then(|from| warnings::summed_up(summed.rows, from)));
    }
    store::imports::note_affected(connection, stage).await?;
    store::imports::connect_feeds(connection, stage, job.batch, request.as_of, job.row.created_at).await?;
    let today = job.context.clock.today();
    let notices = store::imports::notices(connection, stage, request.as_of, today, request.keep_history).await?;
    warnings.extend(notices.into_iter().map(warnings::in_words));
    let extra = catalogue(job, connection, stage, feed, stages, made).await?;
    let report = FileReport {
        name: feed.plan.file.clone(),
        entity: feed.plan.entity.name.to_owned(),
        encoding: None,
        rows_read: 0,
        rows_created: verdicts.created,
        rows_updated: verdicts.updated,
        rows_unchanged: verdicts.unchanged,
        rows_rejected: verdicts.refused,
        warnings,
    };
    Ok((report, extra))
}

/// The first day whose user rows are kept: the oldest month that retention leaves alone.
fn user_rows_from(today: NaiveDate, keep_history: bool) -> Option<NaiveDate> {
    if keep_history { None } else { (today - Months::new(USER_MONTHS)).with_day(1) }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn file_row(file: &FileReport) -> Result<FileRow> {
    Ok(FileRow {
        name: file.name.clone(),
        entity: file.entity.clone(),
        encoding: file.encoding.clone(),
        rows_read: file.rows_read,
        rows_created: file.rows_created,
        rows_updated: file.rows_updated,
        rows_unchanged: file.rows_unchanged,
        rows_rejected: file.rows_rejected,
        warnings: serde_json::to_value(&file.warnings).map_err(|error| Error::Internal(error.to_string()))?,
    })
}

fn rejection(row: RejectionRow) -> Rejection {
    Rejection {
        file: row.file,
        entity: row.entity,
        line: u64::try_from(row.line).unwrap_or_default(),
        column: row.column_name,
        value: row.value,
        code: row.code,
        reason: row.reason,
        fix: row.fix,
    }
}

fn rejection_row(row: &Rejection) -> RejectionRow {
    RejectionRow {
        file: row.file.clone(),
        entity: row.entity.clone(),
        line: count(row.line),
        column_name: row.column.clone(),
        value: row.value.clone(),
        code: row.code.clone(),
        reason: row.reason.clone(),
        fix: row.fix.clone(),
    }
}
