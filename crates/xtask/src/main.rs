//! The repository's own tools, run as `cargo xtask <command>`.
#![allow(clippy::disallowed_methods, reason = "a developer's tool reads its surroundings; the product does not")]

mod bench;
mod ci;
mod frontend;
mod openapi;
mod postgres;
mod process;
mod query_metadata;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What every command answers with: nothing, or the sentence to print.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[derive(Parser)]
#[command(name = "xtask", about = "The repository's own tools")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the app for the browser into frontend/dist
    Frontend {
        /// Skip the size optimiser and the size budget
        #[arg(long)]
        dev: bool,
    },
    /// Writes openapi/openapi.json from the code
    Openapi {
        /// Only compare with the committed document
        #[arg(long)]
        check: bool,
    },
    /// Writes .sqlx/ from the migrations and the queries in the code
    Sqlx {
        /// Only compare with the committed folder
        #[arg(long)]
        check: bool,
    },
    /// Checks the rules of the house that no compiler checks
    Tidy,
    /// Everything `make test` checks, in order, with the time of each step
    Ci,
    /// Runs the benchmarks against a private PostgreSQL
    Bench {
        /// Passed on to the benchmark program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Frontend { dev } => frontend::build(dev),
        Command::Openapi { check } => openapi::write(check),
        Command::Sqlx { check } => query_metadata::write(check),
        Command::Tidy => tidy::run(),
        Command::Ci => ci::run(),
        Command::Bench { arguments } => bench::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
