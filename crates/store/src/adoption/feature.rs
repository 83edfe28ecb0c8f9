use chrono::NaiveDate;
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The use of a feature on a day.
#[derive(Debug)]
pub struct FeatureDayRow {
    pub date: NaiveDate,
    pub count: i64,
    pub seconds: i64,
    pub errors: i64,
}

/// The days a client within scope used a feature between two dates, oldest first.
pub async fn days(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    feature: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<FeatureDayRow>> {
    let rows = sqlx::query_as!(
        FeatureDayRow,
        r#"select date, sum(count) as "count!", sum(seconds) as "seconds!", sum(errors) as "errors!"
           from feature_usage_daily
           where client_id = $1 and feature_key = $2 and date between $3 and $4
             and exists (
               select from client c
               where c.id = $1 and ($5::uuid is null or c.csm_user_id = $5) and ($6::uuid is null or c.ae_user_id = $6))
           group by date
           order by date"#,
        client,
        feature,
        from,
        to,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Since when uses of features are known.
#[derive(Debug, Default)]
pub struct FeatureStart {
    /// The first day of any feature of the client.
    pub first_use: Option<NaiveDate>,
    /// The first day the source speaks for.
    pub source_since: Option<NaiveDate>,
}

/// Since when uses of features of a client within scope are known.
pub async fn start(connection: &mut PgConnection, scope: &Scope, client: Uuid) -> Result<FeatureStart> {
    let row = sqlx::query_as!(
        FeatureStart,
        "select (select min(u.date) from feature_usage_daily u where u.client_id = c.id) as first_use,
           (select least((d.connected_at at time zone 'UTC')::date, d.covers_from) from data_feed d
            where d.feed = 'FEATURE_USAGE') as source_since
         from client c
         where c.id = $1 and ($2::uuid is null or c.csm_user_id = $2) and ($3::uuid is null or c.ae_user_id = $3)",
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.unwrap_or_default())
}

/// How many clients use a feature less than a value, as much, and at all events license it.
#[derive(Debug)]
pub struct CohortPosition {
    pub below: i64,
    pub equal: i64,
    pub clients: i64,
}

/// Where a use lies among the active clients of a tier, live for ninety days or more, that license the feature, the
/// client itself included. Over everyone, for counts name nobody.
pub async fn cohort_position(
    connection: &mut PgConnection,
    subject: Uuid,
    feature: &str,
    tier: &str,
    usage: Decimal,
    as_of: NaiveDate,
) -> Result<CohortPosition> {
    let row = sqlx::query_as!(
        CohortPosition,
        r#"select count(*) filter (where a.usage_in_window < $4) as "below!",
             count(*) filter (where a.usage_in_window = $4) as "equal!", count(*) as "clients!"
           from client_feature_adoption a join client c on c.id = a.client_id
           where a.feature_key = $2 and a.is_licensed and c.contract_tier = $3
             and (c.id = $1 or (c.is_active and coalesce(c.go_live_date, c.contract_start_date) <= $5::date - 90))"#,
        subject,
        feature,
        tier,
        usage,
        as_of
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}
