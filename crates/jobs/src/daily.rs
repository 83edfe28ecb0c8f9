use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::run::recorded;

/// Half an hour past midnight: closes yesterday's scores, opens today's looks for alerts in them and at
/// how full everyone's hands are, makes and drops partitions, tidies up.
#[derive(Debug, Serialize, Deserialize)]
pub struct Daily {}

impl TaskHandler for Daily {
    const IDENTIFIER: &'static str = "daily";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        recorded(&worker, Self::IDENTIFIER, "", |context| async move {
            let kept = app::maintenance::tidy(&context).await?;
            let moved_on = app::demo::roll_forward(&context).await?.map_or(0, |moved| moved.days);
            let scored = app::health::full_pass(&context).await?;
            app::alerts::sweep(&context).await?;
            let weighed = app::team::record_workload(&context).await?;
            // Once more, as far as it is about those: two nights of too much work are known only now.
            app::alerts::sweep_team(&context).await?;
            Ok(json!({
                "scored": scored, "partitions_dropped": kept.partitions_dropped, "demo_days_added": moved_on,
                "workloads": weighed,
            }))
        })
        .await
    }
}
