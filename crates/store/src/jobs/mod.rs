//! The payload of every background job, and how it is put in the queue: on the connection of the write it follows
//! from, so that both happen or neither does.

use chrono::{DateTime, Utc};
use domain::notification::Channel;
use graphile_worker::Schema;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

mod runs;

use crate::{Error, Result};

pub use runs::{JobRunRow, finish_run, last_runs, start_run};

/// The schema the queue lives in.
pub const QUEUE_SCHEMA: &str = "graphile_worker";

/// A job: its name in the queue and its payload.
pub trait Payload: Serialize {
    /// Name in the queue.
    const NAME: &'static str;

    /// Two waiting jobs with the same key become one.
    fn key(&self) -> Option<String>;

    /// Jobs of one queue run one after the other; those of none at the same time.
    fn queue(&self) -> Option<String> {
        None
    }
}

/// Computes the scores of the clients whose inputs changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecomputeRequested {}

impl Payload for RecomputeRequested {
    const NAME: &'static str = "recompute_requested";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Looks at every client for alerts to raise and to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepAlerts {}

impl Payload for SweepAlerts {
    const NAME: &'static str = "sweep_alerts";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Sends what is due by one channel. The jobs of a channel run one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendDeliveries {
    /// Which channel.
    pub channel: Channel,
}

impl Payload for SendDeliveries {
    const NAME: &'static str = "send_deliveries";

    fn key(&self) -> Option<String> {
        Some(format!("{}_{}", Self::NAME, self.channel))
    }

    fn queue(&self) -> Option<String> {
        self.key()
    }
}

/// Puts a job in the queue.
pub async fn enqueue<P: Payload>(connection: &mut PgConnection, payload: &P) -> Result<()> {
    put(connection, payload, payload.key(), None).await
}

/// Puts a job in the queue that is to run at a time. It does not become one with a job that is to run now.
pub async fn enqueue_at<P: Payload>(connection: &mut PgConnection, payload: &P, at: DateTime<Utc>) -> Result<()> {
    let key = payload.key().map(|key| format!("{key}_{}", at.timestamp()));
    put(connection, payload, key, Some(at)).await
}

async fn put<P: Payload>(
    connection: &mut PgConnection,
    payload: &P,
    key: Option<String>,
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let body = serde_json::to_value(payload).map_err(|_| Error::Inconsistent {
        table: "job",
        column: "payload",
        value: P::NAME.to_owned(),
    })?;
    // The queue's own SQL function: its tables are migrated by its crate, so this statement cannot be checked here.
    sqlx::query(
        "select from graphile_worker.add_job(
           identifier => $1::text, payload => $2::json, job_key => $3::text, job_key_mode => 'preserve_run_at',
           queue_name => $4::text, run_at => $5)",
    )
    .bind(P::NAME)
    .bind(body)
    .bind(key)
    .bind(payload.queue())
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Brings the queue's own tables up to date.
pub async fn migrate(pool: &sqlx::PgPool) -> Result<()> {
    graphile_worker::WorkerUtils::new(pool.clone(), Schema::from(QUEUE_SCHEMA))
        .migrate()
        .await
        .map_err(|error| Error::Unavailable(sqlx::Error::Protocol(error.to_string())))
}
