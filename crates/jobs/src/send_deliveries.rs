use domain::notification::Channel;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::jobs::Payload;

use crate::run::recorded;

/// Right after something happened, and every minute for what waited: sends what is due by one channel.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendDeliveries {
    /// Which channel.
    pub channel: Channel,
}

impl TaskHandler for SendDeliveries {
    const IDENTIFIER: &'static str = store::jobs::SendDeliveries::NAME;

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let channel = self.channel;
        recorded(&worker, Self::IDENTIFIER, channel.as_str(), |context| async move {
            let sent = app::notifications::send_due(&context, channel).await?;
            Ok(json!({ "sent": sent.sent, "failed": sent.failed, "cancelled": sent.cancelled }))
        })
        .await
    }
}
