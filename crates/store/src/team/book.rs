use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Someone who looks after clients.
#[derive(Debug, Clone)]
pub struct MemberRow {
    pub id: Uuid,
    pub name: String,
    pub role: String,
    /// Whether they still work here.
    pub is_active: bool,
    pub time_zone: String,
    pub since: NaiveDate,
    /// How much they can look after, where that was said of them.
    pub fte: Option<Decimal>,
    pub points: Option<Decimal>,
    pub accounts_target: Option<i32>,
    pub arr_target: Option<Decimal>,
}

/// The client success managers who work here, and everyone else whose book holds active clients.
pub async fn members(connection: &mut PgConnection) -> Result<Vec<MemberRow>> {
    let rows = sqlx::query_as!(
        MemberRow,
        r#"select s.id, s.first_name || ' ' || s.last_name as "name!", s.role, s.is_active, s.time_zone,
             coalesce(k.hired_on, (s.created_at at time zone 'UTC')::date) as "since!",
             k.fte as "fte?", k.points as "points?", k.accounts_target as "accounts_target?", k.arr_target as "arr_target?"
           from staff s left join csm_capacity k on k.user_id = s.id
           where (s.is_active and s.role in ('CSM', 'SENIOR_CSM'))
              or exists (select from client c where c.csm_user_id = s.id and c.is_active)
           order by s.id"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The active clients of a manager, or of nobody, summed.
#[derive(Debug)]
pub struct BookRow {
    pub csm_user_id: Option<Uuid>,
    pub clients: i64,
    pub arr: Decimal,
    pub without_arr: i64,
    pub scored: i64,
    pub score_sum: i64,
    pub healthy: i64,
    pub monitor: i64,
    pub health_at_risk: i64,
    pub critical: i64,
    pub not_available: i64,
    pub at_risk: i64,
    pub arr_at_risk: Decimal,
    pub renewals_90: i64,
    pub renewals_overdue: i64,
    pub computed_at: Option<DateTime<Utc>>,
}

/// Sums the active clients by manager. `profile` is the one formula whose scores are averaged.
pub async fn books(connection: &mut PgConnection, profile: &str, today: NaiveDate) -> Result<Vec<BookRow>> {
    let rows = sqlx::query_as!(
        BookRow,
        r#"select csm_user_id, count(*) as "clients!", coalesce(sum(annual_recurring_revenue), 0) as "arr!",
             count(*) filter (where annual_recurring_revenue is null) as "without_arr!",
             count(current_health_score) filter (where health_profile = $1) as "scored!",
             coalesce(sum(current_health_score) filter (where health_profile = $1), 0) as "score_sum!",
             count(*) filter (where current_health_score is not null and health_status = 'HEALTHY') as "healthy!",
             count(*) filter (where current_health_score is not null and health_status = 'MONITOR') as "monitor!",
             count(*) filter (where current_health_score is not null and health_status = 'AT_RISK') as "health_at_risk!",
             count(*) filter (where current_health_score is not null and health_status = 'CRITICAL') as "critical!",
             count(*) filter (where current_health_score is null) as "not_available!",
             count(*) filter (where at_risk_reasons <> '{}') as "at_risk!",
             coalesce(sum(annual_recurring_revenue) filter (where at_risk_reasons <> '{}'), 0) as "arr_at_risk!",
             count(*) filter (where renewal_due_date between $2 and $2::date + 90) as "renewals_90!",
             count(*) filter (where renewal_due_date < $2) as "renewals_overdue!",
             max(computed_at) as computed_at
           from client
           where is_active
           group by csm_user_id"#,
        profile,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
