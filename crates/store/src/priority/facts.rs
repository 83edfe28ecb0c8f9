use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What the priority of an active client is told from, except what it paid.
#[derive(Debug)]
pub struct PriorityFactsRow {
    pub client_id: Uuid,
    pub annual_recurring_revenue: Option<Decimal>,
    pub p90: Option<f64>,
    pub renewal_due_date: Option<NaiveDate>,
    pub contract_tier: String,
    pub past_renewals: i64,
    pub lifetime_value_percentile: Option<Decimal>,
}

/// The facts of those of these clients that are active, with the churn risk of a day.
pub async fn facts(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<PriorityFactsRow>> {
    let rows = sqlx::query_as!(
        PriorityFactsRow,
        r#"select c.id as "client_id!", c.annual_recurring_revenue, p.p90 as "p90?", c.renewal_due_date,
             c.contract_tier as "contract_tier!",
             (select count(*) from opportunity o
              where o.client_id = c.id and o.type = 'RENEWAL' and o.outcome = 'WON' and o.closed_at <= $2) as "past_renewals!",
             r.lifetime_value_percentile as "lifetime_value_percentile?"
           from client c
           left join churn_prediction p on p.client_id = c.id and p.as_of = $2
           left join client_priority r on r.client_id = c.id
           where c.id = any($1) and c.is_active"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// What a client paid in a currency, less refunds and tax.
#[derive(Debug)]
pub struct PaidRow {
    pub client_id: Uuid,
    pub currency: String,
    /// First day of the month; none in the reporting currency, which needs no rate.
    pub month: Option<NaiveDate>,
    pub amount: Decimal,
}

/// What these clients paid up to a day: one row per client in the reporting currency, one per month in others.
pub async fn paid(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
    reporting_currency: &str,
) -> Result<Vec<PaidRow>> {
    let rows = sqlx::query_as!(
        PaidRow,
        r#"select client_id, currency,
             case when currency <> $3 then date_trunc('month', paid_at at time zone 'UTC')::date end as month,
             sum(amount - tax - refunded_amount) as "amount!"
           from payment
           where client_id = any($1) and status in ('SUCCEEDED', 'REFUNDED') and paid_at < ($2::date + 1)::timestamp at time zone 'UTC'
           group by client_id, currency, 3"#,
        clients,
        as_of,
        reporting_currency
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
