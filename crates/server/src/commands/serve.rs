use clap::Args as ClapArgs;

use super::signals::stop_requested;
use crate::{Application, config::Config, output, run::CommandResult};

/// Options of `serve`.
#[derive(Debug, ClapArgs)]
pub(crate) struct Args {
    /// Print the configuration without secrets, and exit.
    #[arg(long)]
    pub print_config: bool,
}

pub(crate) async fn run(config: Config) -> CommandResult {
    let public_url = config.api.public_url.clone();
    let context = super::context(&config).await?;
    let pool = context.pool.clone();
    let application = Application::build(config, context).await?;
    let handle = application.handle();
    let address = application.address();
    output::line(format_args!("Steward serves on {}", public_url.unwrap_or_else(|| format!("http://{address}"))));
    tracing::info!(http.address = %address, "serving");
    let stopper = tokio::spawn(async move {
        stop_requested().await?;
        tracing::info!("stopping: requests and jobs in hand finish first");
        handle.stop().await;
        Ok::<(), std::io::Error>(())
    });
    application.run_until_stopped().await?;
    stopper.abort();
    pool.close().await;
    tracing::info!("stopped");
    Ok(())
}
