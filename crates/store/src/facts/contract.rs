use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What a client signed for.
#[derive(Debug)]
pub struct ContractRow {
    pub client_id: Uuid,
    pub contract_tier: String,
    pub segment: Option<String>,
    pub industry: Option<String>,
    pub employee_count: Option<i32>,
    pub size_segment_override: Option<String>,
    pub contract_start_date: NaiveDate,
    pub contract_end_date: Option<NaiveDate>,
    pub go_live_date: Option<NaiveDate>,
    pub next_renewal_date: Option<NaiveDate>,
    pub licensed_user_count: Option<i32>,
    pub expected_dau_override: Option<i32>,
    pub lifecycle_status: String,
    pub churned_at: Option<NaiveDate>,
    pub arr_source: String,
    pub has_active_subscription: bool,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// The contracts of these clients.
pub async fn contracts(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<ContractRow>> {
    let rows = sqlx::query_as!(
        ContractRow,
        r#"select c.id as client_id, c.contract_tier, c.segment, c.industry, c.employee_count, c.size_segment_override,
             c.contract_start_date, c.contract_end_date, c.go_live_date, c.next_renewal_date, c.licensed_user_count,
             c.expected_dau_override, c.lifecycle_status, c.churned_at, c.arr_source, c.csm_user_id, c.ae_user_id,
             exists (
               select from subscription s where s.client_id = c.id and s.status in ('active', 'past_due')
             ) as "has_active_subscription!"
           from client c
           where c.id = any($1)"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A tier and segment from a day on.
#[derive(Debug)]
pub struct TierRow {
    pub client_id: Uuid,
    pub valid_from: NaiveDate,
    pub tier: String,
    pub segment: Option<String>,
}

/// How tier and segment changed.
pub async fn tier_history(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<TierRow>> {
    let rows = sqlx::query_as!(
        TierRow,
        "select client_id, valid_from, tier, segment from contract_history where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Who owned a client in a role between two days.
#[derive(Debug)]
pub struct AssignmentRow {
    pub client_id: Uuid,
    pub role: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub user_id: Uuid,
}

/// Who owned these clients, and when.
pub async fn assignments(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<AssignmentRow>> {
    let rows = sqlx::query_as!(
        AssignmentRow,
        "select client_id, role, valid_from, valid_to, user_id from csm_assignment where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Clients under contract on a day, and how many of them had left ninety days later.
#[derive(Debug)]
pub struct ChurnWindowRow {
    pub active: i64,
    pub churned: i64,
}

/// The churn of the last four quarters that are over (metrics.md §10.3), over every client.
pub async fn churn_windows(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<ChurnWindowRow>> {
    let rows = sqlx::query_as!(
        ChurnWindowRow,
        r#"select count(c.id) as "active!",
             count(c.id) filter (where c.churned_at > w.starts_on and c.churned_at <= w.starts_on + 90) as "churned!"
           from (select $1::date - 90 * n as starts_on from generate_series(1, 4) as n) w
           left join client c on c.contract_start_date <= w.starts_on and (c.churned_at is null or c.churned_at > w.starts_on)
             and c.lifecycle_status <> 'TRIAL'
           group by w.starts_on"#,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
