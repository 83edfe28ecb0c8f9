use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::PgConnection;

use crate::Result;

/// Active clients with one health score, summed; of another formula, or without a score, they have none.
#[derive(Debug)]
pub struct IndustryRow {
    pub health_score: Option<i16>,
    pub clients: i64,
    pub adoption_sum: Decimal,
    pub adopting: i64,
    pub computed_at: Option<DateTime<Utc>>,
}

/// Sums the active clients of an industry, or of all, by score. Over everyone, for a sum names nobody.
pub async fn industry(
    connection: &mut PgConnection,
    industry: Option<&str>,
    profile: &str,
) -> Result<Vec<IndustryRow>> {
    let rows = sqlx::query_as!(
        IndustryRow,
        r#"select case when b.profile = $2 then b.health_score end as health_score, count(*) as "clients!",
             coalesce(sum(b.adoption_score), 0) as "adoption_sum!", count(b.adoption_score) as "adopting!",
             max(b.computed_at) as computed_at
           from client_benchmark_standing b join client c on c.id = b.client_id
           where c.is_active and ($1::text is null or b.industry = $1)
           group by 1
           order by 1"#,
        industry,
        profile
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Clients active on a day, and those of them that are not any more.
#[derive(Debug)]
pub struct ChurnRow {
    pub opened: i64,
    pub lost: i64,
}

/// What became of the clients an industry had on a day, or of all there were.
pub async fn churn(connection: &mut PgConnection, industry: Option<&str>, opening: NaiveDate) -> Result<ChurnRow> {
    let row = sqlx::query_as!(
        ChurnRow,
        r#"select count(*) as "opened!", count(*) filter (where not c.is_active) as "lost!"
           from client_daily_state o join client c on c.id = o.client_id
           where o.date = $2 and o.is_active and ($1::text is null or coalesce(o.industry, 'Other') = $1)"#,
        industry,
        opening
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}

/// Health of an industry on a day, summed.
#[derive(Debug)]
pub struct MonthRow {
    pub date: NaiveDate,
    pub score_sum: i64,
    pub clients: i64,
}

/// Health of an industry on these days, as it was stored.
pub async fn months(
    connection: &mut PgConnection,
    industry: &str,
    profile: &str,
    days: &[NaiveDate],
) -> Result<Vec<MonthRow>> {
    let rows = sqlx::query_as!(
        MonthRow,
        r#"select as_of as "date!", numerator::bigint as "score_sum!", denominator::bigint as "clients!"
           from metric_snapshot
           where metric = 'M005' and scope_kind = 'INDUSTRY:' || $2 and scope_id = $1 and period = 'DAY' and revision = 0
             and as_of = any($3)
           order by as_of"#,
        industry,
        profile,
        days
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Sums health per industry and formula on these days: what the trend of an industry is read from.
pub async fn write_industry_snapshots(
    connection: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64> {
    let done = sqlx::query!(
        "insert into metric_snapshot
           (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
         select 'M005', 'INDUSTRY:' || profile, coalesce(industry, 'Other'), date, 'DAY', 0, null, sum(health_score),
           count(health_score), count(health_score), $3
         from client_daily_state
         where date between $1 and $2 and is_active and health_score is not null and profile is not null
         group by profile, coalesce(industry, 'Other'), date
         on conflict on constraint metric_snapshot_pkey do update
         set numerator = excluded.numerator, denominator = excluded.denominator, n = excluded.n,
           computed_at = excluded.computed_at
         where not metric_snapshot.frozen",
        from,
        to,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
