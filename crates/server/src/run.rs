use std::{future::Future, process::ExitCode};

use clap::Parser as _;

use crate::{
    cli::{Cli, Command},
    commands,
    config::{Config, Needs},
    output, telemetry,
};

/// What goes wrong in a command, in words for the one who called it.
pub(crate) type CommandResult = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Runs the command of the command line.
pub fn main() -> ExitCode {
    let Cli { command, options } = Cli::parse();
    let needs = match &command {
        Command::Serve(_) => Needs::Everything,
        Command::Keys(_) => Needs::SecretKey,
        Command::Openapi | Command::Health => Needs::Nothing,
        _ => Needs::Database,
    };
    if let Command::Serve(commands::serve::Args { print_config: true }) = &command {
        output::line(options.redacted());
        return ExitCode::SUCCESS;
    }
    let config = match Config::check(options, needs) {
        Ok(config) => config,
        Err(problems) => {
            eprintln!("steward cannot start:");
            for problem in problems {
                eprintln!("  {problem}");
            }
            return ExitCode::from(2);
        }
    };
    let is_server = matches!(command, Command::Serve(_) | Command::Work);
    // In a server a slow statement makes somebody wait; a command on thousands of rows is made of them.
    let quiet = if is_server { "info,actix_server=warn" } else { "warn,sqlx::query=error" };
    telemetry::start(config.log.as_deref().unwrap_or(quiet), config.log_format);
    match block_on(run(command, config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("steward: {}", sentence(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, config: Config) -> CommandResult {
    match command {
        Command::Serve(_) => commands::serve::run(config).await,
        Command::Work => commands::work::run(config).await,
        Command::Migrate => commands::migrate::run(&config).await,
        Command::Import(args) => commands::import::run(args, &commands::context(&config).await?).await,
        Command::Demo(args) => commands::demo::run(args, &commands::context(&config).await?).await,
        Command::DemoLogins(args) => commands::demo_logins::run(args, &commands::context(&config).await?).await,
        Command::User(args) => commands::user::run(args, &commands::context(&config).await?).await,
        Command::Keys(args) => commands::keys::run(args, &config, &commands::context(&config).await?).await,
        Command::Openapi => commands::openapi::run(),
        Command::Health => commands::health::run(&config).await,
    }
}

fn block_on(command: impl Future<Output = CommandResult>) -> CommandResult {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(command)
}

/// An error with its causes, each once: some say their cause already.
fn sentence(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        if !text.contains(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
        cause = error.source();
    }
    text
}
