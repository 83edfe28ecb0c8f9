use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Activities of one type someone logged.
#[derive(Debug)]
pub struct ActivityRow {
    pub performed_by_id: Uuid,
    pub activity_type: String,
    pub count: i64,
}

/// Counts what everyone did between two days, by type.
pub async fn activities(connection: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<Vec<ActivityRow>> {
    let rows = sqlx::query_as!(
        ActivityRow,
        r#"select performed_by_id as "performed_by_id!", activity_type, count(*) as "count!"
           from client_activity
           where performed_by_id is not null
             and occurred_at >= ($1::date::timestamp at time zone 'UTC')
             and occurred_at < (($2::date + 1)::timestamp at time zone 'UTC')
           group by performed_by_id, activity_type"#,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Promises of someone: past their day, and kept within a period.
#[derive(Debug)]
pub struct FollowUpRow {
    pub performed_by_id: Uuid,
    pub overdue: i64,
    pub completed: i64,
}

/// Counts follow-ups by who owes them: those overdue today, and those done between two days.
pub async fn follow_ups(
    connection: &mut PgConnection,
    today: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<FollowUpRow>> {
    let rows = sqlx::query_as!(
        FollowUpRow,
        r#"select performed_by_id as "performed_by_id!", sum(overdue)::bigint as "overdue!",
             sum(completed)::bigint as "completed!"
           from (
             select performed_by_id, count(*) as overdue, 0 as completed
             from client_activity
             where follow_up_required and not follow_up_completed and follow_up_date < $1 and performed_by_id is not null
             group by performed_by_id
             union all
             select performed_by_id, 0, count(*)
             from client_activity
             where follow_up_completed_at is not null and performed_by_id is not null
               and follow_up_completed_at >= ($2::date::timestamp at time zone 'UTC')
               and follow_up_completed_at < (($3::date + 1)::timestamp at time zone 'UTC')
             group by performed_by_id
           ) f
           group by performed_by_id"#,
        today,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An alert, whose client's it was, and when it was answered.
#[derive(Debug)]
pub struct AlertRow {
    pub owner: Option<Uuid>,
    pub severity: String,
    pub created_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    pub resolved_itself: bool,
}

/// The alerts of MEDIUM severity or more raised between two days, by who had the client then. Logging what one did about
/// an alert acknowledges it, so the acknowledgement and closing by hand are the answers there are.
pub async fn alerts(connection: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<Vec<AlertRow>> {
    let rows = sqlx::query_as!(
        AlertRow,
        r#"select s.user_id as "owner?", a.severity, a.created_at,
             least(a.acknowledged_at, case when a.resolved_by_id is not null then a.resolved_at end,
               case when a.dismissed_by_id is not null then a.dismissed_at end) as answered_at,
             (a.status = 'RESOLVED' and a.resolved_by_id is null) as "resolved_itself!"
           from client_alert a
           left join lateral (
             select user_id from csm_assignment
             where client_id = a.client_id and role = 'CSM' and valid_from <= (a.created_at at time zone 'UTC')::date
               and (valid_to is null or valid_to > (a.created_at at time zone 'UTC')::date)
             order by valid_from desc limit 1
           ) s on true
           where a.severity <> 'LOW'
             and a.created_at >= ($1::date::timestamp at time zone 'UTC')
             and a.created_at < (($2::date + 1)::timestamp at time zone 'UTC')"#,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
