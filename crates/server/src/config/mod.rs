//! Configuration: options and environment variables, checked once, with all problems reported together.

mod check;
mod options;
mod outbound;
mod redact;
#[cfg(test)]
mod tests;

use std::{net::SocketAddr, path::PathBuf};

use app::{auth::SecretKey, notifications::Outbound};
use secrecy::SecretString;

pub use options::{Environment, LogFormat, Options};

/// What a command needs to be configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// No database, no secrets.
    Nothing,
    /// The database.
    Database,
    /// The database and the secret key.
    SecretKey,
    /// Whatever a server needs.
    Everything,
}

/// Where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listen {
    /// Address and port; port 0 takes any free one.
    pub address: SocketAddr,
    /// Whether the next port will do when this one is taken.
    pub or_next_free: bool,
}

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// PostgreSQL; none for commands that need none.
    pub database_url: Option<SecretString>,
    /// Connections to it at most.
    pub database_connections: u32,
    /// Encrypts what the database keeps secret; none for commands that need none.
    pub secret_key: Option<SecretKey>,
    /// Development or production.
    pub environment: Environment,
    /// Where to listen.
    pub listen: Listen,
    /// Threads that answer requests.
    pub http_threads: usize,
    /// Jobs at once; none leaves the background work to others.
    pub worker_concurrency: Option<usize>,
    /// The app's files.
    pub app_dir: Option<PathBuf>,
    /// By which ways messages leave.
    pub outbound: Outbound,
    /// What the API needs to know.
    pub api: api::Settings,
    /// Log filter; none leaves it to the command.
    pub log: Option<String>,
    /// Log format.
    pub log_format: LogFormat,
}

impl Config {
    /// A server for tests: any free port, no limits, no app, no background work, one thread.
    pub fn for_tests(secret_key: SecretKey) -> Self {
        Self {
            database_url: None,
            database_connections: 5,
            secret_key: Some(secret_key),
            environment: Environment::Development,
            listen: Listen { address: SocketAddr::from(([127, 0, 0, 1], 0)), or_next_free: false },
            http_threads: 1,
            worker_concurrency: None,
            app_dir: None,
            outbound: Outbound::default(),
            api: api::Settings::default(),
            log: None,
            log_format: LogFormat::Text,
        }
    }
}
