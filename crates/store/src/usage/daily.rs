use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What all users of a client did on one day.
#[derive(Debug)]
pub struct DailyRow {
    pub date: NaiveDate,
    pub daily_active_users: i32,
    pub weekly_active_users: i32,
    pub monthly_active_users: i32,
    pub total_sessions: i32,
    pub session_seconds: i64,
    pub total_actions: i32,
    pub total_logins: i32,
    pub logins_by_hour: Option<Vec<i16>>,
    pub computed_at: DateTime<Utc>,
}

/// The days of a client within scope between two dates, oldest first; hours of logins from `hours_from` on.
pub async fn daily(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
    hours_from: NaiveDate,
) -> Result<Vec<DailyRow>> {
    let rows = sqlx::query_as!(
        DailyRow,
        "select date, daily_active_users, weekly_active_users, monthly_active_users, total_sessions, session_seconds,
           total_actions, total_logins, case when date >= $6 then logins_by_hour end as logins_by_hour, computed_at
         from client_usage_metric
         where client_id = $1 and date between $2 and $3
           and exists (
             select from client c
             where c.id = $1 and ($4::uuid is null or c.csm_user_id = $4) and ($5::uuid is null or c.ae_user_id = $5))
         order by date",
        client,
        from,
        to,
        scope.csm(),
        scope.account_executive(),
        hours_from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The last day with a login of a client within scope, up to a day.
pub async fn last_login(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    until: NaiveDate,
) -> Result<Option<NaiveDate>> {
    let day = sqlx::query_scalar!(
        "select max(m.date) from client_usage_metric m
         where m.client_id = $1 and m.date <= $2 and (m.total_logins > 0 or m.daily_active_users > 0)
           and exists (
             select from client c
             where c.id = $1 and ($3::uuid is null or c.csm_user_id = $3) and ($4::uuid is null or c.ae_user_id = $4))",
        client,
        until,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_one(connection)
    .await?;
    Ok(day)
}
