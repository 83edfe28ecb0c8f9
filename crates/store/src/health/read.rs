use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A stored score with what it was made of.
#[derive(Debug, Clone)]
pub struct SnapshotRow {
    pub client_id: Uuid,
    pub date: NaiveDate,
    pub overall_score: i16,
    pub score: Decimal,
    pub health_status: String,
    pub confidence: Decimal,
    pub profile: String,
    pub component_scores: serde_json::Value,
    pub component_states: serde_json::Value,
    pub inputs: serde_json::Value,
    pub weights_version: String,
    pub weights_snapshot: serde_json::Value,
    pub is_final: bool,
    pub computed_at: DateTime<Utc>,
}

/// The score of a client within scope on a day, or the last one up to seven days before it.
pub async fn snapshot_on(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    day: NaiveDate,
) -> Result<Option<SnapshotRow>> {
    let row = sqlx::query_as!(
        SnapshotRow,
        "select s.client_id, s.date, s.overall_score, s.score, s.health_status, s.confidence, s.profile, s.component_scores,
           s.component_states, s.inputs, s.weights_version, s.weights_snapshot, s.is_final, s.computed_at
         from client_health_score s join client c on c.id = s.client_id
         where s.client_id = $1 and s.date between $2::date - 7 and $2
           and ($3::uuid is null or c.csm_user_id = $3)
           and ($4::uuid is null or c.ae_user_id = $4)
         order by s.date desc limit 1",
        client,
        day,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// The scores trends need (M003): those 30 to 37 days before `from` up to 30 days before `to`, and for clients without
/// any of these their oldest score at least 14 days before `from`.
pub async fn trend_snapshots(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<SnapshotRow>> {
    let rows = sqlx::query_as!(
        SnapshotRow,
        r#"with usual as materialized (
             select client_id, date, overall_score, score, health_status, confidence, profile, component_scores,
               component_states, inputs, weights_version, weights_snapshot, is_final, computed_at
             from client_health_score
             where client_id = any($1) and date between $2::date - 37 and $3::date - 30
           ),
           oldest as (
             select distinct on (client_id) client_id, date, overall_score, score, health_status, confidence, profile,
               component_scores, component_states, inputs, weights_version, weights_snapshot, is_final, computed_at
             from client_health_score
             where client_id = any($1) and date between $2::date - 29 and $3::date - 14
               and not exists (select from usual where usual.client_id = client_health_score.client_id)
             order by client_id, date
           )
           select client_id as "client_id!", date as "date!", overall_score as "overall_score!", score as "score!",
             health_status as "health_status!", confidence as "confidence!", profile as "profile!",
             component_scores as "component_scores!", component_states as "component_states!", inputs as "inputs!",
             weights_version as "weights_version!", weights_snapshot as "weights_snapshot!", is_final as "is_final!",
             computed_at as "computed_at!"
           from (select * from usual union all select * from oldest) s"#,
        clients,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The scores of the fourteen days before a day: what a silent source is carried forward from.
pub async fn carried_snapshots(
    connection: &mut PgConnection,
    clients: &[Uuid],
    before: NaiveDate,
) -> Result<Vec<SnapshotRow>> {
    let rows = sqlx::query_as!(
        SnapshotRow,
        "select client_id, date, overall_score, score, health_status, confidence, profile,
           component_scores, component_states, inputs, weights_version, weights_snapshot, is_final, computed_at
         from client_health_score
         where client_id = any($1) and date between $2::date - 14 and $2::date - 1",
        clients,
        before
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The score of one day, without its inputs.
#[derive(Debug)]
pub struct HistoryRow {
    pub date: NaiveDate,
    pub overall_score: i16,
    pub health_status: String,
    pub confidence: Decimal,
    pub is_final: bool,
    pub component_scores: serde_json::Value,
}

/// The scores of a client within scope between two days.
pub async fn history(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<HistoryRow>> {
    let rows = sqlx::query_as!(
        HistoryRow,
        "select s.date, s.overall_score, s.health_status, s.confidence, s.is_final, s.component_scores
         from client_health_score s
         where s.client_id = $1 and s.date between $2 and $3
           and exists (
             select from client c
             where c.id = $1 and ($4::uuid is null or c.csm_user_id = $4) and ($5::uuid is null or c.ae_user_id = $5))
         order by s.date",
        client,
        from,
        to,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Health summed over the active clients of a tier on a day.
#[derive(Debug)]
pub struct TierAverageRow {
    pub date: NaiveDate,
    pub score_sum: i64,
    pub clients: i64,
}

/// Health of a tier between two days, over every client: an average names nobody, so it needs no scope. Days with
/// fewer than five clients are left out, for they might.
pub async fn tier_average(
    connection: &mut PgConnection,
    tier: &str,
    profile: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<TierAverageRow>> {
    let rows = sqlx::query_as!(
        TierAverageRow,
        r#"select as_of as "date!", numerator::bigint as "score_sum!", denominator::bigint as "clients!"
           from metric_snapshot
           where metric = 'M005' and scope_kind = 'TIER:' || $2 and scope_id = $1 and period = 'DAY' and revision = 0
             and as_of between $3 and $4 and denominator >= 5
           order by as_of"#,
        tier,
        profile,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How many clients of a cohort have a score.
#[derive(Debug)]
pub struct CohortRow {
    pub score: i16,
    pub clients: i64,
}

/// The scores of the active clients of a tier or an industry, live for ninety days or more (metrics.md §13), one row
/// per score, and of the `subject` itself however young it is. Over everyone, for it names nobody: only counts leave
/// the database.
pub async fn cohort_scores(
    connection: &mut PgConnection,
    subject: Uuid,
    tier: Option<&str>,
    industry: Option<&str>,
    profile: &str,
    today: NaiveDate,
) -> Result<Vec<CohortRow>> {
    let rows = sqlx::query_as!(
        CohortRow,
        r#"select current_health_score as "score!", count(*) as "clients!"
           from client
           where current_health_score is not null and health_profile = $3
             and (id = $5 or (is_active and coalesce(go_live_date, contract_start_date) <= $4::date - 90))
             and ($1::text is null or contract_tier = $1)
             and ($2::text is null or industry = $2)
           group by current_health_score"#,
        tier,
        industry,
        profile,
        today,
        subject
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Something that happened to a client.
#[derive(Debug)]
pub struct EventRow {
    pub date: NaiveDate,
    pub kind: String,
    pub title: String,
}

/// What happened to a client within scope between two days.
pub async fn events(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<EventRow>> {
    let rows = sqlx::query_as!(
        EventRow,
        r#"with visible as (
             select id, go_live_date from client
             where id = $1 and ($4::uuid is null or csm_user_id = $4) and ($5::uuid is null or ae_user_id = $5)
           ),
           span as (
             select $2::date::timestamp at time zone 'UTC' as starts_at, ($3::date + 1)::timestamp at time zone 'UTC' as ends_at
           )
           select date as "date!", kind as "kind!", title as "title!" from (
             select (a.occurred_at at time zone 'UTC')::date as date, a.activity_type as kind, a.subject as title
             from client_activity a, span, visible v
             where a.client_id = v.id and a.activity_type in ('QBR', 'EXECUTIVE_TOUCHPOINT')
               and a.occurred_at >= span.starts_at and a.occurred_at < span.ends_at
             union all
             select (t.created_at at time zone 'UTC')::date, 'CRITICAL_TICKET', coalesce(t.subject, 'Critical ticket')
             from support_ticket t, span, visible v
             where t.client_id = v.id and t.severity = 'CRITICAL' and t.created_at >= span.starts_at and t.created_at < span.ends_at
             union all
             select (k.last_platform_login at time zone 'UTC')::date, 'CHAMPION_LAST_LOGIN', k.name || '''s last sign-in'
             from client_contact k, span, visible v
             where k.client_id = v.id and k.role = 'CHAMPION' and k.is_active
               and k.last_platform_login >= span.starts_at and k.last_platform_login < span.ends_at - interval '14 days'
             union all
             select k.left_company_at, 'CONTACT_LEFT', k.name || ' left'
             from client_contact k, visible v
             where k.client_id = v.id and k.left_company_at between $2 and $3
             union all
             select o.closed_at, 'RENEWAL_' || o.outcome, case o.outcome when 'WON' then 'Renewed' else 'Renewal lost' end
             from opportunity o, visible v
             where o.client_id = v.id and o.type = 'RENEWAL' and o.closed_at between $2 and $3
             union all
             select (r.responded_at at time zone 'UTC')::date, 'NPS_DETRACTOR', 'NPS ' || r.score::integer
             from survey_response r, span, visible v
             where r.client_id = v.id and r.kind = 'NPS' and r.score <= 6
               and r.responded_at >= span.starts_at and r.responded_at < span.ends_at
             union all
             select v.go_live_date, 'GO_LIVE', 'Went live' from visible v where v.go_live_date between $2 and $3
           ) e
           order by 1, 2, 3"#,
        client,
        from,
        to,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A stored churn probability.
#[derive(Debug)]
pub struct HorizonRow {
    pub p30: f64,
    pub p60: f64,
    pub p90: f64,
}

/// The last churn probabilities of a client within scope.
pub async fn horizons(connection: &mut PgConnection, scope: &Scope, client: Uuid) -> Result<Option<HorizonRow>> {
    let row = sqlx::query_as!(
        HorizonRow,
        "select p.p30, p.p60, p.p90
         from client c join churn_prediction p on p.client_id = c.id and p.as_of = c.health_as_of
         where c.id = $1 and c.churn_risk_score is not null
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)",
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
