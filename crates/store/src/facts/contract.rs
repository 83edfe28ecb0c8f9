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
