use std::{
    net::{SocketAddr, ToSocketAddrs as _},
    num::NonZeroUsize,
    path::Path,
    str::FromStr as _,
};

use app::auth::SecretKey;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::postgres::PgConnectOptions;
use tracing_subscriber::EnvFilter;

use super::{Config, Environment, Listen, LogFormat, Needs, Options, outbound::Receivers};

const DEFAULT_LISTEN: SocketAddr = SocketAddr::V4(std::net::SocketAddrV4::new(std::net::Ipv4Addr::LOCALHOST, 8080));

/// The listener of ended sessions, that of our own jobs and that of messages keep a connection each, and an import waits
/// for a second one while it holds its first: with fewer a server would wait for itself.
const LEAST_CONNECTIONS: u32 = 5;

/// What is wrong with the configuration.
type Problems = Vec<String>;

impl Config {
    /// Checks the options; every problem is reported, not only the first.
    pub fn check(options: Options, needs: Needs) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let database_url = database_url(set(options.database_url), needs, &mut problems);
        let key_file = options.secret_key_file.filter(|file| !file.as_os_str().is_empty());
        let secret_key = secret_key(set(options.secret_key), key_file.as_deref(), needs, &mut problems);
        let listen = listen(options.listen.as_deref(), &mut problems);
        let public_url = options.public_url.filter(|url| !url.is_empty());
        if let Some(url) = &public_url
            && !is_origin(url.trim_end_matches('/'))
        {
            problems.push(format!("STEWARD_PUBLIC_URL is {url:?}; it must look like https://steward.example.com"));
        }
        let allowed_origins: Vec<String> = options.allowed_origins.into_iter().filter(|o| !o.is_empty()).collect();
        for origin in allowed_origins.iter().filter(|origin| !is_origin(origin)) {
            problems.push(format!("STEWARD_ALLOWED_ORIGINS holds {origin:?}; it must look like https://example.com"));
        }
        let log = options.log.filter(|filter| !filter.is_empty());
        if let Some(filter) = &log
            && EnvFilter::try_new(filter).is_err()
        {
            problems.push(format!("STEWARD_LOG is {filter:?}; it must look like info or info,sqlx=debug"));
        }
        if !(LEAST_CONNECTIONS..=1000).contains(&options.database_connections) {
            problems.push(format!(
                "STEWARD_DATABASE_CONNECTIONS is {}; it must be between {LEAST_CONNECTIONS} and 1000: three stay open to \
                 listen for ended sessions, jobs and messages, and an import takes two at once",
                options.database_connections
            ));
        }
        let app_dir = options.app_dir.filter(|folder| !folder.as_os_str().is_empty());
        if needs == Needs::Everything
            && let Some(folder) = &app_dir
            && !folder.join("index.html").is_file()
        {
            let folder = folder.display();
            problems
                .push(format!("STEWARD_APP_DIR is {folder}, where there is no index.html; run `cargo xtask frontend`"));
        }
        let outbound = Receivers {
            smtp_url: set(options.smtp_url),
            sendgrid_api_key: set(options.sendgrid_api_key),
            mail_from: options.mail_from.filter(|from| !from.is_empty()),
            slack_webhook_url: set(options.slack_webhook_url),
        }
        .check(public_url.as_deref(), &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let format = match options.environment {
            Environment::Production => LogFormat::Json,
            Environment::Development => LogFormat::Text,
        };
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Ok(Self {
            database_url,
            database_connections: options.database_connections,
            secret_key,
            environment: options.environment,
            listen,
            http_threads: options.http_threads.unwrap_or(cores).max(1),
            worker_concurrency: Some(options.worker_concurrency).filter(|jobs| *jobs > 0),
            app_dir,
            outbound,
            api: api::Settings {
                public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()),
                allowed_origins,
                trusted_proxies: options.trusted_proxies,
                body_limit_bytes: options.body_limit_bytes,
                upload_limit_bytes: options.upload_limit_bytes,
                upload_folder: std::env::temp_dir(),
                requests_per_minute: Some(options.requests_per_minute).filter(|requests| *requests > 0),
                events_every: api::Settings::default().events_every,
                metrics_token: set(options.metrics_token),
            },
            log,
            log_format: options.log_format.unwrap_or(format),
        })
    }
}

/// An empty variable is an unset one.
fn set(secret: Option<SecretString>) -> Option<SecretString> {
    secret.filter(|secret| !secret.expose_secret().is_empty())
}

fn database_url(url: Option<SecretString>, needs: Needs, problems: &mut Problems) -> Option<SecretString> {
    if needs == Needs::Nothing {
        return None;
    }
    match &url {
        None => problems.push("DATABASE_URL is not set; e.g. postgres://steward:secret@localhost/steward".to_owned()),
        Some(url) => {
            if let Err(error) = PgConnectOptions::from_str(url.expose_secret()) {
                // The address itself may hold a password.
                problems.push(format!("DATABASE_URL is not the address of a PostgreSQL database: {error}"));
            }
        }
    }
    url
}

fn secret_key(
    text: Option<SecretString>,
    file: Option<&Path>,
    needs: Needs,
    problems: &mut Problems,
) -> Option<SecretKey> {
    if !matches!(needs, Needs::SecretKey | Needs::Everything) {
        return None;
    }
    let (name, text) = match (text, file) {
        (Some(text), _) => ("STEWARD_SECRET_KEY".to_owned(), text),
        (None, Some(file)) => match std::fs::read_to_string(file) {
            Ok(text) => (format!("the secret in {}", file.display()), text.into()),
            Err(error) => {
                problems.push(format!("STEWARD_SECRET_KEY_FILE: {} cannot be read: {error}", file.display()));
                return None;
            }
        },
        (None, None) => {
            problems.push("STEWARD_SECRET_KEY is not set; make one with `openssl rand -base64 32`".to_owned());
            return None;
        }
    };
    SecretKey::from_text(&text).map_err(|error| problems.push(format!("{name} {error}"))).ok()
}

fn listen(text: Option<&str>, problems: &mut Problems) -> Listen {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Listen { address: DEFAULT_LISTEN, or_next_free: true };
    };
    let address = text.to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    if address.is_none() {
        problems.push(format!("STEWARD_LISTEN is {text:?}; it must look like 127.0.0.1:8080"));
    }
    Listen { address: address.unwrap_or(DEFAULT_LISTEN), or_next_free: false }
}

/// Scheme, host and port, nothing more.
fn is_origin(text: &str) -> bool {
    let authority = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    authority.is_some_and(|authority| {
        !authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' ']) && authority.is_ascii()
    })
}
