use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Tickets counted.
#[derive(Debug)]
pub struct SupportRow {
    pub client_id: Uuid,
    pub last_7_days: i64,
    pub prior_12_weeks: i64,
}

/// Tickets of the last week, and of the twelve weeks before (M104). Clients without any have no row.
pub async fn support(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<SupportRow>> {
    let rows = sqlx::query_as!(
        SupportRow,
        r#"select client_id,
             count(*) filter (where created_at >= ($2::date - 6)::timestamp at time zone 'UTC') as "last_7_days!",
             count(*) filter (where created_at < ($2::date - 6)::timestamp at time zone 'UTC') as "prior_12_weeks!"
           from support_ticket
           where client_id = any($1) and created_at >= ($2::date - 90)::timestamp at time zone 'UTC'
             and created_at < ($2::date + 1)::timestamp at time zone 'UTC'
           group by client_id"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An open ticket.
#[derive(Debug)]
pub struct TicketRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub subject: Option<String>,
    pub severity: String,
    pub created_at: DateTime<Utc>,
    pub is_escalated: bool,
}

/// Open tickets that are critical or were escalated.
pub async fn tickets(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<TicketRow>> {
    let rows = sqlx::query_as!(
        TicketRow,
        r#"select client_id, id, subject, severity, created_at, escalated_at is not null as "is_escalated!"
           from support_ticket
           where client_id = any($1) and resolved_at is null and (severity = 'CRITICAL' or escalated_at is not null)"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
