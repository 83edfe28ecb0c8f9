use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// An invoice.
#[derive(Debug)]
pub struct InvoiceRow {
    pub client_id: Uuid,
    pub issued_at: NaiveDate,
    pub due_at: NaiveDate,
    pub paid_at: Option<NaiveDate>,
    pub status: String,
}

/// Invoices issued from `issued_from` on, and older ones not paid before `unpaid_on`.
pub async fn invoices(
    connection: &mut PgConnection,
    clients: &[Uuid],
    issued_from: NaiveDate,
    unpaid_on: NaiveDate,
) -> Result<Vec<InvoiceRow>> {
    let rows = sqlx::query_as!(
        InvoiceRow,
        "select client_id, issued_at, due_at, paid_at, status
         from invoice
         where client_id = any($1) and (issued_at >= $2 or paid_at is null or paid_at >= $3)",
        clients,
        issued_from,
        unpaid_on
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A charge that failed.
#[derive(Debug)]
pub struct FailedChargeRow {
    pub client_id: Uuid,
    pub failed_at: DateTime<Utc>,
}

/// Charges that failed from `from` on.
pub async fn failed_charges(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
) -> Result<Vec<FailedChargeRow>> {
    let rows = sqlx::query_as!(
        FailedChargeRow,
        r#"select client_id, failed_at as "failed_at!" from payment
           where client_id = any($1) and failed_at >= $2::date::timestamp at time zone 'UTC'"#,
        clients,
        from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An opportunity.
#[derive(Debug)]
pub struct OpportunityRow {
    pub client_id: Uuid,
    pub r#type: String,
    pub forecast_category: String,
    pub opened_at: NaiveDate,
    pub due_date: Option<NaiveDate>,
    pub closed_at: Option<NaiveDate>,
    pub outcome: Option<String>,
    pub notice_given_at: Option<NaiveDate>,
}

/// The opportunities of these clients.
pub async fn opportunities(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<OpportunityRow>> {
    let rows = sqlx::query_as!(
        OpportunityRow,
        "select client_id, type, forecast_category, opened_at, due_date, closed_at, outcome, notice_given_at
         from opportunity where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The day of an order.
#[derive(Debug)]
pub struct OrderRow {
    pub client_id: Uuid,
    pub ordered_at: NaiveDate,
}

/// The orders of these clients.
pub async fn orders(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<OrderRow>> {
    let rows =
        sqlx::query_as!(OrderRow, "select client_id, ordered_at from sales_order where client_id = any($1)", clients)
            .fetch_all(connection)
            .await?;
    Ok(rows)
}

/// ARR from a day on, in the currency of the contract.
#[derive(Debug)]
pub struct ArrRow {
    pub client_id: Uuid,
    pub valid_from: NaiveDate,
    pub arr_native: Decimal,
    pub currency: String,
}

/// How ARR changed.
pub async fn arr_history(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<ArrRow>> {
    let rows = sqlx::query_as!(
        ArrRow,
        "select client_id, valid_from, arr_native, currency from client_arr_history where client_id = any($1)",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// What one unit of a currency was worth in the reporting currency, as published on a day.
#[derive(Debug)]
pub struct FxRateRow {
    pub currency: String,
    pub date: NaiveDate,
    pub rate: Decimal,
}

/// The rates that months go by, from the one that begins on `first` to the one that begins on `last`: of each currency
/// the last one published before `first`, and the last one of each month from then until `last`.
pub async fn fx_rates(connection: &mut PgConnection, first: NaiveDate, last: NaiveDate) -> Result<Vec<FxRateRow>> {
    let rows = sqlx::query_as!(
        FxRateRow,
        "select distinct on (currency, greatest(date_trunc('month', date)::date, $1::date - 1)) currency, date, rate
         from fx_rate where date < $2
         order by currency, greatest(date_trunc('month', date)::date, $1::date - 1), date desc",
        first,
        last
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
