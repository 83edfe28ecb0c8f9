use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Usage of a client over the last weeks. Today is not over and counts for sign-ins only.
#[derive(Debug)]
pub struct UsageRow {
    pub client_id: Uuid,
    pub first_on: NaiveDate,
    pub users_last_7_days: i64,
    pub users_prior_30_days: i64,
    pub monthly_active_users: Option<i32>,
    pub most_monthly_active_users: Option<i32>,
    pub last_login_on: Option<NaiveDate>,
}

/// Usage of these clients.
pub async fn usage(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<UsageRow>> {
    let rows = sqlx::query_as!(
        UsageRow,
        r#"select client_id,
             min(date) as "first_on!",
             coalesce(sum(daily_active_users) filter (where date between $2::date - 7 and $2::date - 1), 0)
               as "users_last_7_days!",
             coalesce(sum(daily_active_users) filter (where date between $2::date - 37 and $2::date - 8), 0)
               as "users_prior_30_days!",
             -- The greatest of these pairs is that of the last day.
             (max(array[date - $2::date, monthly_active_users])
               filter (where date between $2::date - 7 and $2::date - 1))[2] as monthly_active_users,
             max(monthly_active_users) filter (where date between $2::date - 14 and $2::date - 1)
               as most_monthly_active_users,
             max(date) filter (where total_logins > 0 or daily_active_users > 0) as last_login_on
           from client_usage_metric
           where client_id = any($1) and date between $2::date - 37 and $2
           group by client_id"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A licensed feature that was used within 120 days, or that an alert is open of, and has been quiet for its window.
#[derive(Debug)]
pub struct FeatureRow {
    pub client_id: Uuid,
    pub feature_key: String,
    pub name: String,
    pub is_configured: bool,
    pub last_used_on: NaiveDate,
    pub window_days: i32,
    pub expected_usage: Option<Decimal>,
    /// What it was used for in the window up to its last use.
    pub usage_in_last_window: Option<i64>,
}

/// The quiet features of these clients.
pub async fn features(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
    least_days: i32,
) -> Result<Vec<FeatureRow>> {
    let rows = sqlx::query_as!(
        FeatureRow,
        r#"select a.client_id, a.feature_key, f.name, a.is_configured, a.last_used_at as "last_used_on!",
             f.expected_window_days as window_days,
             coalesce(own.expected_usage, tier.expected_usage, f.expected_usage) as expected_usage,
             quiet.uses as usage_in_last_window
           from client_feature_adoption a
           join client c on c.id = a.client_id
           join feature f on f.feature_key = a.feature_key
           left join feature_expectation own
             on own.feature_key = a.feature_key and own.scope_kind = 'CLIENT' and own.scope_id = a.client_id::text
           left join feature_expectation tier
             on tier.feature_key = a.feature_key and tier.scope_kind = 'TIER' and tier.scope_id = c.contract_tier
           cross join lateral (
             select sum(u.count) as uses
             from feature_usage_daily u
             where u.client_id = a.client_id and u.feature_key = a.feature_key
               and u.date between $2::date - 240 and $2
               and u.date > a.last_used_at - f.expected_window_days and u.date <= a.last_used_at
           ) quiet
           where a.client_id = any($1) and a.is_licensed
             and a.last_used_at <= $2::date - greatest(f.expected_window_days, $3)
             and (a.last_used_at >= $2::date - 120 or exists (
               select from client_alert r
               where r.client_id = a.client_id and r.dedupe_key = 'FEATURE_ABANDONED|' || a.feature_key
                 and r.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED')))"#,
        clients,
        as_of,
        least_days
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
