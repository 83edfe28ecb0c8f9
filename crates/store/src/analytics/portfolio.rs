use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The active clients of a scope, summed.
#[derive(Debug)]
pub struct PortfolioRow {
    pub clients: i64,
    pub at_risk: i64,
    pub renewals_90: i64,
    pub mine: i64,
    pub scored: i64,
    pub score_sum: i64,
    pub arr: Option<Decimal>,
    pub without_arr: i64,
    pub arr_at_risk: Option<Decimal>,
    pub at_risk_without_arr: i64,
    pub computed_at: Option<DateTime<Utc>>,
}

/// Sums the active clients of a scope. `profile` is the one formula whose scores are averaged; `me` owns "my clients".
pub async fn portfolio(
    connection: &mut PgConnection,
    scope: &Scope,
    profile: &str,
    me: Uuid,
    today: NaiveDate,
) -> Result<PortfolioRow> {
    let row = sqlx::query_as!(
        PortfolioRow,
        r#"select count(*) as "clients!",
             count(*) filter (where at_risk_reasons <> '{}') as "at_risk!",
             count(*) filter (where renewal_due_date between $3 and $3::date + 90) as "renewals_90!",
             count(*) filter (where csm_user_id = $4 or ae_user_id = $4) as "mine!",
             count(current_health_score) filter (where health_profile = $5) as "scored!",
             coalesce(sum(current_health_score) filter (where health_profile = $5), 0) as "score_sum!",
             sum(annual_recurring_revenue) as arr,
             count(*) filter (where annual_recurring_revenue is null) as "without_arr!",
             sum(annual_recurring_revenue) filter (where at_risk_reasons <> '{}') as arr_at_risk,
             count(*) filter (where at_risk_reasons <> '{}' and annual_recurring_revenue is null) as "at_risk_without_arr!",
             max(computed_at) as computed_at
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)"#,
        scope.csm(),
        scope.account_executive(),
        today,
        me,
        profile
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}
