use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Span;
use crate::Result;

/// The days the health of a book is compared on.
#[derive(Debug, Clone, Copy)]
pub struct HealthSpan {
    /// The days of the period.
    pub span: Span,
    /// Points from which on a client improved.
    pub improved_from: i16,
}

/// How the health of clients whose scores say the same changed, by manager.
#[derive(Debug)]
pub struct HealthSumRow {
    pub csm_user_id: Option<Uuid>,
    pub clients: i64,
    pub improved: i64,
    pub sum: i64,
    /// Clients whose weights or components changed in between: their scores cannot be subtracted.
    pub unlike: i64,
}

/// Sums the changes of clients scored at both ends by the same formula, weights and components: their scores can be
/// subtracted. The present score stands in for the last day of a period that is not over: today's, or before the night
/// has passed yesterday's.
pub async fn health_changes(connection: &mut PgConnection, of: HealthSpan) -> Result<Vec<HealthSumRow>> {
    let rows = sqlx::query_as!(
        HealthSumRow,
        r#"with pair as materialized (
             select case when $3 then c.csm_user_id else e.csm_user_id end as csm_user_id,
               n.overall_score - o.overall_score as points,
               o.weights_snapshot = n.weights_snapshot
                 and array(select jsonb_object_keys(o.component_scores))
                   = array(select jsonb_object_keys(n.component_scores)) as is_alike
             from client_health_score o
             join client c on c.id = o.client_id
             left join client_daily_state e on e.client_id = o.client_id and e.date = $2 and not $3::boolean
             join client_health_score n on n.client_id = o.client_id and n.profile = o.profile
               and n.date between $2::date - 1 and $2 and n.date = case when $3 then c.health_as_of else $2 end
             where o.date = $1 and case when $3 then c.is_active else coalesce(e.is_active, false) end
           )
           select csm_user_id, count(*) filter (where is_alike) as "clients!",
             count(*) filter (where is_alike and points >= $4) as "improved!",
             coalesce(sum(points) filter (where is_alike), 0)::bigint as "sum!",
             count(*) filter (where not is_alike) as "unlike!"
           from pair
           group by csm_user_id"#,
        of.span.opening,
        of.span.closing,
        of.span.is_live,
        of.improved_from
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A client whose two scores are to be compared component by component.
#[derive(Debug)]
pub struct HealthPairRow {
    pub csm_user_id: Option<Uuid>,
    pub profile: String,
    pub score_before: i16,
    pub scores_before: Value,
    pub weights_before: Value,
    pub score_after: i16,
    pub scores_after: Value,
    pub weights_after: Value,
}

/// The others that were scored at both ends by the same formula: their weights or components changed in between.
pub async fn health_pairs(connection: &mut PgConnection, span: Span) -> Result<Vec<HealthPairRow>> {
    let rows = sqlx::query_as!(
        HealthPairRow,
        r#"select case when $3 then c.csm_user_id else e.csm_user_id end as csm_user_id, o.profile,
             o.overall_score as score_before, o.component_scores as scores_before, o.weights_snapshot as weights_before,
             n.overall_score as score_after, n.component_scores as scores_after, n.weights_snapshot as weights_after
           from client_health_score o
           join client c on c.id = o.client_id
           left join client_daily_state e on e.client_id = o.client_id and e.date = $2 and not $3::boolean
           join client_health_score n on n.client_id = o.client_id and n.profile = o.profile
             and n.date between $2::date - 1 and $2 and n.date = case when $3 then c.health_as_of else $2 end
           where o.date = $1 and case when $3 then c.is_active else coalesce(e.is_active, false) end
             and (o.weights_snapshot <> n.weights_snapshot
               or array(select jsonb_object_keys(o.component_scores))
                 <> array(select jsonb_object_keys(n.component_scores)))"#,
        span.opening,
        span.closing,
        span.is_live
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Expansions won, by who had the client then.
#[derive(Debug)]
pub struct ExpansionRow {
    pub csm_user_id: Option<Uuid>,
    pub currency: String,
    pub won_on: NaiveDate,
    pub amount: Decimal,
}

/// Sums the expansions won between two days by manager, currency and day.
pub async fn expansions(connection: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<Vec<ExpansionRow>> {
    let rows = sqlx::query_as!(
        ExpansionRow,
        r#"select s.user_id as "csm_user_id?", o.currency, o.closed_at as "won_on!", sum(o.amount) as "amount!"
           from opportunity o
           left join lateral (
             select user_id from csm_assignment
             where client_id = o.client_id and role = 'CSM' and valid_from <= o.closed_at
               and (valid_to is null or valid_to > o.closed_at)
             order by valid_from desc limit 1
           ) s on true
           where o.type in ('UPSELL', 'CROSS_SELL', 'UPGRADE') and o.outcome = 'WON' and o.amount is not null
             and o.closed_at between $1 and $2
           group by s.user_id, o.currency, o.closed_at"#,
        from,
        to
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Whether expansions are tracked at all: won ones of none are otherwise not known rather than none.
pub async fn has_expansions(connection: &mut PgConnection) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from opportunity where type in ('UPSELL', 'CROSS_SELL', 'UPGRADE')) as "found!""#
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// What was answered of NPS, by who had the client then.
#[derive(Debug)]
pub struct NpsRow {
    pub csm_user_id: Option<Uuid>,
    pub score: Decimal,
    pub max_score: Decimal,
    pub answers: i64,
}

/// Counts the latest answer of each contact in the ninety days that end with a day, by manager and answer (M103).
pub async fn nps(connection: &mut PgConnection, until: NaiveDate) -> Result<Vec<NpsRow>> {
    let rows = sqlx::query_as!(
        NpsRow,
        r#"with latest as (
             select distinct on (client_id, coalesce(contact_id::text, respondent_key, id::text))
               client_id, score, max_score, responded_at
             from survey_response
             where kind = 'NPS' and responded_at >= ($1::date - 89)::timestamp at time zone 'UTC'
               and responded_at < ($1::date + 1)::timestamp at time zone 'UTC'
             order by client_id, coalesce(contact_id::text, respondent_key, id::text), responded_at desc, score
           )
           select s.user_id as "csm_user_id?", l.score, l.max_score, count(*) as "answers!"
           from latest l
           left join lateral (
             select user_id from csm_assignment
             where client_id = l.client_id and role = 'CSM'
               and valid_from <= (l.responded_at at time zone 'UTC')::date
               and (valid_to is null or valid_to > (l.responded_at at time zone 'UTC')::date)
             order by valid_from desc limit 1
           ) s on true
           group by s.user_id, l.score, l.max_score"#,
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
