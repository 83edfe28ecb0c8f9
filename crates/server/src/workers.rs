use app::Context;

/// Why the workers do not start.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WorkerError(String);

/// Starts the background work of this process.
pub(crate) async fn start(context: &Context, concurrency: usize) -> Result<jobs::Workers, WorkerError> {
    jobs::start(context, concurrency).await.map_err(|error| WorkerError(error.to_string()))
}
