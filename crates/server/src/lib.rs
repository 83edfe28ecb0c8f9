//! The `steward` program: configuration, telemetry, wiring, commands. The only crate that reads the environment.

mod application;
mod cli;
mod commands;
pub mod config;
mod database;
mod listen;
mod output;
mod run;
mod telemetry;
mod workers;

pub use application::{Application, ApplicationHandle, StartError};
pub use database::{connect, system_context};
pub use run::main;
pub use workers::WorkerError;
