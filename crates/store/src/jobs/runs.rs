use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::Result;

/// Notes that a job started.
pub async fn start_run(connection: &mut PgConnection, job: &str, key: &str, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into job_run (job, key, started_at) values ($1, $2, $3)
         on conflict on constraint job_run_pkey
         do update set started_at = excluded.started_at, finished_at = null, outcome = null, detail = null",
        job,
        key,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes how a job ended.
pub async fn finish_run(
    connection: &mut PgConnection,
    job: &str,
    key: &str,
    now: DateTime<Utc>,
    outcome: &str,
    detail: &serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "update job_run set finished_at = $3, outcome = $4, detail = $5 where job = $1 and key = $2",
        job,
        key,
        now,
        outcome,
        detail
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The last run of a job.
#[derive(Debug)]
pub struct JobRunRow {
    pub job: String,
    pub key: String,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
}

/// The last run of every job.
pub async fn last_runs(connection: &mut PgConnection) -> Result<Vec<JobRunRow>> {
    let rows =
        sqlx::query_as!(JobRunRow, "select job, key, started_at, finished_at, outcome from job_run order by job, key")
            .fetch_all(connection)
            .await?;
    Ok(rows)
}
