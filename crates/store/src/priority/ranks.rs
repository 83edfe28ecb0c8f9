use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A client as it stands in the ranking, with what a rank does not change of its priority.
#[derive(Debug)]
pub struct RankedRow {
    pub client_id: Uuid,
    pub computed_at: DateTime<Utc>,
    pub revenue_at_risk: Decimal,
    pub urgency: Decimal,
    pub tier: Decimal,
    pub past_renewals: i32,
    pub lifetime_value_percentile: Option<Decimal>,
    pub below: i64,
    pub equal: i64,
    pub clients: i64,
}

/// Every active client with a priority: how many paid less in their lifetime, how many as much, and how many there are.
pub async fn ranked(connection: &mut PgConnection) -> Result<Vec<RankedRow>> {
    let rows = sqlx::query_as!(
        RankedRow,
        r#"select p.client_id, p.computed_at, p.revenue_at_risk, p.urgency, p.tier, p.past_renewals,
             p.lifetime_value_percentile,
             rank() over (order by p.lifetime_value) - 1 as "below!",
             count(*) over (partition by p.lifetime_value) as "equal!", count(*) over () as "clients!"
           from client_priority p join client c on c.id = p.client_id and c.is_active"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// What a rank changes of a priority.
#[derive(Debug, Clone)]
pub struct RankWrite {
    pub client_id: Uuid,
    /// When the priority was computed that was ranked.
    pub computed_at: DateTime<Utc>,
    pub exact: Decimal,
    pub score: i16,
    pub category: &'static str,
    pub purchase_history: Decimal,
    pub lifetime_value_percentile: Decimal,
}

/// Writes ranks. A priority that was computed anew since it was read keeps what it is; the next ranking takes it up.
pub async fn write_ranks(connection: &mut PgConnection, rows: &[RankWrite]) -> Result<()> {
    fn column<T>(rows: &[RankWrite], of: impl Fn(&RankWrite) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    sqlx::query!(
        "update client_priority p
         set exact = r.exact, score = r.score, category = r.category, purchase_history = r.purchase_history,
           lifetime_value_percentile = r.percentile
         from unnest($1::uuid[], $2::timestamptz[], $3::numeric[], $4::smallint[], $5::text[], $6::numeric[], $7::numeric[])
           as r(client_id, computed_at, exact, score, category, purchase_history, percentile)
         where p.client_id = r.client_id and p.computed_at = r.computed_at",
        &column(rows, |row| row.client_id),
        &column(rows, |row| row.computed_at),
        &column(rows, |row| row.exact),
        &column(rows, |row| row.score),
        &column(rows, |row| row.category.to_owned()),
        &column(rows, |row| row.purchase_history),
        &column(rows, |row| row.lifetime_value_percentile)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a client waits for its first rank.
pub async fn has_unranked(connection: &mut PgConnection) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from client_priority p join client c on c.id = p.client_id and c.is_active
             where p.lifetime_value_percentile is null) as "found!""#
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}
