use std::sync::Arc;

use app::{Context, auth::Auth, live::Live, usage::Pseudonyms};
use sqlx::{Postgres, pool::PoolConnection};

use crate::{
    ApiError, AppFiles, ReadLog,
    events::SharedCounts,
    middleware::RateLimits,
    openapi::{self, Operations},
    ops::Metrics,
    team::HealthChanges,
    tenant::Tenant,
};

/// What the API can be told from outside.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the server, e.g. `https://steward.example.com`; decides HSTS and whether cookies are secure.
    pub public_url: Option<String>,
    /// Other origins whose pages may call the API with bearer tokens.
    pub allowed_origins: Vec<String>,
    /// How many proxies stand in front and append to `X-Forwarded-For`.
    pub trusted_proxies: usize,
    /// Bytes a JSON body may have.
    pub body_limit_bytes: usize,
    /// Bytes an upload may have.
    pub upload_limit_bytes: u64,
    /// Where uploads lie while they are read.
    pub upload_folder: std::path::PathBuf,
    /// Requests a caller may make per minute; none means no limit.
    pub requests_per_minute: Option<u32>,
    /// The least time between two messages to one who watches `/events`.
    pub events_every: std::time::Duration,
    /// Bearer token that reads `/metrics`; none leaves it open.
    pub metrics_token: Option<secrecy::SecretString>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: None,
            allowed_origins: Vec::new(),
            trusted_proxies: 0,
            body_limit_bytes: 2 * 1024 * 1024,
            upload_limit_bytes: 1024 * 1024 * 1024,
            upload_folder: "/tmp".into(),
            requests_per_minute: None,
            events_every: std::time::Duration::from_secs(30),
            metrics_token: None,
        }
    }
}

impl Settings {
    /// Whether people reach the server over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// What handlers stand on. One per process, shared by all threads.
#[derive(Debug)]
pub struct State {
    /// Database, clock, ids.
    pub context: Context,
    /// Sign-in, tokens, sessions.
    pub auth: Arc<Auth>,
    /// Reads of client data on their way into the audit log.
    pub reads: Arc<ReadLog>,
    /// Changes on their way to those who watch.
    pub live: Arc<Live>,
    /// Names for users nobody knows by name.
    pub pseudonyms: Pseudonyms,
    /// Configuration.
    pub settings: Settings,
    pub(crate) tenant: Tenant,
    pub(crate) shared_counts: SharedCounts,
    pub(crate) health_changes: HealthChanges,
    pub(crate) files: AppFiles,
    pub(crate) operations: Operations,
    pub(crate) metrics: Metrics,
    pub(crate) rate_limits: RateLimits,
}

impl State {
    /// Puts everything together.
    pub fn new(
        context: Context,
        auth: Arc<Auth>,
        reads: Arc<ReadLog>,
        live: Arc<Live>,
        pseudonyms: Pseudonyms,
        settings: Settings,
        files: AppFiles,
    ) -> Self {
        let operations = Operations::of(&openapi::openapi());
        let metrics = Metrics::new();
        let rate_limits = RateLimits::new(settings.requests_per_minute);
        Self {
            context,
            auth,
            reads,
            live,
            pseudonyms,
            settings,
            tenant: Tenant::default(),
            shared_counts: SharedCounts::default(),
            health_changes: HealthChanges::default(),
            files,
            operations,
            metrics,
            rate_limits,
        }
    }

    /// A connection to the database; a database that is down answers 503.
    pub async fn connection(&self) -> Result<PoolConnection<Postgres>, ApiError> {
        Ok(self.context.pool.acquire().await?)
    }
}
