use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Clients something may be said about: the active ones, those that left within thirty days, and those of whom an
/// alert is still open.
pub async fn candidates(connection: &mut PgConnection, as_of: NaiveDate) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "select id from client c
         where is_active or churned_at between $1::date - 30 and $1
           or exists (
             select from client_alert a
             where a.client_id = c.id and a.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED'))
         order by id",
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(ids)
}

/// A client as it stands.
#[derive(Debug)]
pub struct ClientRow {
    pub id: Uuid,
    pub is_active: bool,
    pub lifecycle_status: String,
    pub contract_tier: String,
    pub segment: Option<String>,
    pub contract_start_date: NaiveDate,
    pub go_live_date: Option<NaiveDate>,
    pub licensed_user_count: Option<i32>,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_status: Option<String>,
    pub churn_risk_score: Option<i16>,
    pub renewal_due_date: Option<NaiveDate>,
    pub notice_given: bool,
    pub last_csm_contact_at: Option<DateTime<Utc>>,
    pub last_activity_at: Option<DateTime<Utc>>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// These clients, with the figures that were computed last.
pub async fn clients(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<ClientRow>> {
    let rows = sqlx::query_as!(
        ClientRow,
        r#"select c.id, c.is_active, c.lifecycle_status, c.contract_tier, c.segment, c.contract_start_date, c.go_live_date,
             c.licensed_user_count, c.annual_recurring_revenue, c.current_health_score, c.health_status,
             c.churn_risk_score, c.renewal_due_date,
             exists (
               select from opportunity o
               where o.client_id = c.id and o.type = 'RENEWAL' and o.closed_at is null and o.notice_given_at <= $2
             ) as "notice_given!",
             c.last_csm_contact_at, c.last_activity_at, c.csm_user_id, c.ae_user_id
           from client c
           where c.id = any($1)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How a client left.
#[derive(Debug)]
pub struct ChurnRow {
    pub client_id: Uuid,
    pub churned_on: NaiveDate,
    pub notice_given: bool,
    pub was_at_risk: bool,
    pub highest_churn_risk_score: Option<i16>,
}

/// Those that left within thirty days, and what was known of them in the thirty days before.
pub async fn churned(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<ChurnRow>> {
    let rows = sqlx::query_as!(
        ChurnRow,
        r#"select c.id as client_id, c.churned_at as "churned_on!",
             exists (
               select from opportunity o
               where o.client_id = c.id and o.type = 'RENEWAL'
                 and (o.notice_given_at <= c.churned_at or (o.outcome = 'LOST' and o.closed_at <= c.churned_at))
             ) as "notice_given!",
             coalesce(before.was_at_risk, false) or exists (
               select from invoice i
               where i.client_id = c.id and i.status <> 'VOID' and i.due_at < c.churned_at - 30
                 and (i.paid_at is null or i.paid_at > c.churned_at)
             ) as "was_at_risk!",
             before.highest as highest_churn_risk_score
           from client c
           left join lateral (
             select bool_or(s.at_risk_reasons && array['HEALTH_LOW', 'CHURN_HIGH', 'RENEWAL_OVERDUE']) as was_at_risk,
               max(s.churn_risk_score) as highest
             from client_daily_state s
             where s.client_id = c.id and s.date between $2::date - 60 and $2
               and s.date >= c.churned_at - 30 and s.date < c.churned_at
           ) before on true
           where c.id = any($1) and c.churned_at between $2::date - 30 and $2"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
