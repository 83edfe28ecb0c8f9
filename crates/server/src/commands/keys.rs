use app::{Actor, Context};
use clap::Subcommand;

use crate::{config::Config, output, run::CommandResult};

/// Commands of `keys`.
#[derive(Debug, Subcommand)]
pub(crate) enum Args {
    /// Make a new signing key. Tokens signed with the one before hold until their time is over.
    Rotate,
}

pub(crate) async fn run(args: Args, config: &Config, context: &Context) -> CommandResult {
    let Args::Rotate = args;
    let secret_key = config.secret_key.as_ref().ok_or("STEWARD_SECRET_KEY is not set")?;
    let kid = app::auth::rotate_keys(context, secret_key, &Actor::system("steward keys")).await?;
    output::line(format_args!("Access tokens are signed with {kid} from now on"));
    Ok(())
}
