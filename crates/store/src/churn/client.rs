use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A stored churn probability with its breakdown.
#[derive(Debug)]
pub struct PredictionRow {
    pub as_of: NaiveDate,
    pub p30: f64,
    pub p60: f64,
    pub p90: f64,
    pub contributions: serde_json::Value,
    pub confidence: Decimal,
    pub computed_at: DateTime<Utc>,
}

/// What a client within scope was predicted on a day.
pub async fn prediction(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    as_of: NaiveDate,
) -> Result<Option<PredictionRow>> {
    let row = sqlx::query_as!(
        PredictionRow,
        "select p.as_of, p.p30, p.p60, p.p90, p.contributions, p.confidence, p.computed_at
         from churn_prediction p join client c on c.id = p.client_id
         where p.client_id = $1 and p.as_of = $2
           and ($3::uuid is null or c.csm_user_id = $3)
           and ($4::uuid is null or c.ae_user_id = $4)",
        client,
        as_of,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// The churn risk of a day.
#[derive(Debug)]
pub struct HistoryRow {
    pub date: NaiveDate,
    pub score: i16,
}

/// The churn risk of a client within scope on each day between two that has one.
pub async fn history(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<HistoryRow>> {
    let rows = sqlx::query_as!(
        HistoryRow,
        r#"select date, churn_risk_score as "score!"
           from client_daily_state
           where client_id = $1 and date between $2 and $3 and churn_risk_score is not null
             and exists (
               select from client c
               where c.id = $1 and ($4::uuid is null or c.csm_user_id = $4) and ($5::uuid is null or c.ae_user_id = $5))
           order by date"#,
        client,
        from,
        to,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// What makes a client leave.
#[derive(Debug)]
pub struct FactorsRow {
    pub id: Uuid,
    pub factors: Option<serde_json::Value>,
    /// The exact probability to leave within 90 days.
    pub churn_90_days: Option<Decimal>,
}

/// The factors of some clients within scope.
pub async fn factors(connection: &mut PgConnection, scope: &Scope, clients: &[Uuid]) -> Result<Vec<FactorsRow>> {
    let rows = sqlx::query_as!(
        FactorsRow,
        "select id, churn_risk_factors as factors, churn_90_days
         from client
         where id = any($1)
           and ($2::uuid is null or csm_user_id = $2)
           and ($3::uuid is null or ae_user_id = $3)",
        clients,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
