use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::run::recorded;

/// A quarter past two: restates the last three days with what came late.
#[derive(Debug, Serialize, Deserialize)]
pub struct RestateUsage {}

impl TaskHandler for RestateUsage {
    const IDENTIFIER: &'static str = "restate_usage";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let done = app::usage::roll_up(&context, 3).await?;
            Ok(json!({ "restated": done.restated, "adoption_behind": done.adoption_behind }))
        })
        .await
    }
}
