use serde_json::json;
use store::{
    PgConnection,
    imports::{Made, Stage},
};

use super::{files::PreparedFeed, report::FileReport, write::Job};
use crate::{
    Result,
    audit::{self, Action, AuditEntry},
};

/// Licences the features of a stage where the mapping says so, and reports what was added to the catalogue.
pub(super) async fn catalogue(
    job: &Job<'_>,
    connection: &mut PgConnection,
    stage: &Stage,
    feed: &PreparedFeed,
    stages: &[Stage],
    made: Option<Made>,
) -> Result<Vec<FileReport>> {
    let mut reports = Vec::new();
    let report = |entity: &str, made: Made| FileReport {
        name: feed.plan.file.clone(),
        entity: entity.to_owned(),
        encoding: None,
        rows_read: 0,
        rows_created: made.created,
        rows_updated: 0,
        rows_unchanged: made.unchanged,
        rows_rejected: 0,
        warnings: Vec::new(),
    };
    reports.extend(made.map(|made| report("features", made)));
    if feed.license_all_clients {
        let clients: Vec<&Stage> = stages.iter().filter(|stage| stage.target().entity == "clients").collect();
        let made = store::imports::license_all(connection, stage, &clients, job.batch, job.request.as_of).await?;
        reports.push(report("feature_licenses", made));
    }
    Ok(reports)
}

/// What follows from all rows together: ARR of billed clients, contract history, requests for new scores, audit.
pub(super) async fn after_writing(
    job: &Job<'_>,
    connection: &mut PgConnection,
    stages: &[Stage],
    files: &[FileReport],
) -> Result<()> {
    let (as_of, now) = (job.request.as_of, job.context.now());
    for stage in stages {
        match stage.target().entity {
            "subscriptions" => {
                let clients = store::imports::changed_clients(connection, stage).await?;
                store::imports::recompute_billing_arr(connection, &clients, Some(job.batch)).await?;
            }
            "clients" => {
                let clients = store::imports::named_clients(connection, std::slice::from_ref(stage)).await?;
                store::imports::sync_contracts(connection, &clients, as_of).await?;
            }
            _ => {}
        }
    }
    let affected = store::imports::affected_clients(connection).await?;
    if job.request.dry_run {
        return Ok(());
    }
    store::facts::request_recalculation(connection, &affected, "import", now).await?;
    if !affected.is_empty() && as_of >= now.date_naive() {
        store::jobs::enqueue(connection, &store::jobs::RecomputeRequested {}).await?;
    }
    // Rows may have been refused, or rows that were refused before may have come in.
    store::jobs::enqueue(connection, &store::jobs::SweepAlerts {}).await?;
    let sum = |of: fn(&FileReport) -> i64| files.iter().map(of).sum::<i64>();
    audit::record(
        connection,
        job.context,
        job.actor,
        AuditEntry {
            action: Action::Run,
            operation: "create_import".to_owned(),
            entity: "import_batch",
            ids: vec![job.batch.0],
            changes: Some(json!({
                "rows_created": sum(|file| file.rows_created),
                "rows_updated": sum(|file| file.rows_updated),
                "rows_rejected": sum(|file| file.rows_rejected),
            })),
        },
    )
    .await
}
