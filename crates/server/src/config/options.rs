use std::path::PathBuf;

use clap::{Args, ValueEnum};
use secrecy::SecretString;

/// Where this runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Environment {
    /// On one's own machine, with demo data.
    #[default]
    Development,
    /// For real: demo accounts may not sign in, the log is JSON.
    Production,
}

/// How the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Options of all commands. Each is also an environment variable.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub struct Options {
    /// PostgreSQL, e.g. `postgres://steward:secret@localhost/steward`.
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true, value_parser = secret)]
    pub database_url: Option<SecretString>,

    /// Connections to PostgreSQL that a process shares among requests and jobs; at least 5. A server holds one more, on
    /// which it hears of changes.
    #[arg(long, env = "STEWARD_DATABASE_CONNECTIONS", global = true, default_value_t = 16)]
    pub database_connections: u32,

    /// Secret of 32 characters or more that encrypts credentials and signing keys in the database. Keep it: what was
    /// encrypted with another one cannot be read.
    #[arg(long, env = "STEWARD_SECRET_KEY", global = true, hide_env_values = true, value_parser = secret)]
    pub secret_key: Option<SecretString>,

    /// File with the secret key, instead of the variable.
    #[arg(long, env = "STEWARD_SECRET_KEY_FILE", global = true, value_parser = path)]
    pub secret_key_file: Option<PathBuf>,

    /// Where this runs.
    #[arg(long = "env", env = "STEWARD_ENV", global = true, value_enum, default_value_t)]
    pub environment: Environment,

    /// Address and port to listen on. Without it 127.0.0.1:8080, or the next free port.
    #[arg(long, env = "STEWARD_LISTEN", global = true)]
    pub listen: Option<String>,

    /// Where people reach the server, e.g. `https://steward.example.com`. With https cookies are secure and browsers
    /// are told to use nothing else.
    #[arg(long, env = "STEWARD_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// Folder with the app's files, made by `cargo xtask frontend`.
    #[arg(long, env = "STEWARD_APP_DIR", global = true, value_parser = path)]
    pub app_dir: Option<PathBuf>,

    /// Origins whose pages may call the API with bearer tokens, separated by commas.
    #[arg(long, env = "STEWARD_ALLOWED_ORIGINS", global = true, value_delimiter = ',')]
    pub allowed_origins: Vec<String>,

    /// Proxies in front that append to `X-Forwarded-For`; 0 takes the address of the connection.
    #[arg(long, env = "STEWARD_TRUSTED_PROXIES", global = true, default_value_t = 0)]
    pub trusted_proxies: usize,

    /// Requests a caller may make per minute; 0 for no limit.
    #[arg(long, env = "STEWARD_REQUESTS_PER_MINUTE", global = true, default_value_t = 1200)]
    pub requests_per_minute: u32,

    /// Bytes a JSON body may have.
    #[arg(long, env = "STEWARD_BODY_LIMIT_BYTES", global = true, default_value_t = 2 * 1024 * 1024)]
    pub body_limit_bytes: usize,

    /// Bytes an upload may have.
    #[arg(long, env = "STEWARD_UPLOAD_LIMIT_BYTES", global = true, default_value_t = 1024 * 1024 * 1024)]
    pub upload_limit_bytes: u64,

    /// Bearer token that reads `/metrics`; without it anyone who reaches the server may.
    #[arg(long, env = "STEWARD_METRICS_TOKEN", global = true, hide_env_values = true, value_parser = secret)]
    pub metrics_token: Option<SecretString>,

    /// Mail server, e.g. `smtp://user:secret@mail.example.com:587`; `smtps://` for TLS from the start. Without it, and
    /// without a key of SendGrid, people are told in the app alone.
    #[arg(long, env = "STEWARD_SMTP_URL", global = true, hide_env_values = true, value_parser = secret)]
    pub smtp_url: Option<SecretString>,

    /// Key of the SendGrid API, instead of a mail server.
    #[arg(long, env = "STEWARD_SENDGRID_API_KEY", global = true, hide_env_values = true, value_parser = secret)]
    pub sendgrid_api_key: Option<SecretString>,

    /// Whom mail is from, e.g. `Steward <steward@example.com>`.
    #[arg(long, env = "STEWARD_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,

    /// Incoming webhook of Slack, for the room of the team.
    #[arg(long, env = "STEWARD_SLACK_WEBHOOK_URL", global = true, hide_env_values = true, value_parser = secret)]
    pub slack_webhook_url: Option<SecretString>,

    /// Threads that answer requests; the number of cores without it.
    #[arg(long, env = "STEWARD_HTTP_THREADS", global = true)]
    pub http_threads: Option<usize>,

    /// Jobs at once; 0 leaves the background work to `steward work`.
    #[arg(long, env = "STEWARD_WORKER_CONCURRENCY", global = true, default_value_t = 2)]
    pub worker_concurrency: usize,

    /// What is logged, e.g. `info,sqlx=debug`. Servers log `info` without it, other commands `warn`.
    #[arg(long, env = "STEWARD_LOG", global = true)]
    pub log: Option<String>,

    /// How the log looks; JSON in production without it.
    #[arg(long, env = "STEWARD_LOG_FORMAT", global = true, value_enum)]
    pub log_format: Option<LogFormat>,
}

/// Empty variables are common in container files and mean unset; clap would refuse an empty path.
fn path(text: &str) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(text))
}

fn secret(text: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(text.to_owned().into())
}
