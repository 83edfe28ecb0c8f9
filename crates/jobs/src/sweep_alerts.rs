use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::jobs::Payload;

use crate::run::recorded;

/// Every five minutes: what holds because time passed, not because something was written.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepAlerts {}

impl TaskHandler for SweepAlerts {
    const IDENTIFIER: &'static str = store::jobs::SweepAlerts::NAME;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let swept = app::alerts::sweep(&context).await?;
            Ok(json!({ "clients": swept.clients, "alerts": swept.alerts }))
        })
        .await
    }
}
