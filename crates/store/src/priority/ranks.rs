use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A client as it stands in the ranking, with what a rank does not change of its priority.
#[derive(Debug)]
pub struct RankedRow {
    pub client_id: Uuid,
    pub as_of: NaiveDate,
    pub revenue_at_risk: Decimal,
    pub urgency: Decimal,
    pub tier: Decimal,
    pub churn_90_days: Option<Decimal>,
    pub past_renewals: i32,
    pub lifetime_value: Decimal,
    pub lifetime_value_percentile: Option<Decimal>,
    pub below: i64,
    pub equal: i64,
    pub clients: i64,
}

/// Every active client with a priority: how many paid less in their lifetime, how many as much, and how many there are.
pub async fn ranked(connection: &mut PgConnection) -> Result<Vec<RankedRow>> {
    let rows = sqlx::query_as!(
        RankedRow,
        r#"select p.client_id, p.as_of, p.revenue_at_risk, p.urgency, p.tier, p.churn_90_days, p.past_renewals,
             p.lifetime_value, p.lifetime_value_percentile,
             rank() over (order by p.lifetime_value) - 1 as "below!",
             count(*) over (partition by p.lifetime_value) as "equal!", count(*) over () as "clients!"
           from client_priority p join client c on c.id = p.client_id and c.is_active"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Whether a client waits for its first rank.
pub async fn has_unranked(connection: &mut PgConnection) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from client_priority where lifetime_value_percentile is null) as "found!""#
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}
