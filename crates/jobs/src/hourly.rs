use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::run::recorded;

/// At a quarter past: whatever the immediate job left over.
#[derive(Debug, Serialize, Deserialize)]
pub struct Hourly {}

impl TaskHandler for Hourly {
    const IDENTIFIER: &'static str = "hourly";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let clients = app::health::recompute_requested(&context).await?;
            Ok(json!({ "clients": clients }))
        })
        .await
    }
}
