use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, imports::TARGETS};

/// What a daily run wrote down of a manager.
#[derive(Debug, Clone)]
pub struct WorkloadRunRow {
    pub manager: Uuid,
    pub name: String,
    pub day: NaiveDate,
    pub load: Decimal,
    pub capacity: Decimal,
}

/// The last two daily runs of everyone who works here (M127), the newest first, none of them older than two weeks.
pub async fn workload_runs(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<WorkloadRunRow>> {
    let rows = sqlx::query_as!(
        WorkloadRunRow,
        r#"select s.id as manager, s.first_name || ' ' || s.last_name as "name!", r.as_of as day, r.numerator as "load!",
             r.denominator as "capacity!"
           from staff s
           cross join lateral (
             select as_of, numerator, denominator from metric_snapshot
             where metric = 'M127' and scope_kind = 'CSM' and scope_id = s.id::text and period = 'DAY' and revision = 0
               and as_of between $1::date - 14 and $1 and numerator is not null and denominator is not null
             order by as_of desc limit 2) r
           where s.is_active
           order by s.id, r.as_of desc"#,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A source that was read last with an error.
#[derive(Debug, Clone)]
pub struct FeedTroubleRow {
    pub feed: String,
    pub error: String,
    pub at: DateTime<Utc>,
}

/// The sources of which the last word is an error.
pub async fn failing_feeds(connection: &mut PgConnection) -> Result<Vec<FeedTroubleRow>> {
    let rows = sqlx::query_as!(
        FeedTroubleRow,
        r#"select feed, coalesce(last_error, '') as "error!", last_error_at as "at!" from data_feed
           where last_error_at is not null and last_error_at > coalesce(last_success_at, connected_at)
           order by feed"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Rows of one kind, as the last import of such rows left them.
#[derive(Debug, Clone)]
pub struct RefusedRow {
    pub entity: String,
    pub batch: Uuid,
    pub refused: i64,
    pub read: i64,
    pub ended_at: DateTime<Utc>,
}

/// The kinds of rows of which the last import refused some: what was imported since without a mistake, and what was
/// undone, is well.
pub async fn refused_imports(connection: &mut PgConnection) -> Result<Vec<RefusedRow>> {
    let entities: Vec<String> = TARGETS.iter().map(|target| target.entity.to_owned()).collect();
    let rows = sqlx::query_as!(
        RefusedRow,
        r#"select e.entity as "entity!", last.batch_id as "batch!", sum(f.rows_rejected)::bigint as "refused!",
             sum(f.rows_read)::bigint as "read!", last.ended_at as "ended_at!"
           from unnest($1::text[]) as e(entity)
           cross join lateral (
             select f.batch_id, coalesce(b.finished_at, b.created_at)
             from import_file f join import_batch b on b.id = f.batch_id
             where f.entity = e.entity and b.status = 'APPLIED' and not b.dry_run
             order by f.batch_id desc limit 1) last(batch_id, ended_at)
           join import_file f on f.batch_id = last.batch_id and f.entity = e.entity
           group by e.entity, last.batch_id, last.ended_at
           having sum(f.rows_rejected) > 0
           order by e.entity"#,
        &entities
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The last import, if it failed: which, why, and when it ended.
pub async fn failed_import(connection: &mut PgConnection) -> Result<Option<(Uuid, String, DateTime<Utc>)>> {
    let row = sqlx::query!(
        r#"select id, status, coalesce(error, '') as "error!", coalesce(finished_at, created_at) as "ended_at!"
           from import_batch
           where status in ('APPLIED', 'FAILED') and not dry_run
           order by created_at desc, id desc limit 1"#
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.filter(|row| row.status == "FAILED").map(|row| (row.id, row.error, row.ended_at)))
}
