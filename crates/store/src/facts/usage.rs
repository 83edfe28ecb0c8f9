use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The daily usage of one client; the arrays run in parallel, days count from the date asked for.
#[derive(Debug)]
pub struct UsageRow {
    pub client_id: Uuid,
    pub day_offsets: Vec<i32>,
    pub daily_active_users: Vec<i32>,
    pub weekly_active_users: Vec<i32>,
    pub monthly_active_users: Vec<i32>,
    pub sessions: Vec<i32>,
    pub logins: Vec<i32>,
    pub actions: Vec<i32>,
}

/// Daily usage between two dates.
pub async fn usage(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<UsageRow>> {
    let rows = sqlx::query_as!(
        UsageRow,
        r#"select client_id,
             array_agg(date - $2::date) as "day_offsets!",
             array_agg(daily_active_users) as "daily_active_users!",
             array_agg(weekly_active_users) as "weekly_active_users!",
             array_agg(monthly_active_users) as "monthly_active_users!",
             array_agg(total_sessions) as "sessions!",
             array_agg(total_logins) as "logins!",
             array_agg(total_actions) as "actions!"
           from client_usage_metric
           where client_id = any($1) and date between $2 and $3
           group by client_id"#,
        clients,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A feature of the catalogue as one client has it, with the use expected of that client.
#[derive(Debug)]
pub struct FeatureRow {
    pub client_id: Uuid,
    pub feature_key: String,
    pub is_licensed: bool,
    pub licensed_at: Option<NaiveDate>,
    pub is_configured: bool,
    pub configured_at: Option<NaiveDate>,
    pub expected_usage: Option<Decimal>,
    pub window_days: i32,
}

/// Every feature a client has a row for. Expected use: the client's own, else its tier's, else the feature's.
pub async fn features(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<FeatureRow>> {
    let rows = sqlx::query_as!(
        FeatureRow,
        r#"select a.client_id, a.feature_key, a.is_licensed, a.licensed_at, a.is_configured, a.configured_at,
             coalesce(own.expected_usage, tier.expected_usage, f.expected_usage) as expected_usage,
             f.expected_window_days as window_days
           from client_feature_adoption a
           join client c on c.id = a.client_id
           join feature f on f.feature_key = a.feature_key
           left join feature_expectation own
             on own.feature_key = a.feature_key and own.scope_kind = 'CLIENT' and own.scope_id = a.client_id::text
           left join feature_expectation tier
             on tier.feature_key = a.feature_key and tier.scope_kind = 'TIER' and tier.scope_id = c.contract_tier
           where a.client_id = any($1)"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The longest window a feature is measured over, in days.
pub async fn longest_feature_window(connection: &mut PgConnection) -> Result<i32> {
    let days = sqlx::query_scalar!("select max(expected_window_days) from feature").fetch_one(connection).await?;
    Ok(days.unwrap_or(0))
}

/// The use of one feature by one client; several entries may share a day.
#[derive(Debug)]
pub struct FeatureUseRow {
    pub client_id: Uuid,
    pub feature_key: String,
    pub day_offsets: Vec<i32>,
    pub counts: Vec<i32>,
}

/// Use of features between `from` and `to`; each feature only as far back before `measured_from` as its own window,
/// or the sixty days its trend needs, reaches.
pub async fn feature_uses(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    measured_from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<FeatureUseRow>> {
    let rows = sqlx::query_as!(
        FeatureUseRow,
        r#"select u.client_id, u.feature_key,
             array_agg(u.date - $2::date) as "day_offsets!",
             array_agg(u.count) as "counts!"
           from feature_usage_daily u
           join feature f on f.feature_key = u.feature_key
           where u.client_id = any($1) and u.date between $2 and $4
             and u.date > $3::date - greatest(f.expected_window_days, 60)
           group by u.client_id, u.feature_key"#,
        clients,
        from,
        measured_from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
