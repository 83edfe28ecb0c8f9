use analytics::{
    renewal::{PriorityFactors, PriorityFacts, expected_loss, factor_points, priority_reasons},
    round::round,
    settings::MetricSettings,
};
use api_types::{
    activities::Activity,
    alerts::Alert,
    my_day::{ClientPriority, DayClient, PriorityFactor, PriorityFactorName},
};
use chrono::NaiveDate;
use domain::{ClientId, NullReason};
use rust_decimal::Decimal;
use store::{parse_column, priority::DayRow};

use crate::{ApiResult, clients::user_name};

const NAMES: [PriorityFactorName; 4] = [
    PriorityFactorName::RevenueAtRisk,
    PriorityFactorName::Urgency,
    PriorityFactorName::Tier,
    PriorityFactorName::PurchaseHistory,
];

/// What is to be done about a client.
pub(super) struct Todo {
    pub alerts: Vec<Alert>,
    pub follow_ups: Vec<Activity>,
}

/// A client of the list, as the wire shows it.
pub(super) fn client(row: DayRow, todo: Todo, today: NaiveDate, settings: &MetricSettings) -> ApiResult<DayClient> {
    let days_to_renewal = row.renewal_due_date.map(|due| (due - today).num_days());
    let facts = PriorityFacts {
        arr: row.annual_recurring_revenue,
        churn_90_days: row.churn_90_days,
        days_to_renewal,
        tier: parse_column("client", "contract_tier", &row.contract_tier)?,
        lifetime_value_percentile: row.lifetime_value_percentile.unwrap_or_default(),
        past_renewals: row.past_renewals.map_or(0, i64::from),
    };
    let reasons = priority_reasons(&facts, &settings.reporting_currency);
    let priority = priority(&row, &facts, &reasons, settings)?;
    Ok(DayClient {
        id: ClientId(row.id),
        name: row.name,
        contract_tier: facts.tier,
        annual_recurring_revenue: row.annual_recurring_revenue.map(|arr| round(arr, 2)),
        current_health_score: row.current_health_score,
        health_status: row.health_status.map(|status| parse_column("client", "health_status", &status)).transpose()?,
        health_trend: parse_column("client", "health_trend", &row.health_trend)?,
        health_trend_change: row.health_trend_change,
        churn_risk_score: row.churn_risk_score,
        renewal_due_date: row.renewal_due_date,
        days_to_renewal,
        csm: user_name(row.csm_user_id, row.csm_name),
        // What is at stake, and by when; the tier and the history seldom tell what to do.
        reason: format!("{} · {}", reasons[0], reasons[1]),
        priority_null_reason: priority.is_none().then_some(NullReason::NoData),
        priority,
        alert_count: row.alerts,
        alerts: todo.alerts,
        follow_up_count: row.follow_ups,
        follow_ups: todo.follow_ups,
    })
}

fn priority(
    row: &DayRow,
    facts: &PriorityFacts,
    reasons: &[String; 4],
    settings: &MetricSettings,
) -> ApiResult<Option<ClientPriority>> {
    let (Some(score), Some(category), Some(computed_at)) =
        (row.priority_score, &row.priority_category, row.computed_at)
    else {
        return Ok(None);
    };
    let values = [row.revenue_at_risk, row.urgency, row.tier, row.purchase_history].map(Option::unwrap_or_default);
    let [revenue_at_risk, urgency, tier, purchase_history] = values;
    let factors = PriorityFactors { revenue_at_risk, urgency, tier, purchase_history };
    let points = factor_points(&factors, &settings.priority);
    let two = |value: Decimal| Some(round(value, 2));
    let factor = |index: usize| PriorityFactor {
        factor: NAMES[index],
        value: two(values[index]),
        points: two(points[index]),
        reason: reasons[index].clone(),
    };
    Ok(Some(ClientPriority {
        score,
        category: parse_column("client_priority", "category", category)?,
        factors: (0..NAMES.len()).map(factor).collect(),
        expected_loss: facts.arr.map(|arr| round(expected_loss(arr, facts.churn_90_days), 2)),
        computed_at,
    }))
}
