//! What a simulation reads: component scores as text, for parsing them twice would take longer than everything else.

use chrono::NaiveDate;
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The score a client has now, with what it was made of.
#[derive(Debug)]
pub struct PortfolioRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub segment: Option<String>,
    pub annual_recurring_revenue: Option<Decimal>,
    pub overall_score: i16,
    pub health_status: String,
    pub profile: String,
    pub component_scores: String,
}

/// The days the scores shown of the active clients within scope are of. Nearly always one: knowing it, a query reads
/// the month it lies in and no other.
pub async fn score_days(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<NaiveDate>> {
    let days = sqlx::query_scalar!(
        r#"select distinct health_as_of as "day!" from client
           where is_active and current_health_score is not null and health_as_of is not null
             and ($1::uuid is null or csm_user_id = $1) and ($2::uuid is null or ae_user_id = $2)
           order by 1"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(days)
}

/// The active clients within scope that have a score of one of these days.
pub async fn portfolio(connection: &mut PgConnection, scope: &Scope, days: &[NaiveDate]) -> Result<Vec<PortfolioRow>> {
    let rows = sqlx::query_as!(
        PortfolioRow,
        r#"select c.id, c.name, c.contract_tier, c.segment, c.annual_recurring_revenue, s.overall_score, s.health_status,
             s.profile, s.component_scores::text as "component_scores!"
           from client c
           join client_health_score s on s.client_id = c.id and s.date = c.health_as_of
           where c.is_active and c.current_health_score is not null and s.date = any($1)
             and ($2::uuid is null or c.csm_user_id = $2) and ($3::uuid is null or c.ae_user_id = $3)"#,
        days,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How many active clients within scope have no score.
pub async fn unscored(connection: &mut PgConnection, scope: &Scope) -> Result<i64> {
    let clients = sqlx::query_scalar!(
        r#"select count(*) as "clients!" from client
           where is_active and (current_health_score is null or health_as_of is null)
             and ($1::uuid is null or csm_user_id = $1) and ($2::uuid is null or ae_user_id = $2)"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_one(connection)
    .await?;
    Ok(clients)
}

/// What a client was made of on a day of the past, and whether it left within a window after it.
#[derive(Debug)]
pub struct BackTestRow {
    pub client_id: Uuid,
    pub tier: String,
    pub segment: Option<String>,
    pub profile: String,
    pub component_scores: String,
    pub has_left: bool,
}

/// The clients within scope that were active and scored on these days, by the tier and segment of then.
pub async fn back_test_rows(
    connection: &mut PgConnection,
    scope: &Scope,
    days: &[NaiveDate],
    window_days: i32,
) -> Result<Vec<BackTestRow>> {
    let rows = sqlx::query_as!(
        BackTestRow,
        r#"select s.client_id, d.tier, d.segment, s.profile, s.component_scores::text as "component_scores!",
             coalesce(c.churned_at > s.date and c.churned_at <= s.date + $2::integer, false) as "has_left!"
           from client_health_score s
           join client_daily_state d on d.client_id = s.client_id and d.date = s.date
           join client c on c.id = s.client_id
           where s.date = any($1) and d.date = any($1) and d.is_active
             and ($3::uuid is null or c.csm_user_id = $3) and ($4::uuid is null or c.ae_user_id = $4)"#,
        days,
        window_days,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A client of a sample.
#[derive(Debug)]
pub struct SampleRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub segment: Option<String>,
    pub overall_score: i16,
    pub health_status: String,
    pub profile: String,
    pub component_scores: serde_json::Value,
}

/// At most `size` of the scored clients within scope, evenly spread from the lowest score to the highest, so that every
/// band has its share.
pub async fn score_sample(
    connection: &mut PgConnection,
    scope: &Scope,
    days: &[NaiveDate],
    size: i64,
) -> Result<Vec<SampleRow>> {
    let rows = sqlx::query_as!(
        SampleRow,
        r#"with ranked as (
             select id, row_number() over (order by current_health_score, id) - 1 as rank, count(*) over () as total
             from client
             where is_active and current_health_score is not null and health_as_of = any($1)
               and ($2::uuid is null or csm_user_id = $2) and ($3::uuid is null or ae_user_id = $3)
           )
           select c.id, c.name, c.contract_tier, c.segment, s.overall_score, s.health_status, s.profile, s.component_scores
           from ranked r
           join client c on c.id = r.id
           join client_health_score s on s.client_id = c.id and s.date = c.health_as_of
           where s.date = any($1) and (r.total <= $4 or (r.rank + 1) * $4 / r.total > r.rank * $4 / r.total)
           order by s.overall_score, c.id"#,
        days,
        scope.csm(),
        scope.account_executive(),
        size
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The free segments of the clients within scope, by name.
pub async fn segments(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<String>> {
    let segments = sqlx::query_scalar!(
        r#"select distinct segment as "segment!" from client
           where segment is not null and lifecycle_status <> 'CHURNED'
             and ($1::uuid is null or csm_user_id = $1) and ($2::uuid is null or ae_user_id = $2)
           order by 1 limit 500"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(segments)
}
