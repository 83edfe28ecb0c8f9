use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::stored::{has_daily_states, has_predictions, has_scores};
use crate::{Result, copy::CopyIn};

/// Every client.
pub async fn all_client_ids(connection: &mut PgConnection) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from client order by id").fetch_all(connection).await?)
}

/// Every client that is active or was until `since`.
pub async fn active_client_ids(connection: &mut PgConnection, since: NaiveDate) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "select id from client where lifecycle_status <> 'CHURNED' or is_active or churned_at >= $1 order by id",
        since
    )
    .fetch_all(connection)
    .await?;
    Ok(ids)
}

/// The score of one client and day. The JSON columns come as text.
#[derive(Debug)]
pub struct ScoreRow {
    pub client_id: Uuid,
    pub date: NaiveDate,
    pub overall_score: i16,
    pub score: Decimal,
    pub health_status: &'static str,
    pub confidence: Decimal,
    pub profile: &'static str,
    pub component_scores: String,
    pub component_states: String,
    pub inputs: String,
    pub weights_version: String,
    pub weights_snapshot: String,
    pub is_final: bool,
}

/// Writes scores, in place of those of the same client and day. Days without a row here keep what they have.
pub async fn write_scores(connection: &mut PgConnection, rows: &[ScoreRow], computed_at: DateTime<Utc>) -> Result<()> {
    let (clients, dates): (Vec<Uuid>, Vec<NaiveDate>) = rows.iter().map(|row| (row.client_id, row.date)).unzip();
    let Some((from, to)) = span(&dates) else { return Ok(()) };
    if from == to {
        sqlx::query!("delete from client_health_score where date = $2 and client_id = any($1)", &clients, from)
            .execute(&mut *connection)
            .await?;
    } else if has_scores(connection, &distinct(&clients), from, to).await? {
        sqlx::query!(
            "delete from client_health_score s using unnest($1::uuid[], $2::date[]) as k(client_id, date)
             where s.client_id = k.client_id and s.date = k.date and s.date between $3 and $4",
            &clients,
            &dates,
            from,
            to
        )
        .execute(&mut *connection)
        .await?;
    }
    let mut copy = CopyIn::start(
        connection,
        "client_health_score (client_id, date, overall_score, score, health_status, confidence, profile, component_scores,
         component_states, inputs, weights_version, weights_snapshot, is_final, computed_at)",
    )
    .await?;
    for row in rows {
        copy.plain(row.client_id)
            .plain(row.date)
            .plain(row.overall_score)
            .plain(row.score)
            .plain(row.health_status)
            .plain(row.confidence)
            .plain(row.profile)
            .text(&row.component_scores)
            .text(&row.component_states)
            .text(&row.inputs)
            .text(&row.weights_version)
            .text(&row.weights_snapshot)
            .plain(row.is_final)
            .plain(computed_at.to_rfc3339())
            .end_row()
            .await?;
    }
    copy.finish().await?;
    Ok(())
}

/// The state of one client on one day.
#[derive(Debug)]
pub struct DailyStateRow {
    pub client_id: Uuid,
    pub date: NaiveDate,
    pub is_active: bool,
    pub tier: &'static str,
    pub segment: Option<String>,
    pub size_segment: &'static str,
    pub industry: Option<String>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
    pub arr: Option<Decimal>,
    pub health_score: Option<i16>,
    pub health_status: Option<&'static str>,
    pub profile: Option<&'static str>,
    pub churn_risk_score: Option<i16>,
    pub renewal_status: &'static str,
    pub at_risk_reasons: Vec<&'static str>,
}

/// Writes daily states, in place of those of the same clients between the first and the last day given.
pub async fn write_daily_states(connection: &mut PgConnection, rows: &[DailyStateRow]) -> Result<()> {
    let dates: Vec<NaiveDate> = rows.iter().map(|row| row.date).collect();
    let Some((from, to)) = span(&dates) else { return Ok(()) };
    let clients = distinct(&rows.iter().map(|row| row.client_id).collect::<Vec<_>>());
    if has_daily_states(connection, &clients, from, to).await? {
        sqlx::query!(
            "delete from client_daily_state where client_id = any($1) and date between $2 and $3",
            &clients,
            from,
            to
        )
        .execute(&mut *connection)
        .await?;
    }
    let mut copy = CopyIn::start(
        connection,
        "client_daily_state (client_id, date, is_active, tier, segment, size_segment, industry, csm_user_id, ae_user_id, arr,
         health_score, health_status, profile, churn_risk_score, renewal_status, at_risk_reasons)",
    )
    .await?;
    for row in rows {
        copy.plain(row.client_id)
            .plain(row.date)
            .plain(row.is_active)
            .plain(row.tier)
            .maybe_text(row.segment.as_deref())
            .plain(row.size_segment)
            .maybe_text(row.industry.as_deref())
            .maybe(row.csm_user_id)
            .maybe(row.ae_user_id)
            .maybe(row.arr)
            .maybe(row.health_score)
            .maybe(row.health_status)
            .maybe(row.profile)
            .maybe(row.churn_risk_score)
            .plain(row.renewal_status)
            .array(&row.at_risk_reasons)
            .end_row()
            .await?;
    }
    copy.finish().await?;
    Ok(())
}

/// A churn probability.
#[derive(Debug)]
pub struct PredictionRow {
    pub client_id: Uuid,
    pub as_of: NaiveDate,
    pub p30: f64,
    pub p60: f64,
    pub p90: f64,
    pub score: i16,
    pub category: &'static str,
    pub source: &'static str,
    pub contributions: String,
    pub confidence: Decimal,
}

/// Writes churn probabilities, in place of those of the same clients and days.
pub async fn write_predictions(
    connection: &mut PgConnection,
    rows: &[PredictionRow],
    computed_at: DateTime<Utc>,
) -> Result<()> {
    let (clients, dates): (Vec<Uuid>, Vec<NaiveDate>) = rows.iter().map(|row| (row.client_id, row.as_of)).unzip();
    let Some((from, to)) = span(&dates) else { return Ok(()) };
    if has_predictions(connection, &distinct(&clients), from, to).await? {
        sqlx::query!(
            "delete from churn_prediction p using unnest($1::uuid[], $2::date[]) as k(client_id, as_of)
             where p.client_id = k.client_id and p.as_of = k.as_of and p.as_of between $3 and $4",
            &clients,
            &dates,
            from,
            to
        )
        .execute(&mut *connection)
        .await?;
    }
    let mut copy = CopyIn::start(
        connection,
        "churn_prediction (client_id, as_of, p30, p60, p90, score, category, source, contributions, confidence, computed_at)",
    )
    .await?;
    for row in rows {
        copy.plain(row.client_id)
            .plain(row.as_of)
            .plain(row.p30)
            .plain(row.p60)
            .plain(row.p90)
            .plain(row.score)
            .plain(row.category)
            .plain(row.source)
            .text(&row.contributions)
            .plain(row.confidence)
            .plain(computed_at.to_rfc3339())
            .end_row()
            .await?;
    }
    copy.finish().await?;
    Ok(())
}

/// What is shown of a client now.
#[derive(Debug, Serialize)]
pub struct ClientStateRow {
    pub id: Uuid,
    pub is_active: bool,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_status: Option<&'static str>,
    pub health_profile: &'static str,
    pub health_trend: &'static str,
    pub health_trend_change: Option<i16>,
    pub health_confidence: Option<Decimal>,
    pub health_null_reason: Option<&'static str>,
    pub churn_risk_score: Option<i16>,
    pub churn_90_days: Option<Decimal>,
    pub churn_risk_category: Option<&'static str>,
    pub churn_risk_source: Option<&'static str>,
    pub churn_risk_null_reason: Option<&'static str>,
    pub churn_risk_factors: serde_json::Value,
    pub renewal_due_date: Option<NaiveDate>,
    pub renewal_status: &'static str,
    pub at_risk_reasons: Vec<&'static str>,
    pub size_segment: &'static str,
    pub last_touchpoint_on: Option<NaiveDate>,
}

/// Puts what was computed on the clients' own rows, with the sparkline of these days. The last touchpoint and the last
/// activity are read from their tables.
pub async fn write_client_states(
    connection: &mut PgConnection,
    rows: &[ClientStateRow],
    sparkline_days: &[NaiveDate],
    as_of: NaiveDate,
    computed_at: DateTime<Utc>,
) -> Result<()> {
    let body = serde_json::to_value(rows).map_err(|_| crate::Error::Inconsistent {
        table: "client",
        column: "computed",
        value: String::new(),
    })?;
    sqlx::query!(
        r#"with computed as materialized (
             select * from jsonb_to_recordset($1::jsonb) as x(
               id uuid, is_active boolean, annual_recurring_revenue numeric, current_health_score smallint, health_status text,
               health_profile text, health_trend text, health_trend_change smallint, health_confidence numeric,
               health_null_reason text, churn_risk_score smallint, churn_90_days numeric, churn_risk_category text, churn_risk_source text,
               churn_risk_null_reason text, churn_risk_factors jsonb, renewal_due_date date, renewal_status text,
               at_risk_reasons text[], size_segment text)
           ),
           sparkline as (
             select s.client_id, array_agg(s.health_score order by s.date) as scores
             from client_daily_state s
             where s.client_id in (select id from computed) and s.date = any($2) and s.health_score is not null
             group by s.client_id
           ),
           contact as (
             select a.client_id, max(a.occurred_at) as at
             from client_activity a
             where a.client_id in (select id from computed) and a.occurred_at < ($3::date + 1)::timestamp at time zone 'UTC'
               and (a.activity_type in ('CALL', 'MEETING', 'QBR', 'TRAINING', 'ONBOARDING', 'EXECUTIVE_TOUCHPOINT')
                 or (a.activity_type = 'EMAIL' and a.outcome is not null))
             group by a.client_id
           ),
           activity as (
             select u.client_id, max(u.date)::timestamp at time zone 'UTC' as at
             from client_usage_metric u
             where u.client_id in (select id from computed) and u.date between $3::date - 400 and $3
               and u.daily_active_users > 0
             group by u.client_id
           )
           update client c set
             is_active = x.is_active, annual_recurring_revenue = x.annual_recurring_revenue,
             current_health_score = x.current_health_score, health_status = x.health_status,
             health_profile = x.health_profile, health_trend = x.health_trend, health_trend_change = x.health_trend_change,
             health_confidence = x.health_confidence, health_null_reason = x.health_null_reason,
             health_sparkline = coalesce(sparkline.scores, '{}'), health_as_of = $3,
             churn_risk_score = x.churn_risk_score, churn_90_days = x.churn_90_days,
             churn_risk_category = x.churn_risk_category,
             churn_risk_source = x.churn_risk_source, churn_risk_null_reason = x.churn_risk_null_reason,
             churn_risk_factors = x.churn_risk_factors, renewal_due_date = x.renewal_due_date,
             renewal_status = x.renewal_status, at_risk_reasons = x.at_risk_reasons, size_segment = x.size_segment,
             last_csm_contact_at = coalesce(contact.at, c.last_csm_contact_at),
             last_activity_at = greatest(c.last_activity_at, activity.at),
             computed_at = $4
           from computed x
           left join sparkline on sparkline.client_id = x.id
           left join contact on contact.client_id = x.id
           left join activity on activity.client_id = x.id
           where c.id = x.id"#,
        body,
        sparkline_days,
        as_of,
        computed_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// How a client has adopted a feature.
#[derive(Debug, Serialize)]
pub struct AdoptionRow {
    pub client_id: Uuid,
    pub feature_key: String,
    pub adoption_status: &'static str,
    pub last_used_at: Option<NaiveDate>,
    pub usage_30_days: Decimal,
    pub usage_prev_30_days: Decimal,
    pub usage_in_window: Decimal,
    pub usage_trend: &'static str,
    pub expected_usage: Option<Decimal>,
    pub expected_window_days: i32,
}

/// Writes how features are adopted, where that changed.
pub async fn write_adoption(
    connection: &mut PgConnection,
    rows: &[AdoptionRow],
    computed_at: DateTime<Utc>,
) -> Result<()> {
    let body = serde_json::to_value(rows).map_err(|_| crate::Error::Inconsistent {
        table: "client_feature_adoption",
        column: "computed",
        value: String::new(),
    })?;
    sqlx::query!(
        "update client_feature_adoption a set
           adoption_status = x.adoption_status, last_used_at = x.last_used_at, usage_30_days = x.usage_30_days,
           usage_prev_30_days = x.usage_prev_30_days, usage_in_window = x.usage_in_window, usage_trend = x.usage_trend,
           expected_usage = x.expected_usage, expected_window_days = x.expected_window_days, computed_at = $2
         from jsonb_to_recordset($1::jsonb) as x(
           client_id uuid, feature_key text, adoption_status text, last_used_at date, usage_30_days numeric,
           usage_prev_30_days numeric, usage_in_window numeric, usage_trend text, expected_usage numeric,
           expected_window_days integer)
         where a.client_id = x.client_id and a.feature_key = x.feature_key
           and (a.adoption_status, a.usage_30_days, a.usage_prev_30_days, a.usage_in_window, a.usage_trend, a.last_used_at,
                a.expected_usage, a.expected_window_days)
             is distinct from
               (x.adoption_status, x.usage_30_days, x.usage_prev_30_days, x.usage_in_window, x.usage_trend, x.last_used_at,
                x.expected_usage, x.expected_window_days)",
        body,
        computed_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn span(dates: &[NaiveDate]) -> Option<(NaiveDate, NaiveDate)> {
    Some((*dates.iter().min()?, *dates.iter().max()?))
}

fn distinct(clients: &[Uuid]) -> Vec<Uuid> {
    let mut clients = clients.to_vec();
    clients.sort_unstable();
    clients.dedup();
    clients
}
