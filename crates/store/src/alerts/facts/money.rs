use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Money that did not come.
#[derive(Debug)]
pub struct BillRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub invoice_id: Option<Uuid>,
    pub amount: Decimal,
    pub currency: String,
    pub on: NaiveDate,
}

/// Invoices past due.
pub async fn unpaid_invoices(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<Vec<BillRow>> {
    let rows = sqlx::query_as!(
        BillRow,
        r#"select client_id, id, id as invoice_id, amount, currency, due_at as "on!"
           from invoice
           where client_id = any($1) and due_at < $2 and paid_at is null and status in ('OPEN', 'UNCOLLECTIBLE')"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Charges that failed within the last thirty days, or of which an alert is open, and that no later one made good.
pub async fn failed_charges(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<BillRow>> {
    let rows = sqlx::query_as!(
        BillRow,
        r#"select p.client_id, p.id, p.invoice_id, p.amount, p.currency, (p.failed_at at time zone 'UTC')::date as "on!"
           from payment p
           where p.client_id = any($1) and p.status = 'FAILED'
             and (p.failed_at >= ($2::date - 30)::timestamp at time zone 'UTC' or exists (
               select from client_alert r
               where r.client_id = p.client_id and r.dedupe_key = 'PAYMENT_ISSUE|' || coalesce(p.invoice_id, p.id)
                 and r.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED')))
             and not exists (
               select from payment q
               where q.client_id = p.client_id and q.status = 'SUCCEEDED' and q.paid_at > p.failed_at
                 and (p.invoice_id is null or q.invoice_id is null or q.invoice_id = p.invoice_id))
             and not exists (
               select from invoice i where i.client_id = p.client_id and i.id = p.invoice_id and i.paid_at is not null)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An expansion that was won.
#[derive(Debug)]
pub struct ExpansionRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub name: Option<String>,
    pub amount: Decimal,
    pub currency: String,
    pub won_on: NaiveDate,
}

/// Expansions won within the last thirty days.
pub async fn expansions_won(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<Vec<ExpansionRow>> {
    let rows = sqlx::query_as!(
        ExpansionRow,
        r#"select client_id, id, name, amount as "amount!", currency, closed_at as "won_on!"
           from opportunity
           where client_id = any($1) and type in ('UPSELL', 'CROSS_SELL', 'UPGRADE') and outcome = 'WON'
             and closed_at between $2::date - 30 and $2 and amount is not null"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
