use std::{path::PathBuf, sync::Arc};

use app::{Context, Ids, notifications::Outbound};
use domain::SystemClock;
use sqlx::{PgPool, postgres::PgPoolOptions};

/// Where the benchmarks run.
#[derive(Debug)]
pub struct Setting {
    base_url: String,
    /// The optimised program.
    pub binary: PathBuf,
}

impl Setting {
    /// Reads the environment.
    #[expect(clippy::disallowed_methods, reason = "a benchmark is configured by its environment")]
    pub async fn prepare() -> Self {
        let base_url = std::env::var("STEWARD_TEST_DATABASE_URL")
            .expect("STEWARD_TEST_DATABASE_URL names a PostgreSQL server; `make bench` starts one");
        let binary =
            std::env::var_os("STEWARD_BENCH_BINARY").map_or_else(|| "target/release/steward".into(), PathBuf::from);
        Self { base_url, binary }
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        match self.base_url.split_once('?') {
            Some((server, options)) => format!("{}/{database}?{options}", server.trim_end_matches('/')),
            None => format!("{}/{database}", self.base_url.trim_end_matches('/')),
        }
    }

    /// An empty, migrated database, and the context to use it with.
    pub async fn fresh_database(&self, name: &str) -> Context {
        let admin = PgPool::connect(&self.url("postgres")).await.expect("the PostgreSQL server answers");
        let mut admin = admin.acquire().await.expect("the PostgreSQL server answers");
        execute(&mut admin, format!("drop database if exists {name} with (force)")).await;
        execute(&mut admin, format!("create database {name}")).await;
        let pool =
            PgPoolOptions::new().max_connections(20).connect(&self.url(name)).await.expect("the database answers");
        store::MIGRATOR.run(&pool).await.expect("migrated");
        store::jobs::migrate(&pool).await.expect("queue migrated");
        Context { pool, clock: Arc::new(SystemClock), ids: Ids::seeded(1), outbound: Outbound::default() }
    }
}

/// The most memory this process ever held, in MiB.
pub fn peak_rss_mib(pid: u32) -> f64 {
    status_mib(pid, "VmHWM:")
}

/// The memory a process holds, in MiB.
pub fn rss_mib(pid: u32) -> f64 {
    status_mib(pid, "VmRSS:")
}

fn status_mib(pid: u32, field: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}

/// Runs statements of the benchmark's own making.
pub async fn execute(connection: &mut sqlx::PgConnection, statements: impl Into<String>) {
    let statements: String = statements.into();
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(connection).await.expect("the statement runs");
}
