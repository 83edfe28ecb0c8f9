/// When what runs, in UTC. `fill` catches up on a run that was missed while nothing was running. Every line ends with the
/// payload: without one the queue hands null to the handler, which wants an object. Lines of one task need an `id` each: with the
/// same one the queue refuses every run of that minute.
pub const CRONTAB: &str = r#"
5 * * * * roll_up_usage ?fill=1h {}
15 * * * * hourly ?fill=1h {}
30 0 * * * daily ?fill=1d {}
15 2 * * * restate_usage ?fill=1d {}
*/5 * * * * sweep_alerts ?job_key=sweep_alerts&job_key_mode=preserve_run_at {}
*/15 * * * * queue_digests ?job_key=queue_digests&job_key_mode=preserve_run_at {}
* * * * * send_deliveries ?id=send_email&queue=send_deliveries_EMAIL&job_key=send_deliveries_EMAIL&job_key_mode=preserve_run_at {"channel":"EMAIL"}
* * * * * send_deliveries ?id=send_slack&queue=send_deliveries_SLACK&job_key=send_deliveries_SLACK&job_key_mode=preserve_run_at {"channel":"SLACK"}
"#;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use graphile_worker::{TaskHandler, parse_crontab};
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::CRONTAB;
    use crate::{Daily, Hourly, QueueDigests, RestateUsage, RollUpUsage, SendDeliveries, SweepAlerts};

    fn reads<T: TaskHandler + DeserializeOwned>(task: &str, payload: &Value) -> bool {
        task == T::IDENTIFIER && serde_json::from_value::<T>(payload.clone()).is_ok()
    }

    #[test]
    fn every_line_brings_what_its_handler_reads() {
        let lines = parse_crontab(CRONTAB).expect("it parses");
        let tasks: BTreeSet<&str> = lines.iter().map(|line| line.task_identifier.as_str()).collect();
        assert_eq!(tasks.len(), 7);
        let ids: BTreeSet<&str> = lines.iter().map(|line| line.identifier()).collect();
        assert_eq!(ids.len(), lines.len(), "each line has an id of its own");
        for line in &lines {
            let mut payload = line.payload.clone().expect("a payload");
            // The queue says when the run was due.
            payload["_cron"] = json!({"ts": "2026-11-21T15:00:00Z", "backfilled": false});
            let task = line.task_identifier.as_str();
            let is_read = reads::<RollUpUsage>(task, &payload)
                || reads::<Hourly>(task, &payload)
                || reads::<Daily>(task, &payload)
                || reads::<RestateUsage>(task, &payload)
                || reads::<SweepAlerts>(task, &payload)
                || reads::<QueueDigests>(task, &payload)
                || reads::<SendDeliveries>(task, &payload);
            assert!(is_read, "{task} cannot read {payload}");
        }
    }
}
