//! States as the rows that are written.

use analytics::{
    churn::{ChurnRisk, FactorPoint, raising_shares},
    day::DayState,
    dimension::size_segment,
    round::round,
};
use chrono::{Datelike, NaiveDate};
use domain::client::SizeSegment;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::{
    health::{AdoptionRow, ClientStateRow, DailyStateRow, PredictionRow, ScoreRow},
    parse_column,
};

use super::{compute::Computed, facts::Loaded};
use crate::Result;

/// Places of the numeric columns.
const COLUMN_PLACES: u32 = 6;

/// Everything a batch writes.
#[derive(Debug, Default)]
pub struct Rows {
    /// Scores.
    pub scores: Vec<ScoreRow>,
    /// Daily states.
    pub daily: Vec<DailyStateRow>,
    /// Churn probabilities: of the last day, and of the first of each month.
    pub predictions: Vec<PredictionRow>,
    /// What is shown now.
    pub clients: Vec<ClientStateRow>,
    /// How features are adopted now.
    pub adoption: Vec<AdoptionRow>,
}

/// The rows of a batch. Days before `today` are closed.
pub fn rows(computed: Vec<Computed>, today: NaiveDate) -> Result<Rows> {
    let mut rows = Rows::default();
    for Computed { client, states } in computed {
        let size_override: Option<SizeSegment> = client
            .size_segment_override
            .as_deref()
            .map(|word| parse_column("client", "size_segment_override", word))
            .transpose()?;
        let last = states.len().saturating_sub(1);
        for (i, state) in states.iter().enumerate() {
            let size = size_segment(size_override, client.employee_count, state.arr).as_str();
            rows.scores.extend(score(&client, state, today));
            rows.daily.push(daily(&client, state, size));
            if i == last || state.date.day() == 1 {
                rows.predictions.extend(state.churn.as_ref().map(|churn| prediction(&client, state.date, churn)));
            }
            if i == last {
                rows.clients.push(shown(&client, state, size));
                rows.adoption.extend(adoption(&client, state));
            }
        }
    }
    Ok(rows)
}

fn score(client: &Loaded, state: &DayState, today: NaiveDate) -> Option<ScoreRow> {
    let snapshot = state.snapshot.as_ref()?;
    Some(ScoreRow {
        client_id: client.id,
        date: state.date,
        overall_score: snapshot.overall_score,
        score: snapshot.score,
        health_status: snapshot.health_status.as_str(),
        confidence: round(snapshot.confidence, 4),
        profile: snapshot.profile.as_str(),
        component_scores: text(&snapshot.component_scores),
        component_states: text(&snapshot.component_states),
        inputs: text(&snapshot.inputs),
        weights_version: snapshot.weights_version.clone(),
        weights_snapshot: text(&snapshot.weights_snapshot),
        is_final: state.date < today,
    })
}

fn daily(client: &Loaded, state: &DayState, size: &'static str) -> DailyStateRow {
    DailyStateRow {
        client_id: client.id,
        date: state.date,
        is_active: state.is_active,
        tier: state.tier.as_str(),
        segment: state.segment.clone(),
        size_segment: size,
        industry: client.industry.clone(),
        csm_user_id: client.csm_on(state.date),
        ae_user_id: client.ae_on(state.date),
        arr: state.arr.map(|arr| round(arr, COLUMN_PLACES)),
        health_score: state.health.overall_score,
        health_status: state.health.health_status.map(|status| status.as_str()),
        profile: state.health.overall_score.map(|_| state.health.profile.as_str()),
        churn_risk_score: state.churn.as_ref().map(|churn| churn.churn_risk_score),
        renewal_status: state.renewal.renewal_status.as_str(),
        at_risk_reasons: state.at_risk_reasons.iter().map(|reason| reason.as_str()).collect(),
    }
}

fn prediction(client: &Loaded, as_of: NaiveDate, churn: &ChurnRisk) -> PredictionRow {
    PredictionRow {
        client_id: client.id,
        as_of,
        p30: churn.p30,
        // Rounding in floating point must not make a longer horizon the less likely one.
        p60: churn.p60.max(churn.p30),
        p90: churn.p90.max(churn.p60).max(churn.p30),
        score: churn.churn_risk_score,
        category: churn.category.as_str(),
        source: churn.source.as_str(),
        contributions: text(&churn.factors),
        confidence: round(churn.confidence, 4),
    }
}

fn shown(client: &Loaded, state: &DayState, size: &'static str) -> ClientStateRow {
    let health = &state.health;
    ClientStateRow {
        id: client.id,
        is_active: state.is_active,
        annual_recurring_revenue: state.arr.map(|arr| round(arr, COLUMN_PLACES)),
        current_health_score: health.overall_score,
        health_status: health.health_status.map(|status| status.as_str()),
        health_profile: health.profile.as_str(),
        health_trend: state.trend.health_trend.as_str(),
        health_trend_change: state.trend.trend_change,
        health_confidence: health.overall_score.map(|_| round(health.confidence, 4)),
        health_null_reason: health.null_reason.map(|reason| reason.as_str()),
        churn_risk_score: state.churn.as_ref().map(|churn| churn.churn_risk_score),
        churn_90_days: state.churn.as_ref().and_then(|churn| Decimal::from_f64_retain(churn.p90)).map(|p| round(p, 6)),
        churn_risk_category: state.churn.as_ref().map(|churn| churn.category.as_str()),
        churn_risk_source: state.churn.as_ref().map(|churn| churn.source.as_str()),
        churn_risk_null_reason: state.churn_null_reason.map(|reason| reason.as_str()),
        churn_risk_factors: state.churn.as_ref().map_or(Value::Null, |churn| factors(&churn.factors)),
        renewal_due_date: state.renewal.renewal_due_date,
        renewal_status: state.renewal.renewal_status.as_str(),
        at_risk_reasons: state.at_risk_reasons.iter().map(|reason| reason.as_str()).collect(),
        size_segment: size,
        last_touchpoint_on: state.last_contact_on,
    }
}

/// The breakdown in the shape of the API: shares are of what raises the risk, protective factors have none.
fn factors(points: &[FactorPoint]) -> Value {
    points
        .iter()
        .zip(raising_shares(points))
        .map(|(point, share)| {
            let protective = if point.points < 0.0 { " protective" } else { "" };
            json!({
                "factor": point.factor.as_str(),
                "impact": format!("{}{protective}", point.impact.as_str()),
                "detail": point.detail(),
                "share_percent": share,
            })
        })
        .collect()
}

fn adoption(client: &Loaded, state: &DayState) -> impl Iterator<Item = AdoptionRow> {
    state.adoption.iter().map(|feature| AdoptionRow {
        client_id: client.id,
        feature_key: feature.feature_key.clone(),
        adoption_status: feature.adoption_status.as_str(),
        last_used_at: feature.last_used_on,
        usage_30_days: Decimal::from(feature.usage_30_days),
        usage_prev_30_days: Decimal::from(feature.usage_prev_30_days),
        usage_in_window: Decimal::from(feature.usage_in_window),
        usage_trend: feature.usage_trend.as_str(),
        expected_usage: feature.expected_usage,
        expected_window_days: i32::try_from(feature.expected_window_days).unwrap_or(i32::MAX),
    })
}

/// JSON of plain maps and numbers, which cannot fail to be written.
fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
