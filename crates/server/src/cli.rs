use clap::{Parser, Subcommand};

use crate::{commands, config::Options};

/// Client success, self-hosted: health scores, churn risk, and what to do next.
#[derive(Debug, Parser)]
#[command(name = "steward", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the API and the app, and do the background work.
    Serve(commands::serve::Args),
    /// Do background work only. Any number of these may share one database.
    Work,
    /// Bring the database's schema up to date.
    Migrate,
    /// Import CSV files, or take an import back.
    Import(commands::import::Args),
    /// Make a believable portfolio to look around in.
    Demo(commands::demo::Args),
    /// Print who can sign in to the demo portfolio.
    DemoLogins(commands::demo_logins::Args),
    /// Add, list and disable users, reset their passwords.
    #[command(subcommand)]
    User(commands::user::Args),
    /// Manage the keys that sign access tokens.
    #[command(subcommand)]
    Keys(commands::keys::Args),
    /// Print the OpenAPI document.
    Openapi,
    /// Ask the server of this machine whether it is ready; exits 1 when it is not.
    Health,
}
