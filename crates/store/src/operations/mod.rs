//! What those who run the server ask the database.

use sqlx::PgConnection;

use crate::{MIGRATOR, Result, jobs::QUEUE_SCHEMA};

/// How far the schema is.
#[derive(Debug, Clone, Copy)]
pub struct SchemaState {
    /// The newest migration applied; 0 without any.
    pub applied: i64,
    /// Whether the queue has its tables.
    pub has_queue: bool,
}

impl SchemaState {
    /// Whether every migration of this program is applied. A newer schema is fine: it must carry the release before.
    pub fn is_current(&self) -> bool {
        self.applied >= MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or(0)
    }
}

/// Jobs in the queue.
#[derive(Debug, Clone, Copy, Default)]
pub struct QueueCounts {
    /// Due or due later, never tried.
    pub waiting: i64,
    /// In the hands of a worker.
    pub running: i64,
    /// Tried without success, and due again.
    pub retrying: i64,
    /// Given up.
    pub failed: i64,
}

/// How far the schema is.
pub async fn schema_state(connection: &mut PgConnection) -> Result<SchemaState> {
    let names = sqlx::query!(
        r#"select to_regclass('_sqlx_migrations') is not null as "has_migrations!",
             to_regclass($1) is not null as "has_queue!""#,
        format!("{QUEUE_SCHEMA}._private_jobs")
    )
    .fetch_one(&mut *connection)
    .await?;
    // The table belongs to the migrator, which makes it: it is not there when queries are checked.
    let applied = if names.has_migrations {
        sqlx::query_scalar::<_, Option<i64>>("select max(version) from _sqlx_migrations where success")
            .fetch_one(connection)
            .await?
    } else {
        None
    };
    Ok(SchemaState { applied: applied.unwrap_or(0), has_queue: names.has_queue })
}

/// Jobs in the queue by state. The queue's crate makes these tables, so the statement cannot be checked here.
pub async fn queue_counts(connection: &mut PgConnection) -> Result<QueueCounts> {
    let (waiting, running, retrying, failed) = sqlx::query_as::<_, (i64, i64, i64, i64)>(
        "select count(*) filter (where locked_at is null and attempts = 0),
           count(*) filter (where locked_at is not null),
           count(*) filter (where locked_at is null and attempts > 0 and attempts < max_attempts),
           count(*) filter (where locked_at is null and attempts >= max_attempts)
         from graphile_worker._private_jobs",
    )
    .fetch_one(connection)
    .await?;
    Ok(QueueCounts { waiting, running, retrying, failed })
}
