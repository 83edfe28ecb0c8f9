use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A user of the platform over ninety days, or a contact with a platform user however long ago it signed in.
#[derive(Debug)]
pub struct UserRow {
    pub user_id: String,
    pub role: Option<String>,
    pub last_login: Option<NaiveDate>,
    pub last_active: Option<NaiveDate>,
    pub sessions_30: i64,
    pub sessions_prev_30: i64,
    pub active_days_30: i64,
    pub actions_30: i64,
    /// Days of four weeks with a login.
    pub login_days_28: i64,
    /// Whether there was an action within four weeks.
    pub is_active_28: bool,
    /// Whether there was an action within ninety days.
    pub is_active_90: bool,
    /// Days of thirty with an action, counted from the first, and the actions of each.
    pub day_offsets: Vec<i32>,
    pub day_actions: Vec<i32>,
    pub contact_id: Option<Uuid>,
    pub contact_name: Option<String>,
    pub contact_role: Option<String>,
    pub contact_title: Option<String>,
    pub contact_is_key: Option<bool>,
    pub contact_last_login: Option<DateTime<Utc>>,
}

/// The users of a client within scope as of a day.
pub async fn users(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    as_of: NaiveDate,
) -> Result<Vec<UserRow>> {
    let rows = sqlx::query_as!(
        UserRow,
        r#"with visible as (
             select id from client
             where id = $1 and ($3::uuid is null or csm_user_id = $3) and ($4::uuid is null or ae_user_id = $4)
           ),
           seen as (
             select u.user_id,
               substr(max(u.date || u.role), 11) as role,
               max(u.date) filter (where u.logins > 0) as last_login,
               max(u.date) filter (where u.actions > 0) as last_active,
               coalesce(sum(u.sessions) filter (where u.date > $2::date - 30), 0) as sessions_30,
               coalesce(sum(u.sessions) filter (where u.date between $2::date - 59 and $2::date - 30), 0) as sessions_prev_30,
               count(*) filter (where u.actions > 0 and u.date > $2::date - 30) as active_days_30,
               coalesce(sum(u.actions) filter (where u.date > $2::date - 30), 0) as actions_30,
               count(*) filter (where u.logins > 0 and u.date > $2::date - 28) as login_days_28,
               bool_or(u.actions > 0 and u.date > $2::date - 28) as is_active_28,
               bool_or(u.actions > 0) as is_active_90,
               array_agg(u.date - ($2::date - 29)) filter (where u.actions > 0 and u.date > $2::date - 30) as day_offsets,
               array_agg(u.actions) filter (where u.actions > 0 and u.date > $2::date - 30) as day_actions
             from usage_user_daily u
             where u.client_id in (select id from visible) and u.date between $2::date - 89 and $2
             group by u.user_id
           ),
           contact as (
             select distinct on (k.platform_user_id) k.platform_user_id, k.id, k.name, k.role, k.title, k.is_key,
               k.last_platform_login
             from client_contact k
             where k.client_id in (select id from visible) and k.is_active and k.platform_user_id is not null
             order by k.platform_user_id, k.id
           )
           select coalesce(s.user_id, k.platform_user_id) as "user_id!", s.role, s.last_login, s.last_active,
             coalesce(s.sessions_30, 0) as "sessions_30!", coalesce(s.sessions_prev_30, 0) as "sessions_prev_30!",
             coalesce(s.active_days_30, 0) as "active_days_30!", coalesce(s.actions_30, 0) as "actions_30!",
             coalesce(s.login_days_28, 0) as "login_days_28!", coalesce(s.is_active_28, false) as "is_active_28!",
             coalesce(s.is_active_90, false) as "is_active_90!",
             coalesce(s.day_offsets, '{}') as "day_offsets!", coalesce(s.day_actions, '{}') as "day_actions!",
             k.id as "contact_id?", k.name as "contact_name?", k.role as "contact_role?", k.title as contact_title,
             k.is_key as "contact_is_key?", k.last_platform_login as contact_last_login
           from seen s full join contact k on k.platform_user_id = s.user_id
           order by 1"#,
        client,
        as_of,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Whether anyone of a client within scope did anything in the ninety days up to a day, as far as single users are known.
pub async fn knows_users(connection: &mut PgConnection, scope: &Scope, client: Uuid, as_of: NaiveDate) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from usage_user_daily u
             join client c on c.id = u.client_id
             where u.client_id = $1 and u.date between $2::date - 89 and $2 and u.actions > 0
               and ($3::uuid is null or c.csm_user_id = $3) and ($4::uuid is null or c.ae_user_id = $4)
           ) as "found!""#,
        client,
        as_of,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// What a user used together on some days of thirty: features and modules as the source names them.
#[derive(Debug)]
pub struct UsedTogetherRow {
    pub user_id: String,
    pub features: Vec<String>,
    pub modules: Vec<String>,
    pub days: i64,
}

/// What the users of a client within scope used in the thirty days up to a day. One row per user and set of features:
/// most days repeat one another, and a row per day and feature would be ten times as many.
pub async fn used_together(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    as_of: NaiveDate,
) -> Result<Vec<UsedTogetherRow>> {
    let rows = sqlx::query_as!(
        UsedTogetherRow,
        r#"select u.user_id, u.features_used as features, u.modules_used as modules, count(*) as "days!"
           from usage_user_daily u
           where u.client_id = $1 and u.date between $2::date - 29 and $2
             and (u.features_used <> '{}' or u.modules_used <> '{}')
             and exists (
               select from client v
               where v.id = $1 and ($3::uuid is null or v.csm_user_id = $3) and ($4::uuid is null or v.ae_user_id = $4))
           group by u.user_id, u.features_used, u.modules_used
           order by u.user_id"#,
        client,
        as_of,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Someone who used a feature within thirty days.
#[derive(Debug)]
pub struct FeatureUserRow {
    pub user_id: String,
    pub role: Option<String>,
    pub days: i64,
    pub last_used_on: NaiveDate,
}

/// Who of a client within scope used a feature in the thirty days up to a day, those of most days first.
pub async fn feature_users(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    as_of: NaiveDate,
    feature: &str,
) -> Result<Vec<FeatureUserRow>> {
    let rows = sqlx::query_as!(
        FeatureUserRow,
        r#"select u.user_id, substr(max(u.date || u.role), 11) as role, count(*) as "days!", max(u.date) as "last_used_on!"
           from usage_user_daily u
           where u.client_id = $1 and u.date between $2::date - 29 and $2 and $5 = any(u.features_used)
             and exists (
               select from client v
               where v.id = $1 and ($3::uuid is null or v.csm_user_id = $3) and ($4::uuid is null or v.ae_user_id = $4))
           group by u.user_id
           order by count(*) desc, u.user_id"#,
        client,
        as_of,
        scope.csm(),
        scope.account_executive(),
        feature
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The features of the catalogue by key and name.
pub async fn feature_names(connection: &mut PgConnection) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!("select feature_key, name from feature order by feature_key").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.feature_key, row.name)).collect())
}

/// The actions of a client's users per day between two dates, for a client within scope: per user the days counted
/// from the first, and the actions of each, those who did most first.
pub async fn user_actions(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(String, Vec<i32>, Vec<i32>)>> {
    let rows = sqlx::query!(
        r#"select u.user_id, array_agg(u.date - $2::date) as "day_offsets!", array_agg(u.actions) as "day_actions!"
           from usage_user_daily u
           where u.client_id = $1 and u.date between $2 and $3 and u.actions > 0
             and exists (
               select from client v
               where v.id = $1 and ($4::uuid is null or v.csm_user_id = $4) and ($5::uuid is null or v.ae_user_id = $5))
           group by u.user_id
           order by sum(u.actions) desc, u.user_id"#,
        client,
        from,
        to,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.user_id, row.day_offsets, row.day_actions)).collect())
}
