use std::time::Duration;

use app::Context;
use graphile_worker::{Worker, WorkerOptions};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{
    CRONTAB, Daily, Hourly, JobContext, QueueDigests, RecomputeRequested, RestateUsage, RollUpUsage, SendDeliveries,
    SweepAlerts,
};

/// Why the workers could not start.
#[derive(Debug, thiserror::Error)]
#[error("the background workers cannot start: {0}")]
pub struct StartError(String);

/// Running workers.
#[derive(Debug)]
pub struct Workers {
    stop: CancellationToken,
    tasks: [JoinHandle<()>; 2],
}

impl Workers {
    /// Lets the jobs in hand finish, for up to five seconds, and takes no more.
    pub async fn stop(self) {
        self.stop.cancel();
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "the background workers ended badly");
            }
        }
    }
}

/// Messages that may be on their way at once: one job for each channel that leaves the product.
const CHANNELS_OUT: usize = 2;

fn options(context: &Context) -> WorkerOptions {
    WorkerOptions::default()
        .pg_pool(context.pool.clone())
        .schema(store::jobs::QUEUE_SCHEMA)
        .add_extension(JobContext(context.clone()))
        .listen_os_shutdown_signals(false)
}

/// Our own work, and the schedule of everything.
fn own_work(options: WorkerOptions) -> WorkerOptions {
    options
        .define_job::<RecomputeRequested>()
        .define_job::<RollUpUsage>()
        .define_job::<RestateUsage>()
        .define_job::<Hourly>()
        .define_job::<Daily>()
        .define_job::<SweepAlerts>()
        .define_job::<QueueDigests>()
}

/// What waits for others: a receiver that takes its time must not take it from our own work.
fn messages(options: WorkerOptions) -> WorkerOptions {
    options.define_job::<SendDeliveries>()
}

/// Starts the workers of this process: some for our own work, and some for messages.
pub async fn start(context: &Context, concurrency: usize) -> Result<Workers, StartError> {
    let stop = CancellationToken::new();
    let failed = |error: String| StartError(error);
    let own = lasting(own_work(options(context)), concurrency, &stop)
        .with_cron(CRONTAB)
        .map_err(|error| failed(error.to_string()))?
        .init()
        .await
        .map_err(|error| failed(error.to_string()))?;
    let messages = lasting(messages(options(context)), CHANNELS_OUT, &stop)
        .init()
        .await
        .map_err(|error| failed(error.to_string()))?;
    let tasks = [run(own, stop.clone()), run(messages, stop.clone())];
    Ok(Workers { stop, tasks })
}

fn lasting(options: WorkerOptions, concurrency: usize, stop: &CancellationToken) -> WorkerOptions {
    let signal = stop.clone();
    options
        .concurrency(concurrency)
        .poll_interval(Duration::from_secs(2))
        // A worker that died is noticed within a minute, and its jobs run again at once.
        .heartbeat_interval(Duration::from_secs(10))
        .sweep_interval(Duration::from_secs(15))
        .sweep_threshold(Duration::from_secs(45))
        .recovery_delay(Duration::from_secs(1))
        .shutdown_signal(async move { signal.cancelled().await })
}

fn run(worker: Worker, stop: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        // The connection the queue listens on may break: begin again until we are told to stop.
        while !stop.is_cancelled() {
            if let Err(error) = worker.run().await {
                tracing::error!(%error, "the background workers stopped; starting again");
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(Duration::from_secs(2)) => {}
                }
            }
        }
    })
}

/// Runs every job that is due, then returns: for tests and for commands without a server.
pub async fn run_due(context: &Context) -> Result<(), StartError> {
    let everything = messages(own_work(options(context)));
    let worker: Worker = everything.concurrency(1).init().await.map_err(|error| StartError(error.to_string()))?;
    worker.run_once().await.map_err(|error| StartError(error.to_string()))
}
