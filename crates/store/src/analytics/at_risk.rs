use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The clients at risk, summed.
#[derive(Debug)]
pub struct AtRiskTotals {
    pub clients: i64,
    pub arr_at_risk: Option<Decimal>,
    pub without_arr: i64,
    pub arr: Option<Decimal>,
    pub computed_at: Option<DateTime<Utc>>,
}

/// Sums the clients at risk, beside the ARR of all.
pub async fn at_risk_totals(connection: &mut PgConnection, scope: &Scope) -> Result<AtRiskTotals> {
    let row = sqlx::query_as!(
        AtRiskTotals,
        r#"select count(*) filter (where at_risk_reasons <> '{}') as "clients!",
             sum(annual_recurring_revenue) filter (where at_risk_reasons <> '{}') as arr_at_risk,
             count(*) filter (where at_risk_reasons <> '{}' and annual_recurring_revenue is null) as "without_arr!",
             sum(annual_recurring_revenue) as arr,
             max(computed_at) as computed_at
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}

/// A reason, and the clients and ARR it concerns.
#[derive(Debug)]
pub struct ReasonRow {
    pub reason: String,
    pub clients: i64,
    pub arr: Option<Decimal>,
}

/// How many clients each reason concerns; a client may have several.
pub async fn at_risk_reasons(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<ReasonRow>> {
    let rows = sqlx::query_as!(
        ReasonRow,
        r#"select r.reason as "reason!", count(*) as "clients!", sum(c.annual_recurring_revenue) as arr
           from client c cross join lateral unnest(c.at_risk_reasons) as r(reason)
           where c.is_active
             and ($1::uuid is null or c.csm_user_id = $1)
             and ($2::uuid is null or c.ae_user_id = $2)
           group by r.reason"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A client at risk.
#[derive(Debug)]
pub struct AtRiskRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_status: Option<String>,
    pub health_trend_change: Option<i16>,
    pub churn_risk_score: Option<i16>,
    /// The exact probability to leave within 90 days.
    pub churn_90_days: Option<Decimal>,
    pub churn_risk_category: Option<String>,
    pub churn_risk_factors: Option<serde_json::Value>,
    pub renewal_due_date: Option<NaiveDate>,
    pub at_risk_reasons: Vec<String>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
}

/// The clients at risk with the most ARR, or with the most of it at stake: ARR × churn risk (M013).
pub async fn at_risk_clients(
    connection: &mut PgConnection,
    scope: &Scope,
    by_stake: bool,
    limit: i64,
) -> Result<Vec<AtRiskRow>> {
    let rows = sqlx::query_as!(
        AtRiskRow,
        r#"select c.id, c.name, c.contract_tier, c.annual_recurring_revenue, c.current_health_score, c.health_status,
             c.health_trend_change, c.churn_risk_score,
             c.churn_90_days, c.churn_risk_category, c.churn_risk_factors, c.renewal_due_date,
             c.at_risk_reasons, c.csm_user_id, s.first_name || ' ' || s.last_name as csm_name
           from client c left join staff s on s.id = c.csm_user_id
           where c.is_active and c.at_risk_reasons <> '{}'
             and ($1::uuid is null or c.csm_user_id = $1)
             and ($2::uuid is null or c.ae_user_id = $2)
           order by case when $3 then c.annual_recurring_revenue * c.churn_90_days
               else c.annual_recurring_revenue end desc nulls last,
             c.current_health_score nulls last, c.id
           limit $4"#,
        scope.csm(),
        scope.account_executive(),
        by_stake,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
