use std::future::Future;

use app::Context;
use graphile_worker::WorkerContext;
use serde_json::Value;

/// What every job gets: the use cases' context. Handed to the worker as an extension.
#[derive(Debug, Clone)]
pub struct JobContext(pub Context);

/// Why a job failed; the queue tries it again later, less and less often.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The worker was built without our context.
    #[error("the worker has no context")]
    NoContext,
    /// The use case failed.
    #[error("{0}")]
    Failed(#[from] app::Error),
}

/// Runs a job's use case and notes in `job_run` when it ran and how it ended.
pub async fn recorded<F, Fut>(worker: &WorkerContext, name: &str, key: &str, work: F) -> Result<(), JobError>
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output = app::Result<Value>>,
{
    let JobContext(context) = worker.get_ext::<JobContext>().cloned().ok_or(JobError::NoContext)?;
    app::maintenance::start_run(&context, name, key).await?;
    let outcome = work(context.clone()).await;
    match &outcome {
        Ok(detail) => {
            tracing::info!(job.name = name, job.key = key, job.detail = %detail, "job {name} done");
            app::maintenance::finish_run(&context, name, key, "DONE", detail).await?;
        }
        Err(error) => {
            tracing::error!(job.name = name, job.key = key, error = %chain(error), "job {name} failed");
            let detail = Value::String(error.to_string());
            app::maintenance::finish_run(&context, name, key, "FAILED", &detail).await?;
        }
    }
    outcome.map(drop).map_err(JobError::from)
}

/// An error with everything that led to it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
