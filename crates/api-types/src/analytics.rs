use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, NullReason,
    client::ContractTier,
    health::{AtRiskReason, ChurnCategory, HealthStatus, Profile},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{clients::RiskFactor, users::UserName};

/// The portfolio at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioSummary {
    /// Active clients (M012), compared with the opening of the month.
    pub clients: Metric,
    /// Clients at risk (M008), compared with a week ago.
    pub at_risk_clients: Metric,
    /// Mean health of the default formula's clients (M005), compared with a month ago.
    pub average_health: Metric,
    /// ARR of the clients at risk (M009), compared with a week ago.
    pub arr_at_risk: Metric,
    /// ARR of all active clients (M061).
    pub arr: Metric,
    /// Share of ARR at risk, percent with one decimal.
    pub arr_at_risk_percent: Option<f64>,
    /// How many clients each built-in view holds.
    pub views: Vec<BuiltInView>,
    /// What the filters offer.
    pub facets: Facets,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// A figure with its comparison and its recent past (metrics.md §0.5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Metric {
    /// Id in the metric dictionary, e.g. `M008`.
    pub metric: String,
    /// Value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// `clients`, `points` or a currency.
    pub unit: String,
    /// As it is written on a card, e.g. `$480K`.
    pub display: String,
    /// Upper part of a ratio.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub numerator: Option<Decimal>,
    /// Lower part of a ratio.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub denominator: Option<Decimal>,
    /// Clients that count.
    pub n: i64,
    /// Clients left out because they have no value.
    pub n_excluded: i64,
    /// The day it describes.
    pub as_of: NaiveDate,
    /// Against what it is compared.
    pub comparison: Option<Comparison>,
    /// Recent values, oldest first, evenly spaced by week.
    pub history: Vec<HistoryPoint>,
    /// Why the value is null.
    pub null_reason: Option<NullReason>,
    /// When it was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// A comparison of a figure with its past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// `MONTH_OPENING`, `LAST_WEEK` or `LAST_MONTH`.
    pub kind: String,
    /// The day compared with.
    pub date: NaiveDate,
    /// Value of that day.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// Change since.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub delta: Option<Decimal>,
    /// Unit of the change.
    pub delta_unit: String,
    /// Why there is no change to show.
    pub null_reason: Option<NullReason>,
}

/// A figure on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryPoint {
    /// The day.
    pub date: NaiveDate,
    /// Value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
}

/// A view everybody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BuiltInView {
    /// `all`, `at-risk`, `renewals-90` or `mine`.
    pub key: String,
    /// As it is written on the tab.
    pub name: String,
    /// Clients in it.
    pub clients: i64,
}

/// What the filters offer, with the number of active clients of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// Industries.
    pub industries: Vec<Facet>,
    /// Tags.
    pub tags: Vec<Facet>,
    /// Segments.
    pub segments: Vec<Facet>,
    /// Client success managers; the value is the id.
    pub csms: Vec<Facet>,
}

/// One choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facet {
    /// What goes into the query.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Clients that have it.
    pub clients: i64,
}

/// How many clients each band holds (M006).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthDistribution {
    /// One entry per formula in use; scores of different formulas are never mixed.
    pub profiles: Vec<ProfileDistribution>,
    /// Active clients without a score.
    pub not_available: i64,
    /// When the newest score was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// The bands of one formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfileDistribution {
    /// Formula.
    pub profile: Profile,
    /// Scored clients.
    pub clients: i64,
    /// Mean score.
    pub average: Option<i16>,
    /// The four bands, healthiest first.
    pub bands: Vec<BandShare>,
}

/// One band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BandShare {
    /// Band.
    pub health_status: HealthStatus,
    /// Clients in it.
    pub clients: i64,
    /// Percent of the scored clients, one decimal.
    pub percent: Option<f64>,
}

/// The clients at risk and what they are worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtRiskSummary {
    /// Clients at risk, each counted once.
    pub clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr_at_risk: Decimal,
    /// Percent of all ARR, one decimal.
    pub arr_at_risk_percent: Option<f64>,
    /// Currency.
    pub currency: String,
    /// Clients at risk whose ARR is unknown.
    pub n_without_arr: i64,
    /// How many clients have each reason; one client may have several.
    pub reasons: Vec<AtRiskReasonCount>,
    /// The ten with the most ARR (M013).
    pub top: Vec<AtRiskClient>,
    /// The five with the most money at stake (ARR × churn probability), and why.
    pub needs_you_first: Vec<AtRiskClient>,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// A reason and how many clients have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtRiskReasonCount {
    /// Reason.
    pub reason: AtRiskReason,
    /// Clients.
    pub clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
}

/// A client at risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtRiskClient {
    /// Id.
    pub id: ClientId,
    /// Name.
    pub name: String,
    /// Tier.
    pub contract_tier: ContractTier,
    /// ARR.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// Health.
    pub current_health_score: Option<i16>,
    /// Band.
    pub health_status: Option<HealthStatus>,
    /// Points over 30 days.
    pub health_trend_change: Option<i16>,
    /// Churn risk.
    pub churn_risk_score: Option<i16>,
    /// Band of churn risk.
    pub churn_risk_category: Option<ChurnCategory>,
    /// ARR × churn probability.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub expected_arr_loss: Option<Decimal>,
    /// Days to the renewal.
    pub days_to_renewal: Option<i32>,
    /// Why it is at risk.
    pub at_risk_reasons: Vec<AtRiskReason>,
    /// The factors that raise the risk most.
    pub risk_factors: Vec<RiskFactor>,
    /// Client success manager.
    pub csm: Option<UserName>,
}
