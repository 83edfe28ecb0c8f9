use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::run::recorded;

/// Every quarter of an hour: summaries for those who have morning.
#[derive(Debug, Serialize, Deserialize)]
pub struct QueueDigests {}

impl TaskHandler for QueueDigests {
    const IDENTIFIER: &'static str = "queue_digests";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let digests = app::notifications::queue_digests(&context).await?;
            Ok(json!({ "digests": digests }))
        })
        .await
    }
}
