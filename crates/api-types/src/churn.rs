use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, NullReason,
    health::{ChurnCategory, ChurnSource, ConfidenceLevel},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    clients::{ClientListItem, RiskFactor},
    page::Page,
};

/// How likely a client is to leave, why, and what to do about it (M110, M111, M112).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientChurnRisk {
    /// The client.
    pub client_id: ClientId,
    /// Probability of churn within 90 days, in whole percent.
    pub churn_risk_score: Option<i16>,
    /// Why it is null.
    pub churn_risk_score_null_reason: Option<NullReason>,
    /// Low below 20, high above 50.
    pub category: Option<ChurnCategory>,
    /// Whether the trained model says so, fixed points, or a notice the client gave.
    pub source: Option<ChurnSource>,
    /// How the source is called, e.g. `heuristic-v1`.
    pub method: Option<String>,
    /// The probability within 30, 60 and 90 days.
    pub horizons: Vec<ChurnHorizon>,
    /// Share of the inputs that are known times what the source is worth, 0 to 1.
    pub confidence: Option<f64>,
    /// The same in a word.
    pub confidence_level: Option<ConfidenceLevel>,
    /// What raises and lowers the risk, heaviest first.
    pub factors: Vec<ChurnFactor>,
    /// What the metric dictionary recommends, most urgent first.
    pub recommended_actions: Vec<ChurnAction>,
    /// What became of clients that looked alike.
    pub similar_clients: Option<SimilarClients>,
    /// Why that is null: only a model knows who looks alike.
    pub similar_clients_null_reason: Option<NullReason>,
    /// How well the source did in the past.
    pub accuracy: Option<ChurnAccuracy>,
    /// Why that is null: only a model is validated.
    pub accuracy_null_reason: Option<NullReason>,
    /// First day of the history.
    pub from: NaiveDate,
    /// Last day of the history.
    pub to: NaiveDate,
    /// The score of each day that has one, oldest first.
    pub history: Vec<ChurnPoint>,
    /// The day the score describes.
    pub as_of: Option<NaiveDate>,
    /// When it was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// The probability of churn within some days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnHorizon {
    /// 30, 60 or 90.
    pub days: i16,
    /// Probability, 0 to 1 with four decimals.
    pub probability: Option<f64>,
    /// The same in whole percent.
    pub percent: Option<i16>,
    /// Why they are null.
    pub null_reason: Option<NullReason>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnFactor {
    /// Key, e.g. `usage_decline`.
    pub factor: String,
    /// `high`, `medium` or `low`.
    pub impact: String,
    /// Whether it lowers the risk.
    pub is_protective: bool,
    /// What happened, in a sentence with its figures.
    pub detail: String,
    /// The log-odds it adds; negative where it protects.
    pub points: f64,
    /// Share of all that raises the risk, in percent; null where it protects.
    pub share_percent: Option<i16>,
    /// The figure behind it: a ratio for usage, else days, a count, a percentage or an answer.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
}

/// Something to do, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnAction {
    /// Key, e.g. `start_renewal_plan`.
    pub action: String,
    /// What people read.
    pub title: String,
    /// Keys of the factors it answers; empty where the score or the health itself is the reason.
    pub because: Vec<String>,
}

/// What became of the clients that looked most alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarClients {
    /// How many were looked at.
    pub clients: i64,
    /// Those that stayed.
    pub retained: i64,
    /// Those that left.
    pub churned: i64,
}

/// How well predictions did against what happened (M113).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnAccuracy {
    /// Predictions judged.
    pub predictions: i64,
    /// Those whose client left.
    pub events: i64,
    /// Chance that one who left was ranked above one who stayed.
    pub auc: Option<f64>,
    /// Mean squared error.
    pub brier: Option<f64>,
    /// Churn rate of the riskiest tenth against that of all.
    pub lift_at_10_percent: Option<f64>,
    /// When it was judged.
    pub evaluated_at: DateTime<Utc>,
}

/// The score of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnPoint {
    /// The day.
    pub date: NaiveDate,
    /// Score.
    pub churn_risk_score: i16,
    /// Its category.
    pub category: ChurnCategory,
}

/// The churn risk of the active clients within scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioChurnRisk {
    /// The day it describes.
    pub as_of: NaiveDate,
    /// Active clients.
    pub clients: i64,
    /// Those with a score.
    pub scored: i64,
    /// Those without one.
    pub not_available: i64,
    /// Currency of every amount.
    pub currency: String,
    /// How many scores come from where; it says whether a model serves yet.
    pub sources: Vec<ChurnSourceCount>,
    /// Low, medium and high, each against the day compared with.
    pub categories: Vec<ChurnCategoryShare>,
    /// What the categories are compared with.
    pub comparison: ChurnComparison,
    /// What is expected to leave within 90 days (M069, M114).
    pub expected: ExpectedChurn,
    /// How the scores spread: one entry for every ten percent, the lowest first.
    pub distribution: Vec<ChurnScoreStep>,
    /// By contract tier, size segment, free segment and industry.
    pub groups: Vec<ChurnGroups>,
    /// The clients the parameters choose, riskiest first unless sorted otherwise.
    pub list: Page<ChurnRiskClient>,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// How many scores a source gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnSourceCount {
    /// Source.
    pub source: ChurnSource,
    /// Clients.
    pub clients: i64,
}

/// A category, what it is worth, and how it moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnCategoryShare {
    /// Category.
    pub category: ChurnCategory,
    /// Clients.
    pub clients: i64,
    /// Percent of the scored clients, one decimal.
    pub percent: Option<f64>,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
    /// Percent of the ARR of all scored clients, one decimal.
    pub arr_percent: Option<f64>,
    /// Clients whose ARR is unknown.
    pub n_without_arr: i64,
    /// Clients more than on the day compared with.
    pub clients_change: Option<i64>,
    /// ARR more than on that day.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr_change: Option<Decimal>,
}

/// What is expected to leave within 90 days: each client by its probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExpectedChurn {
    /// Clients: the sum of the probabilities, one decimal.
    #[serde(with = "rust_decimal::serde::float")]
    pub clients: Decimal,
    /// Percent of the scored clients, one decimal; null when there is none.
    pub clients_percent: Option<f64>,
    /// ARR: the sum of ARR × probability.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
    /// Percent of the ARR of the scored clients, one decimal; null when there is none.
    pub arr_percent: Option<f64>,
}

/// Clients whose scores lie close together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnScoreStep {
    /// The lowest score it holds.
    pub from: i16,
    /// The highest.
    pub to: i16,
    /// Clients.
    pub clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
}

/// The day the categories are compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnComparison {
    /// The day, thirty days before.
    pub date: NaiveDate,
    /// Scored clients of that day.
    pub scored: Option<i64>,
    /// Why there is nothing to compare with.
    pub null_reason: Option<NullReason>,
}

/// Churn risk by one dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnGroups {
    /// `contract_tier`, `size_segment`, `segment` or `industry`: also the filter of the list that drills down.
    pub dimension: String,
    /// Its values, the most ARR at high risk first.
    pub groups: Vec<ChurnGroup>,
}

/// Churn risk of the clients with one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnGroup {
    /// The value; null for clients without one.
    pub value: Option<String>,
    /// Active clients.
    pub clients: i64,
    /// Those with a score.
    pub scored: i64,
    /// At low risk.
    pub low: i64,
    /// At medium risk.
    pub medium: i64,
    /// At high risk.
    pub high: i64,
    /// Mean score of the scored ones.
    pub average_score: Option<i16>,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
    /// ARR of those at high risk.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr_high: Decimal,
    /// Clients whose ARR is unknown.
    pub n_without_arr: i64,
}

/// A client with what makes it leave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChurnRiskClient {
    /// What the list of clients shows too.
    #[serde(flatten)]
    pub summary: ClientListItem,
    /// What raises and lowers the risk, heaviest first.
    pub risk_factors: Vec<RiskFactor>,
    /// ARR × churn probability.
    #[serde(with = "crate::clients::amount")]
    pub expected_arr_loss: Option<Decimal>,
}
