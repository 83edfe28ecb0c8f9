use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;

use crate::Result;

/// Active clients of one value of a dimension and one category, summed. The dimension `ALL` has no values; clients
/// without a score have no category.
#[derive(Debug)]
pub struct GroupRow {
    pub dimension: String,
    pub value: Option<String>,
    pub category: Option<String>,
    pub clients: i64,
    pub with_arr: i64,
    pub arr: Decimal,
    pub score_sum: i64,
}

/// Sums the active clients of a scope by category, and by category within each tier, size, segment and industry: one
/// walk over the index that holds these columns.
pub async fn groups(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<GroupRow>> {
    let rows = sqlx::query_as!(
        GroupRow,
        r#"select case when grouping(contract_tier) = 0 then 'contract_tier'
               when grouping(size_segment) = 0 then 'size_segment'
               when grouping(segment) = 0 then 'segment'
               when grouping(industry) = 0 then 'industry'
               else 'ALL' end as "dimension!",
             coalesce(contract_tier, size_segment, segment, industry) as value, churn_risk_category as category,
             count(*) as "clients!", count(annual_recurring_revenue) as "with_arr!",
             coalesce(sum(annual_recurring_revenue), 0) as "arr!", coalesce(sum(churn_risk_score), 0) as "score_sum!"
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)
           group by grouping sets ((churn_risk_category), (contract_tier, churn_risk_category),
             (size_segment, churn_risk_category), (segment, churn_risk_category), (industry, churn_risk_category))
           order by 1, 2, 3"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Active clients with one score, summed.
#[derive(Debug)]
pub struct ScoreRow {
    pub score: i16,
    pub clients: i64,
    pub arr: Decimal,
    pub churn_90_days: Decimal,
    pub expected_arr_loss: Decimal,
}

/// Sums the active clients of a scope by their score, the lowest first; those without one are left out. At most a hundred
/// and one rows, from one walk over an index.
pub async fn scores(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<ScoreRow>> {
    let rows = sqlx::query_as!(
        ScoreRow,
        r#"select churn_risk_score as "score!", count(*) as "clients!",
             coalesce(sum(annual_recurring_revenue), 0) as "arr!", coalesce(sum(churn_90_days), 0) as "churn_90_days!",
             coalesce(sum(annual_recurring_revenue * churn_90_days), 0) as "expected_arr_loss!"
           from client
           where is_active and churn_risk_score is not null
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)
           group by 1
           order by 1"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Scores by where they come from.
#[derive(Debug)]
pub struct SourceRow {
    pub source: Option<String>,
    pub clients: i64,
    pub computed_at: Option<DateTime<Utc>>,
}

/// How many active clients within scope have a score from each source, and when the newest was computed; those without
/// a score have none.
pub async fn sources(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<SourceRow>> {
    let rows = sqlx::query_as!(
        SourceRow,
        r#"select case when churn_risk_score is null then null else churn_risk_source end as source,
             count(*) as "clients!", max(computed_at) as computed_at
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)
           group by 1
           order by 1"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Clients that had one score on a day, summed.
#[derive(Debug)]
pub struct PastRow {
    pub score: Option<i16>,
    pub clients: i64,
    pub arr: Decimal,
}

/// Sums the clients active on a day by the score they had then, within the scope of that day. No rows when the day was
/// never computed.
pub async fn past(connection: &mut PgConnection, scope: &Scope, day: NaiveDate) -> Result<Vec<PastRow>> {
    let rows = sqlx::query_as!(
        PastRow,
        r#"select churn_risk_score as score, count(*) as "clients!", coalesce(sum(arr), 0) as "arr!"
           from client_daily_state
           where date = $1 and is_active
             and ($2::uuid is null or csm_user_id = $2)
             and ($3::uuid is null or ae_user_id = $3)
           group by churn_risk_score
           order by churn_risk_score"#,
        day,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
