use store::health::ComponentStateRow;

use super::{
    report::{ComponentStateCount, ImportReport, NullReasonCount, ScoreReport},
    request::Progress,
};
use crate::{Context, Error, Result, alerts, health};

/// Scores the clients an import names as of the day its data describe, and keeps with the batch how far they carry a
/// score. Safe to run again: a re-run of a finished import finishes this too.
pub async fn score(
    context: &Context,
    report: &ImportReport,
    as_of: chrono::NaiveDate,
    progress: std::sync::Arc<dyn Fn(Progress) + Send + Sync>,
) -> Result<ScoreReport> {
    let clients = &report.clients;
    progress(Progress::Scoring { clients: clients.len() });
    health::recompute(context, clients, as_of).await?;
    // Facts of long ago say nothing about today; the nightly pass scores these clients for it, and the sweep follows.
    if as_of == context.now().date_naive() {
        alerts::evaluate_now(context, clients).await?;
    }
    let mut transaction = context.pool.begin().await?;
    let scored = store::health::scored(&mut transaction, clients).await?;
    let states = store::health::component_states(&mut transaction, clients).await?;
    let reasons = store::health::null_reasons(&mut transaction, clients).await?;
    let state = |ComponentStateRow { component, state, clients }| ComponentStateCount { component, state, clients };
    let score_report = ScoreReport {
        as_of: Some(as_of),
        active_clients: scored.active,
        scored_clients: scored.scored,
        component_states: states.into_iter().map(state).collect(),
        null_reasons: reasons
            .into_iter()
            .map(|row| NullReasonCount { null_reason: row.null_reason, clients: row.clients })
            .collect(),
    };
    let value = serde_json::to_value(&score_report).map_err(|error| Error::Internal(error.to_string()))?;
    store::imports::store_score_report(&mut transaction, report.batch, &value).await?;
    transaction.commit().await?;
    Ok(score_report)
}
