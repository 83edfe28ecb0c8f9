use chrono::{DateTime, NaiveDate, Utc};
use domain::{ClientId, NullReason, benchmark::CohortKind, client::ContractTier};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A client beside its peers (M140). No peer is named but those whom the reader may open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientBenchmark {
    /// The client.
    pub client_id: ClientId,
    /// Whom it is compared with.
    pub cohort: CohortDescription,
    /// A wider cohort with enough peers, where this one has too few.
    pub offered: Option<CohortDescription>,
    /// Every cohort there is for this client.
    pub cohorts: Vec<CohortDescription>,
    /// Health, usage intensity, adoption, support volume: a radar has an axis each.
    pub metrics: Vec<BenchmarkMetric>,
    /// The metrics in which the client is among the lowest quarter, the lowest first.
    pub gaps: Vec<String>,
    /// Peers of the best tenth in some figure, those of most figures first; at most five, and only clients the reader may
    /// open. Empty where nothing is compared.
    pub success_stories: Vec<SuccessStory>,
    /// The day the figures describe; null when the client was never computed.
    pub as_of: Option<NaiveDate>,
    /// When they were computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// A peer to learn from: among the best tenth of the cohort in some figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuccessStory {
    /// The client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub contract_tier: ContractTier,
    /// Its industry.
    pub industry: Option<String>,
    /// The figures it is among the best in.
    pub best_in: Vec<BestFigure>,
}

/// A figure in which a peer is among the best tenth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BestFigure {
    /// The key of the metric.
    pub key: String,
    /// The peer's value, two decimals.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
}

/// A group of clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CohortDescription {
    /// What its clients have in common.
    pub cohort: CohortKind,
    /// In words, e.g. `ENTERPRISE in Manufacturing` or `200 to 999 employees`; null when the client has no value for it.
    pub label: Option<String>,
    /// Clients besides this one: active, and live for ninety days or more. Null where there are too few to say how many.
    pub peers: Option<i64>,
    /// Why that is null.
    pub null_reason: Option<NullReason>,
}

/// A figure of the client beside that of its peers. Mean, median and P90 leave the client out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenchmarkMetric {
    /// `health_score`, `usage_intensity`, `adoption_score` or `support_volume`.
    pub key: String,
    /// Id in the metric dictionary.
    pub metric: String,
    /// What it is called.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Whether less is better.
    pub lower_is_better: bool,
    /// The client's value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// Percentile rank from 0 to 100, 100 the best whatever the metric.
    pub percentile: Option<i16>,
    /// Peers with a value; null where they are too few.
    pub peers: Option<i64>,
    /// Their mean.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub peer_mean: Option<Decimal>,
    /// Their median.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub peer_median: Option<Decimal>,
    /// Nine of ten of them lie below.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub peer_p90: Option<Decimal>,
    /// The mean of the best tenth of them.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub best_in_class: Option<Decimal>,
    /// The client less the mean of the peers.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub gap: Option<Decimal>,
    /// The client less the best in class.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub gap_to_best: Option<Decimal>,
    /// Whether the client is among the lowest quarter.
    pub underperforms: Option<bool>,
    /// Why there is no comparison.
    pub null_reason: Option<NullReason>,
}

/// An industry as a benchmark (M141). A figure of fewer clients than may be shown is suppressed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndustryBenchmark {
    /// The industry; `Other` holds clients without one.
    pub industry: String,
    /// The day it describes.
    pub as_of: NaiveDate,
    /// Its figures.
    pub figures: IndustryFigures,
    /// The same of every industry together.
    pub all_industries: IndustryFigures,
    /// The end of each of the last twelve months that is known, oldest first; the last is of now.
    pub trend: Vec<IndustryMonth>,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// Figures of an industry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndustryFigures {
    /// Active clients; null where they are too few to say.
    pub clients: Option<i64>,
    /// Mean health, one decimal.
    pub average_health: Option<f64>,
    /// Why it is null.
    pub average_health_null_reason: Option<NullReason>,
    /// Mean adoption, one decimal.
    pub average_adoption: Option<f64>,
    /// Why it is null.
    pub average_adoption_null_reason: Option<NullReason>,
    /// Percent of the clients of twelve months ago that left since, one decimal.
    pub logo_churn_percent: Option<f64>,
    /// Why it is null.
    pub logo_churn_percent_null_reason: Option<NullReason>,
    /// Mean health of the best tenth.
    pub best_in_class_health: Option<f64>,
}

/// Health of an industry at the end of a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndustryMonth {
    /// The day: the last of its month, or today.
    pub date: NaiveDate,
    /// Mean health, one decimal.
    pub average_health: Option<f64>,
    /// Why it is null.
    pub null_reason: Option<NullReason>,
}
