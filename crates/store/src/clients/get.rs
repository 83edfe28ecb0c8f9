use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// How a caller names a client: our id, or the id of the system it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientRef {
    Id(Uuid),
    External(String),
}

/// Our id of a client within scope.
pub async fn resolve(connection: &mut PgConnection, scope: &Scope, client: &ClientRef) -> Result<Option<Uuid>> {
    let (id, external) = match client {
        ClientRef::Id(id) => (Some(*id), None),
        ClientRef::External(external) => (None, Some(external.as_str())),
    };
    let found = sqlx::query_scalar!(
        "select id from client
         where (id = $1 or external_id = $2)
           and ($3::uuid is null or csm_user_id = $3)
           and ($4::uuid is null or ae_user_id = $4)",
        id,
        external,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(found)
}

/// A client in full.
#[derive(Debug)]
pub struct ClientDetailRow {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub organization_id: Option<String>,
    pub name: String,
    pub industry: Option<String>,
    pub employee_count: Option<i32>,
    pub region: Option<String>,
    pub timezone: String,
    pub contract_tier: String,
    pub contract_start_date: NaiveDate,
    pub contract_end_date: Option<NaiveDate>,
    pub go_live_date: Option<NaiveDate>,
    pub arr_source: String,
    pub licensed_modules: Vec<String>,
    pub licensed_user_count: Option<i32>,
    pub monthly_active_users: Option<i32>,
    pub expected_dau_override: Option<i32>,
    pub size_segment: String,
    pub size_segment_override: Option<String>,
    pub segment: Option<String>,
    pub tags: Vec<String>,
    pub lifecycle_status: String,
    pub is_active: bool,
    pub churned_at: Option<NaiveDate>,
    pub churn_reason: Option<String>,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_null_reason: Option<String>,
    pub health_status: Option<String>,
    pub health_trend: String,
    pub health_trend_change: Option<i16>,
    pub health_sparkline: Vec<i16>,
    pub health_as_of: Option<NaiveDate>,
    pub health_profile: Option<String>,
    pub churn_risk_score: Option<i16>,
    pub churn_risk_null_reason: Option<String>,
    pub churn_risk_category: Option<String>,
    pub churn_risk_source: Option<String>,
    pub churn_risk_factors: Option<serde_json::Value>,
    pub renewal_due_date: Option<NaiveDate>,
    pub renewal_status: String,
    pub last_csm_contact_at: Option<DateTime<Utc>>,
    pub last_activity_at: Option<DateTime<Utc>>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
    pub ae_user_id: Option<Uuid>,
    pub ae_name: Option<String>,
    pub at_risk_reasons: Vec<String>,
    pub ai_summary: Option<String>,
    pub computed_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// One client within scope.
pub async fn get(connection: &mut PgConnection, scope: &Scope, client: &ClientRef) -> Result<Option<ClientDetailRow>> {
    let (id, external) = match client {
        ClientRef::Id(id) => (Some(*id), None),
        ClientRef::External(external) => (None, Some(external.as_str())),
    };
    let row = sqlx::query_as!(
        ClientDetailRow,
        r#"select c.id, c.external_id, c.organization_id, c.name, c.industry, c.employee_count, c.region, c.timezone,
             c.contract_tier, c.contract_start_date, c.contract_end_date, c.go_live_date, c.arr_source, c.licensed_modules,
             c.licensed_user_count,
             (select u.monthly_active_users from client_usage_metric u
              where u.client_id = c.id and u.date <= c.health_as_of and u.date > c.health_as_of - 7
              order by u.date desc limit 1) as monthly_active_users,
             c.expected_dau_override, c.size_segment, c.size_segment_override, c.segment, c.tags, c.lifecycle_status,
             c.is_active, c.churned_at, c.churn_reason, c.annual_recurring_revenue, c.current_health_score,
             c.health_null_reason, c.health_status, c.health_trend, c.health_trend_change, c.health_sparkline, c.health_as_of, c.health_profile,
             c.churn_risk_score, c.churn_risk_null_reason, c.churn_risk_category, c.churn_risk_source, c.churn_risk_factors,
             c.renewal_due_date, c.renewal_status, c.last_csm_contact_at, c.last_activity_at,
             c.csm_user_id, csm.first_name || ' ' || csm.last_name as csm_name,
             c.ae_user_id, ae.first_name || ' ' || ae.last_name as ae_name,
             c.at_risk_reasons, c.ai_summary, c.computed_at, c.version, c.created_at, c.updated_at
           from client c
           left join staff csm on csm.id = c.csm_user_id
           left join staff ae on ae.id = c.ae_user_id
           where (c.id = $1 or c.external_id = $2)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)"#,
        id,
        external,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
