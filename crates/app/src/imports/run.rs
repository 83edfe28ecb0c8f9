use domain::{ImportBatchId, import::ImportStatus};
use ingest::mapping::{self, Mapping};
use serde_json::Value;
use store::imports::BatchRow;

use super::{
    files::{self, Prepared},
    report::ImportReport,
    request::{ImportRequest, Progress},
    write::{Job, write},
};
use crate::{Actor, Context, Error, InvalidField, Result};

/// Refused rows listed in full; more are counted.
pub(super) const REJECTIONS_KEPT: usize = 100_000;

/// Imports files. Nothing of it shows until all of it is written; where it fails, or the process dies, nothing was.
pub async fn run(
    context: &Context,
    actor: &Actor,
    request: ImportRequest,
    progress: std::sync::Arc<dyn Fn(Progress) + Send + Sync>,
) -> Result<ImportReport> {
    if request.as_of > context.clock.today() {
        return Err(Error::invalid("as_of", "in-the-future", "data cannot describe a day that has not come yet"));
    }
    let mapping = parse_mapping(&request.mapping)?;
    let (prepared, warnings) = {
        let (mapping, files, as_of) = (mapping.clone(), request.files.clone(), request.as_of);
        let progress = std::sync::Arc::clone(&progress);
        tokio::task::spawn_blocking(move || files::prepare(&mapping, &files, as_of, progress.as_ref()))
            .await
            .map_err(|error| Error::Internal(error.to_string()))?
            .map_err(Error::Invalid)?
    };
    let now = context.now();
    let batch = ImportBatchId(context.ids.at(now));
    let row = BatchRow {
        id: batch.0,
        source: request.source.as_str().to_owned(),
        status: ImportStatus::Staging,
        as_of: request.as_of,
        dry_run: request.dry_run,
        keep_history: request.keep_history,
        started_by: actor.staff_id.map(|id| (id.0, String::new(), String::new())),
        error: None,
        report: None,
        undo_report: None,
        created_at: now,
        finished_at: None,
    };
    let mapping = serde_json::to_value(&mapping).map_err(|error| Error::Internal(error.to_string()))?;
    if !request.dry_run {
        start(context, &row, &mapping).await?;
    }
    let job =
        Job { context, actor, request: &request, batch, row: &row, mapping: &mapping, progress: progress.as_ref() };
    let written = write(&job, prepared_in_order(prepared)).await;
    match written {
        Ok(mut report) => {
            report.warnings = warnings;
            Ok(report)
        }
        Err(error) => {
            // Where this fails too, the next import finds the batch abandoned and closes it.
            if !request.dry_run
                && let Ok(mut connection) = context.pool.acquire().await
            {
                let _ = store::imports::fail(&mut connection, batch, &in_words(&error), context.now()).await;
                let _ = store::jobs::enqueue(&mut connection, &store::jobs::SweepAlerts {}).await;
            }
            Err(error)
        }
    }
}

/// Leaves a sign of the batch before its work begins, and closes those whose process died.
async fn start(context: &Context, row: &BatchRow, mapping: &Value) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    store::imports::fail_abandoned(&mut transaction, row.created_at).await?;
    store::imports::insert_batch(&mut transaction, row, mapping).await?;
    transaction.commit().await?;
    Ok(())
}

fn parse_mapping(text: &str) -> Result<Mapping> {
    mapping::parse(text).map_err(|problems| {
        let problem = |p: mapping::MappingProblem| InvalidField {
            pointer: format!("mapping: {}", p.at),
            code: "invalid-mapping",
            message: p.message,
        };
        Error::Invalid(problems.into_iter().map(problem).collect())
    })
}

/// Every feed of every file, what is referred to first.
fn prepared_in_order(prepared: Vec<Prepared>) -> Vec<(std::sync::Arc<Prepared>, usize)> {
    let place = |entity: &str| store::imports::TARGETS.iter().position(|target| target.entity == entity);
    let mut feeds = Vec::new();
    for file in prepared {
        let file = std::sync::Arc::new(file);
        feeds.extend((0..file.feeds.len()).map(|feed| (std::sync::Arc::clone(&file), feed)));
    }
    feeds.sort_by_key(|(file, feed)| place(file.feeds[*feed].plan.entity.name));
    feeds
}

/// What a person reads about a failed batch; nothing internal.
fn in_words(error: &Error) -> String {
    match error {
        Error::Invalid(fields) => {
            fields.iter().map(|field| format!("{}: {}", field.pointer, field.message)).collect::<Vec<_>>().join("\n")
        }
        Error::Store(store::Error::Conflict { constraint, .. }) => {
            format!("a row breaks the rule {constraint}; nothing was written")
        }
        Error::Store(_) => "the database failed; nothing was written; run the import again".to_owned(),
        other => other.to_string(),
    }
}
