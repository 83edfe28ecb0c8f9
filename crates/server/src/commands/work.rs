use super::signals::stop_requested;
use crate::{config::Config, output, run::CommandResult, workers};

pub(crate) async fn run(config: Config) -> CommandResult {
    let context = super::context(&config).await?;
    let concurrency = config.worker_concurrency.unwrap_or(1);
    let workers = workers::start(&context, concurrency).await?;
    output::line(format_args!("Steward works, {concurrency} jobs at once"));
    stop_requested().await?;
    tracing::info!("stopping: jobs in hand finish first");
    workers.stop().await;
    context.pool.close().await;
    Ok(())
}
