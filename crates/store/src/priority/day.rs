use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Whose day, and which part of the list.
#[derive(Debug, Clone)]
pub struct DayFilter {
    /// Whose follow-ups count.
    pub staff: Uuid,
    /// Only clients of this CSM.
    pub csm: Option<Uuid>,
    pub today: NaiveDate,
    /// The sort key of the last row of the page before.
    pub after: Option<DayKey>,
    pub offset: i64,
    pub limit: i64,
}

/// The place of a client in the list: the highest priority first, then the highest ARR; what is unknown comes last.
pub type DayKey = (Decimal, Decimal, Uuid);

/// A client that something is to be done about.
#[derive(Debug)]
pub struct DayRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_status: Option<String>,
    pub health_trend: String,
    pub health_trend_change: Option<i16>,
    pub churn_risk_score: Option<i16>,
    pub renewal_due_date: Option<NaiveDate>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
    pub alerts: i64,
    pub follow_ups: i64,
    pub priority_score: Option<i16>,
    pub priority_category: Option<String>,
    pub revenue_at_risk: Option<Decimal>,
    pub urgency: Option<Decimal>,
    pub tier: Option<Decimal>,
    pub purchase_history: Option<Decimal>,
    pub churn_90_days: Option<Decimal>,
    pub past_renewals: Option<i32>,
    pub lifetime_value_percentile: Option<Decimal>,
    pub computed_at: Option<DateTime<Utc>>,
    pub sort_priority: Decimal,
    pub sort_arr: Decimal,
}

/// Clients within scope with new alerts, or with follow-ups of someone that are due by today.
pub async fn list(connection: &mut PgConnection, scope: &Scope, filter: &DayFilter) -> Result<Vec<DayRow>> {
    let after = filter.after;
    let rows = sqlx::query_as!(
        DayRow,
        r#"select c.id, c.name, c.contract_tier, c.annual_recurring_revenue, c.current_health_score, c.health_status,
             c.health_trend, c.health_trend_change, c.churn_risk_score, c.renewal_due_date, c.csm_user_id,
             csm.first_name || ' ' || csm.last_name as csm_name, d.alerts as "alerts!", d.follow_ups as "follow_ups!",
             d.score as "priority_score?", d.category as "priority_category?", d.revenue_at_risk as "revenue_at_risk?",
             d.urgency as "urgency?", d.tier as "tier?", d.purchase_history as "purchase_history?", d.churn_90_days,
             d.past_renewals as "past_renewals?", d.lifetime_value_percentile, d.computed_at as "computed_at?",
             d.sort_priority as "sort_priority!", d.sort_arr as "sort_arr!"
           from (
             select t.client_id, t.alerts, t.follow_ups, p.score, p.category, p.revenue_at_risk, p.urgency, p.tier,
               p.purchase_history, p.churn_90_days, p.past_renewals, p.lifetime_value_percentile, p.computed_at,
               coalesce(p.exact, -1) as sort_priority, t.sort_arr
             from (
               select client_id, sum(alerts)::bigint as alerts, sum(follow_ups)::bigint as follow_ups, max(arr) as sort_arr
               from (
                 select a.client_id, count(*) as alerts, 0 as follow_ups,
                   max(coalesce(c.annual_recurring_revenue, -1)) as arr
                 from client_alert a join client c on c.id = a.client_id
                 where a.status = 'NEW'
                   and ($1::uuid is null or c.csm_user_id = $1)
                   and ($2::uuid is null or c.ae_user_id = $2)
                   and ($5::uuid is null or c.csm_user_id = $5)
                 group by a.client_id
                 union all
                 select f.client_id, 0, count(*), max(coalesce(c.annual_recurring_revenue, -1))
                 from client_activity f join client c on c.id = f.client_id
                 where f.follow_up_required and not f.follow_up_completed and f.follow_up_date <= $4
                   and f.performed_by_id = $3
                   and ($1::uuid is null or c.csm_user_id = $1)
                   and ($2::uuid is null or c.ae_user_id = $2)
                   and ($5::uuid is null or c.csm_user_id = $5)
                 group by f.client_id
               ) todo
               group by client_id
             ) t
             left join client_priority p on p.client_id = t.client_id
             where $6::numeric is null or (coalesce(p.exact, -1), t.sort_arr, t.client_id) < ($6, $7::numeric, $8::uuid)
             order by sort_priority desc, t.sort_arr desc, t.client_id desc
             offset $9
             limit $10
           ) d
           join client c on c.id = d.client_id
           left join staff csm on csm.id = c.csm_user_id
           order by d.sort_priority desc, d.sort_arr desc, c.id desc"#,
        scope.csm(),
        scope.account_executive(),
        filter.staff,
        filter.today,
        filter.csm,
        after.map(|key| key.0),
        after.map(|key| key.1),
        after.map(|key| key.2),
        filter.offset,
        filter.limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// All of a list, summed.
#[derive(Debug)]
pub struct DaySums {
    pub clients: i64,
    pub alerts: i64,
    pub follow_ups: i64,
    /// ARR of those with an unknown churn risk.
    pub arr_without_churn: Decimal,
    /// ARR times churn probability of the others.
    pub expected_loss: Decimal,
}

/// How much the list of a day holds, and what is at stake with those in it.
pub async fn sums(connection: &mut PgConnection, scope: &Scope, filter: &DayFilter) -> Result<DaySums> {
    let row = sqlx::query_as!(
        DaySums,
        r#"select count(*) as "clients!", coalesce(sum(t.alerts), 0)::bigint as "alerts!",
             coalesce(sum(t.follow_ups), 0)::bigint as "follow_ups!",
             coalesce(sum(t.arr) filter (where p.churn_90_days is null), 0) as "arr_without_churn!",
             coalesce(sum(t.arr * p.churn_90_days), 0) as "expected_loss!"
           from (
             select client_id, sum(alerts) as alerts, sum(follow_ups) as follow_ups, max(arr) as arr
             from (
               select a.client_id, count(*) as alerts, 0 as follow_ups, max(c.annual_recurring_revenue) as arr
               from client_alert a join client c on c.id = a.client_id
               where a.status = 'NEW'
                 and ($1::uuid is null or c.csm_user_id = $1)
                 and ($2::uuid is null or c.ae_user_id = $2)
                 and ($5::uuid is null or c.csm_user_id = $5)
               group by a.client_id
               union all
               select f.client_id, 0, count(*), max(c.annual_recurring_revenue)
               from client_activity f join client c on c.id = f.client_id
               where f.follow_up_required and not f.follow_up_completed and f.follow_up_date <= $4
                 and f.performed_by_id = $3
                 and ($1::uuid is null or c.csm_user_id = $1)
                 and ($2::uuid is null or c.ae_user_id = $2)
                 and ($5::uuid is null or c.csm_user_id = $5)
               group by f.client_id
             ) todo
             group by client_id
           ) t
           left join client_priority p on p.client_id = t.client_id"#,
        scope.csm(),
        scope.account_executive(),
        filter.staff,
        filter.today,
        filter.csm
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}
