use domain::ImportBatchId;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::jobs::Payload;
use uuid::Uuid;

use crate::run::recorded;

/// Writes the staged rows of an import.
#[derive(Debug, Serialize, Deserialize)]
pub struct ApplyImport {
    /// The batch.
    pub batch_id: Uuid,
}

impl TaskHandler for ApplyImport {
    const IDENTIFIER: &'static str = store::jobs::ApplyImport::NAME;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let batch = ImportBatchId(self.batch_id);
        recorded(&worker, Self::IDENTIFIER, &batch.to_string(), |context| async move {
            app::imports::apply_staged(&context, batch).await?;
            Ok(json!({ "batch_id": batch }))
        })
        .await
    }
}
