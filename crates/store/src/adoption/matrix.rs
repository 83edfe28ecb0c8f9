use chrono::NaiveDate;
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A feature of the catalogue as one client has it; without a row of the client it is not licensed.
#[derive(Debug)]
pub struct FeatureRow {
    pub feature_key: String,
    pub name: String,
    pub module_key: String,
    pub module_name: String,
    pub usage_unit: String,
    pub is_licensed: bool,
    pub licensed_at: Option<NaiveDate>,
    pub is_configured: bool,
    pub configured_at: Option<NaiveDate>,
    pub adoption_status: String,
    pub last_used_at: Option<NaiveDate>,
    pub usage_30_days: Decimal,
    pub usage_prev_30_days: Decimal,
    pub usage_in_window: Decimal,
    pub usage_trend: String,
    pub expected_usage: Option<Decimal>,
    pub expected_window_days: i32,
    /// `CLIENT`, `TIER` or `FEATURE`: where the expected use comes from.
    pub expected_source: Option<String>,
}

/// The catalogue as a client within scope has it, by module and name; one feature of it if it is named. Nothing for a
/// client out of scope.
pub async fn features(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    feature: Option<&str>,
) -> Result<Vec<FeatureRow>> {
    let rows = sqlx::query_as!(
        FeatureRow,
        r#"select f.feature_key, f.name, f.module_key, f.module_name, f.usage_unit,
             coalesce(a.is_licensed, false) as "is_licensed!", a.licensed_at, coalesce(a.is_configured, false) as "is_configured!",
             a.configured_at, coalesce(a.adoption_status, 'NOT_LICENSED') as "adoption_status!", a.last_used_at,
             coalesce(a.usage_30_days, 0) as "usage_30_days!", coalesce(a.usage_prev_30_days, 0) as "usage_prev_30_days!",
             coalesce(a.usage_in_window, 0) as "usage_in_window!", coalesce(a.usage_trend, 'NO_USE') as "usage_trend!",
             coalesce(own.expected_usage, tier.expected_usage, f.expected_usage) as expected_usage, f.expected_window_days,
             case when own.feature_key is not null then 'CLIENT' when tier.feature_key is not null then 'TIER'
               when f.expected_usage is not null then 'FEATURE' end as expected_source
           from client c
           cross join feature f
           left join client_feature_adoption a on a.client_id = c.id and a.feature_key = f.feature_key
           left join feature_expectation own
             on own.feature_key = f.feature_key and own.scope_kind = 'CLIENT' and own.scope_id = c.id::text
           left join feature_expectation tier
             on tier.feature_key = f.feature_key and tier.scope_kind = 'TIER' and tier.scope_id = c.contract_tier
           where c.id = $1 and ($2::uuid is null or c.csm_user_id = $2) and ($3::uuid is null or c.ae_user_id = $3)
             and ($4::text is null or f.feature_key = $4)
           order by f.module_name, f.module_key, f.name, f.feature_key"#,
        client,
        scope.csm(),
        scope.account_executive(),
        feature
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
