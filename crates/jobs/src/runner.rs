use std::time::Duration;

use app::Context;
use graphile_worker::{Worker, WorkerOptions};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{CRONTAB, Daily, Hourly, JobContext, RecomputeRequested, RestateUsage, RollUpUsage, SweepAlerts};

/// Why the workers could not start.
#[derive(Debug, thiserror::Error)]
#[error("the background workers cannot start: {0}")]
pub struct StartError(String);

/// Running workers.
#[derive(Debug)]
pub struct Workers {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Workers {
    /// Lets the jobs in hand finish, for up to five seconds, and takes no more.
    pub async fn stop(self) {
        self.stop.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the background workers ended badly");
        }
    }
}

fn options(context: &Context) -> WorkerOptions {
    WorkerOptions::default()
        .pg_pool(context.pool.clone())
        .schema(store::jobs::QUEUE_SCHEMA)
        .add_extension(JobContext(context.clone()))
        .define_job::<RecomputeRequested>()
        .define_job::<RollUpUsage>()
        .define_job::<RestateUsage>()
        .define_job::<Hourly>()
        .define_job::<Daily>()
        .define_job::<SweepAlerts>()
        .listen_os_shutdown_signals(false)
}

/// Starts the workers of this process.
pub async fn start(context: &Context, concurrency: usize) -> Result<Workers, StartError> {
    let stop = CancellationToken::new();
    let signal = stop.clone();
    let worker = options(context)
        .concurrency(concurrency)
        .poll_interval(Duration::from_secs(2))
        // A worker that died is noticed within a minute, and its jobs run again at once.
        .heartbeat_interval(Duration::from_secs(10))
        .sweep_interval(Duration::from_secs(15))
        .sweep_threshold(Duration::from_secs(45))
        .recovery_delay(Duration::from_secs(1))
        .shutdown_signal(async move { signal.cancelled().await })
        .with_cron(CRONTAB)
        .map_err(|error| StartError(error.to_string()))?
        .init()
        .await
        .map_err(|error| StartError(error.to_string()))?;
    let ended = stop.clone();
    let task = tokio::spawn(async move {
        // The connection the queue listens on may break: begin again until we are told to stop.
        while !ended.is_cancelled() {
            if let Err(error) = worker.run().await {
                tracing::error!(%error, "the background workers stopped; starting again");
                tokio::select! {
                    () = ended.cancelled() => {}
                    () = tokio::time::sleep(Duration::from_secs(2)) => {}
                }
            }
        }
    });
    Ok(Workers { stop, task })
}

/// Runs every job that is due, then returns: for tests and for commands without a server.
pub async fn run_due(context: &Context) -> Result<(), StartError> {
    let worker: Worker = options(context).concurrency(1).init().await.map_err(|error| StartError(error.to_string()))?;
    worker.run_once().await.map_err(|error| StartError(error.to_string()))
}
