use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::run::recorded;

/// At five past: sums up the usage of today and yesterday.
#[derive(Debug, Serialize, Deserialize)]
pub struct RollUpUsage {}

impl TaskHandler for RollUpUsage {
    const IDENTIFIER: &'static str = "roll_up_usage";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let done = app::usage::roll_up(&context, 1).await?;
            Ok(json!({ "restated": done.restated, "adoption_behind": done.adoption_behind }))
        })
        .await
    }
}
