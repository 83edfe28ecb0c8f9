use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A priority as it is kept.
#[derive(Debug, Clone)]
pub struct PriorityWrite {
    pub client_id: Uuid,
    pub as_of: NaiveDate,
    pub exact: Decimal,
    pub score: i16,
    pub category: &'static str,
    pub revenue_at_risk: Decimal,
    pub urgency: Decimal,
    pub tier: Decimal,
    pub purchase_history: Decimal,
    pub churn_90_days: Option<Decimal>,
    pub past_renewals: i32,
    pub lifetime_value: Decimal,
    pub lifetime_value_percentile: Option<Decimal>,
}

/// Writes priorities over what was there.
pub async fn write(connection: &mut PgConnection, rows: &[PriorityWrite], now: DateTime<Utc>) -> Result<()> {
    fn column<T>(rows: &[PriorityWrite], of: impl Fn(&PriorityWrite) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    sqlx::query!(
        r#"insert into client_priority (client_id, as_of, exact, score, category, revenue_at_risk, urgency, tier,
             purchase_history, churn_90_days, past_renewals, lifetime_value, lifetime_value_percentile, computed_at)
           select r.client_id, r.as_of, r.exact, r.score, r.category, r.revenue_at_risk, r.urgency, r.tier, r.purchase_history,
             r.churn_90_days, r.past_renewals, r.lifetime_value, r.lifetime_value_percentile, $14
           from unnest($1::uuid[], $2::numeric[], $3::smallint[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[],
             $8::numeric[], $9::numeric[], $10::int[], $11::numeric[], $12::numeric[], $13::date[])
             as r(client_id, exact, score, category, revenue_at_risk, urgency, tier, purchase_history, churn_90_days,
               past_renewals, lifetime_value, lifetime_value_percentile, as_of)
           order by r.client_id
           on conflict (client_id) do update
           set as_of = excluded.as_of, exact = excluded.exact, score = excluded.score, category = excluded.category,
             revenue_at_risk = excluded.revenue_at_risk, urgency = excluded.urgency, tier = excluded.tier,
             purchase_history = excluded.purchase_history, churn_90_days = excluded.churn_90_days,
             past_renewals = excluded.past_renewals, lifetime_value = excluded.lifetime_value,
             lifetime_value_percentile = excluded.lifetime_value_percentile, computed_at = excluded.computed_at"#,
        &column(rows, |row| row.client_id),
        &column(rows, |row| row.exact),
        &column(rows, |row| row.score),
        &column(rows, |row| row.category.to_owned()),
        &column(rows, |row| row.revenue_at_risk),
        &column(rows, |row| row.urgency),
        &column(rows, |row| row.tier),
        &column(rows, |row| row.purchase_history),
        &column(rows, |row| row.churn_90_days) as &[Option<Decimal>],
        &column(rows, |row| row.past_renewals),
        &column(rows, |row| row.lifetime_value),
        &column(rows, |row| row.lifetime_value_percentile) as &[Option<Decimal>],
        &column(rows, |row| row.as_of),
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
