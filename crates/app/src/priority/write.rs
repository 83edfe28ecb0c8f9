use std::collections::HashMap;

use analytics::renewal::{PriorityFacts, priority};
use chrono::{Datelike as _, NaiveDate};
use domain::client::ContractTier;
use rust_decimal::Decimal;
use store::{
    PgConnection, parse_column,
    priority::{PaidRow, PriorityFactsRow, PriorityWrite},
};
use uuid::Uuid;

use crate::{
    Context, Result,
    health::{Environment, Rates},
};

/// Brings the priority of these clients up to a day, in three statements however many there are. A client that was never
/// ranked gets its rank from `rank_newcomers`.
pub(crate) async fn write(
    context: &Context,
    connection: &mut PgConnection,
    environment: &Environment,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<()> {
    let facts = store::priority::facts(connection, clients, as_of).await?;
    let currency = &environment.settings.reporting_currency;
    let paid = store::priority::paid(connection, clients, as_of, currency).await?;
    let first = paid.iter().filter_map(|row| row.month).min().unwrap_or(as_of);
    let rates = Rates::load(connection, currency, first, as_of).await?;
    let mut lifetime: HashMap<Uuid, Decimal> = HashMap::new();
    for row in paid {
        *lifetime.entry(row.client_id).or_default() += converted(&row, &rates);
    }
    let rows = facts
        .into_iter()
        .map(|row| {
            let value = lifetime.get(&row.client_id).copied().unwrap_or_default();
            written(row, value, environment, as_of)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(store::priority::write(connection, &rows, context.now()).await?)
}

/// In the reporting currency, at the rate of the month it was paid in; without a rate it is unknown, and left out (§0.4).
fn converted(row: &PaidRow, rates: &Rates) -> Decimal {
    match row.month {
        None => row.amount,
        Some(month) => rates.conversion(&row.currency).convert(row.amount, month).unwrap_or_default(),
    }
}

fn written(
    row: PriorityFactsRow,
    lifetime_value: Decimal,
    environment: &Environment,
    as_of: NaiveDate,
) -> Result<PriorityWrite> {
    let tier: ContractTier = parse_column("client", "contract_tier", &row.contract_tier)?;
    let churn_90_days = row.p90.and_then(Decimal::from_f64_retain);
    let facts = PriorityFacts {
        arr: row.annual_recurring_revenue,
        churn_90_days,
        days_to_renewal: row.renewal_due_date.map(|due| i64::from(due.num_days_from_ce() - as_of.num_days_from_ce())),
        tier,
        lifetime_value_percentile: row.lifetime_value_percentile.unwrap_or_default(),
        past_renewals: row.past_renewals,
    };
    let found = priority(&facts, &environment.settings.priority);
    Ok(PriorityWrite {
        client_id: row.client_id,
        as_of,
        exact: found.exact,
        score: found.score,
        category: found.category.as_str(),
        revenue_at_risk: found.factors.revenue_at_risk,
        urgency: found.factors.urgency,
        tier: found.factors.tier,
        purchase_history: found.factors.purchase_history,
        churn_90_days,
        past_renewals: i32::try_from(row.past_renewals).unwrap_or(i32::MAX),
        lifetime_value,
        lifetime_value_percentile: row.lifetime_value_percentile,
    })
}
