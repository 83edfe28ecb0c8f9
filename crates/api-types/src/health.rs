use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, HealthOverrideId, NullReason,
    health::{ComponentState, ConfidenceLevel, HealthStatus, HealthTrend, Profile},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::users::UserName;

/// The health of a client now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthDetails {
    /// The client.
    pub client_id: ClientId,
    /// Score, 0 to 100.
    pub overall_score: Option<i16>,
    /// Why it is null.
    pub overall_score_null_reason: Option<NullReason>,
    /// Band.
    pub health_status: Option<HealthStatus>,
    /// What someone says it is, beside what was computed; null where nobody does, or its time is over.
    pub health_override: Option<HealthOverride>,
    /// Direction.
    pub health_trend: HealthTrend,
    /// Points over the trend period.
    pub trend_change: Option<i16>,
    /// The trend period, e.g. `30 days`.
    pub trend_period: String,
    /// Share of the weights that rests on fresh input, 0 to 1.
    pub confidence: Option<f64>,
    /// The same in a word.
    pub confidence_level: Option<ConfidenceLevel>,
    /// Formula.
    pub profile: Profile,
    /// Version of the configuration.
    pub weights_version: Option<String>,
    /// Each component by its key (`usage`, `adoption`, …).
    pub components: BTreeMap<String, HealthComponent>,
    /// Against similar clients.
    pub benchmarks: HealthBenchmarks,
    /// Written by the assistant.
    pub ai_analysis: Option<String>,
    /// Why it is null.
    pub ai_analysis_null_reason: Option<NullReason>,
    /// Written by the assistant.
    pub ai_recommended_actions: Option<Vec<String>>,
    /// Why they are null.
    pub ai_recommended_actions_null_reason: Option<NullReason>,
    /// The day the score describes.
    pub as_of: Option<NaiveDate>,
    /// When it was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// What someone who knows a client says its health is. It stands beside the computed score, which goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthOverride {
    /// Id.
    pub id: HealthOverrideId,
    /// The band it is in, as they see it.
    pub health_status: HealthStatus,
    /// Why.
    pub reason: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
    /// Who says so.
    pub created_by: UserName,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// An override to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHealthOverride {
    /// The band the client is in, as you see it.
    pub health_status: HealthStatus,
    /// Why, at most 1000 characters.
    pub reason: String,
    /// Until when it holds: in the future, within a year.
    pub expires_at: DateTime<Utc>,
    /// The override in force that this one takes the place of; left out where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<HealthOverrideId>,
}

/// One component of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthComponent {
    /// Score, 0 to 100.
    pub score: Option<i16>,
    /// Why it is null.
    pub score_null_reason: Option<NullReason>,
    /// Weight in percent of all weights.
    pub weight: i32,
    /// `good` from 80, `fair` from 60, else `poor`; null without a score.
    pub status: Option<String>,
    /// Whether it could be computed.
    pub state: ComponentState,
    /// Whether an older value is carried because the source is silent.
    pub is_carried_forward: bool,
    /// What it was computed from.
    pub inputs: Vec<HealthInput>,
}

/// One input of a component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthInput {
    /// Key, e.g. `mean_dau`.
    pub key: String,
    /// What people call it, e.g. `Mean daily users`.
    pub label: String,
    /// Value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// Unit, e.g. `users`, `days`, `points`, `%`; empty when it counts things named by the label.
    pub unit: String,
}

/// The score against similar clients (metrics.md §13). Null where fewer than five peers have a score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthBenchmarks {
    /// Mean of the other clients of the tier.
    pub tier_average: Option<i16>,
    /// Percentile within the tier.
    pub tier_percentile: Option<i16>,
    /// Clients of the tier with a score, this one included.
    pub tier_clients: i64,
    /// Why the tier figures are null.
    pub tier_null_reason: Option<NullReason>,
    /// Mean of the other clients of the industry.
    pub industry_average: Option<i16>,
    /// Percentile within the industry.
    pub industry_percentile: Option<i16>,
    /// Clients of the industry with a score, this one included.
    pub industry_clients: i64,
    /// Why the industry figures are null.
    pub industry_null_reason: Option<NullReason>,
}

/// The health of a client over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthHistory {
    /// The client.
    pub client_id: ClientId,
    /// First day asked for.
    pub from: NaiveDate,
    /// Last day asked for.
    pub to: NaiveDate,
    /// One point per day that has a score, oldest first.
    pub points: Vec<HealthPoint>,
    /// Mean score of the active clients of the same tier, one point per day that has one.
    pub tier_average: Vec<AveragePoint>,
    /// What happened: renewals, critical tickets, business reviews, a champion's last sign-in.
    pub events: Vec<HealthEvent>,
}

/// The score of one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthPoint {
    /// The day.
    pub date: NaiveDate,
    /// Score.
    pub overall_score: i16,
    /// Band.
    pub health_status: HealthStatus,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Whether the day is closed; an open day may still change.
    pub is_final: bool,
    /// Score of each component that had one.
    pub component_scores: BTreeMap<String, i16>,
}

/// A mean on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AveragePoint {
    /// The day.
    pub date: NaiveDate,
    /// Mean, 1 decimal.
    pub value: f64,
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthEvent {
    /// The day.
    pub date: NaiveDate,
    /// What kind: `QBR`, `CRITICAL_TICKET`, `CHAMPION_LAST_LOGIN`, `CONTACT_LEFT`, `RENEWAL_WON`, `RENEWAL_LOST`,
    /// `GO_LIVE`, `EXECUTIVE_TOUCHPOINT`, `NPS_DETRACTOR`.
    pub kind: String,
    /// In words.
    pub title: String,
}

/// What moved the score between two days. The contributions of the rows sum to `score_change`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthDrivers {
    /// The client.
    pub client_id: ClientId,
    /// The earlier day.
    pub from: NaiveDate,
    /// The later day.
    pub to: NaiveDate,
    /// Score of the earlier day.
    pub from_score: i16,
    /// Score of the later day.
    pub to_score: i16,
    /// Change of the unrounded score.
    #[serde(with = "rust_decimal::serde::float")]
    pub score_change: Decimal,
    /// What `to_score - from_score` differs from `score_change` by, because both are whole numbers.
    #[serde(with = "rust_decimal::serde::float")]
    pub rounding: Decimal,
    /// One row per component that counts, and one each for changed weights and for components that came or went.
    pub rows: Vec<DriverRow>,
}

/// One cause of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DriverRow {
    /// `COMPONENT`, `WEIGHTS`, `APPEARED`, `LEFT` or `PROFILE`.
    pub kind: String,
    /// The component, null for `WEIGHTS` and `PROFILE`.
    pub component: Option<String>,
    /// Component score of the earlier day.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub from_score: Option<Decimal>,
    /// Component score of the later day.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub to_score: Option<Decimal>,
    /// Points of the total it accounts for.
    #[serde(with = "rust_decimal::serde::float")]
    pub contribution: Decimal,
    /// The inputs that changed, whose contributions sum to the row's.
    pub inputs: Vec<DriverInput>,
}

/// One input that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DriverInput {
    /// Key.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Earlier value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub from: Option<Decimal>,
    /// Later value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub to: Option<Decimal>,
    /// Points of the total it accounts for.
    #[serde(with = "rust_decimal::serde::float")]
    pub contribution: Decimal,
}
