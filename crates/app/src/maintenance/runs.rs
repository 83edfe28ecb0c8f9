use serde_json::Value;

use crate::{Context, Result};

/// Notes that a job started.
pub async fn start_run(context: &Context, job: &str, key: &str) -> Result<()> {
    let mut connection = context.pool.acquire().await?;
    store::jobs::start_run(&mut connection, job, key, context.now()).await?;
    Ok(())
}

/// Notes how a job ended.
pub async fn finish_run(context: &Context, job: &str, key: &str, outcome: &str, detail: &Value) -> Result<()> {
    let mut connection = context.pool.acquire().await?;
    store::jobs::finish_run(&mut connection, job, key, context.now(), outcome, detail).await?;
    Ok(())
}
