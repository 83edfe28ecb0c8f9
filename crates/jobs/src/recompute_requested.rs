use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::jobs::Payload;

use crate::run::recorded;

/// Computes the scores of clients whose inputs changed, right after the write.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecomputeRequested {}

impl TaskHandler for RecomputeRequested {
    const IDENTIFIER: &'static str = store::jobs::RecomputeRequested::NAME;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let clients = app::health::recompute_requested(&context).await?;
            Ok(json!({ "clients": clients }))
        })
        .await
    }
}
