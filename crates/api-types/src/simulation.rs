use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, HealthScoreConfigId,
    client::ContractTier,
    health::{BackTestWarning, HealthStatus, Profile},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{clients::amount, config::HealthBands, present};

/// What to try out of a version; all fields may be left out, and then it is tried as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulateHealthScoreConfig {
    /// Other weights, of every component; they sum to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<BTreeMap<String, i32>>,
    /// Other bounds of the bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<HealthBands>,
    /// As if it were for clients of this tier; null for any.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ContractTier>))]
    pub applies_to_tier: Option<Option<ContractTier>>,
    /// As if it were for clients of this segment; null for any.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub applies_to_segment: Option<Option<String>>,
    /// As if it were for this client; null for any.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ClientId>))]
    pub applies_to_client_id: Option<Option<ClientId>>,
}

/// What a version would do to the portfolio, and how well it would have told who leaves. Nothing is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthScoreSimulation {
    /// The version that was tried out.
    pub config_id: HealthScoreConfigId,
    /// Active clients with a score.
    pub clients: usize,
    /// Of them, those it would be the configuration of.
    pub concerned: usize,
    /// Of the concerned, those that would be in another band, or in none.
    pub change_band: usize,
    /// Of the concerned, those that would be left without a score.
    pub without_score: usize,
    /// Of the concerned, those whose scores under its formula are unknown until they are computed with it. They are in
    /// no other figure.
    pub other_profile: usize,
    /// Active clients without a score, which are in no figure.
    pub n_excluded: i64,
    /// Mean change of the concerned clients, in points.
    #[serde(with = "amount")]
    pub mean_change: Option<Decimal>,
    /// Mean score of all clients now.
    #[serde(with = "amount")]
    pub mean_now: Option<Decimal>,
    /// Mean score of all clients then.
    #[serde(with = "amount")]
    pub mean_then: Option<Decimal>,
    /// Clients per band, now and then.
    pub bands: Vec<SimulatedBand>,
    /// How many clients go from which band to which; who stays is there, too.
    pub matrix: Vec<BandTransition>,
    /// The largest changes of score.
    pub movers: Vec<SimulatedClient>,
    /// Who changes band, the largest ARR first; at most 100 of the `change_band`.
    pub band_changes: Vec<SimulatedClient>,
    /// ISO 4217 currency of the ARR.
    pub currency: String,
    /// How well scores told who leaves.
    pub back_test: HealthBackTest,
    /// The latest day a score that was used describes.
    pub as_of: Option<NaiveDate>,
    /// When this was worked out.
    pub computed_at: DateTime<Utc>,
}

/// Clients in a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedBand {
    /// The band; null is no score.
    pub health_status: Option<HealthStatus>,
    /// Now.
    pub now: usize,
    /// Under the version.
    pub then: usize,
}

/// Clients that go from one band to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BandTransition {
    /// The band now.
    pub from: HealthStatus,
    /// The band then; null is no score.
    pub to: Option<HealthStatus>,
    /// How many.
    pub clients: usize,
}

/// A client under a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedClient {
    /// Id.
    pub id: ClientId,
    /// Name.
    pub name: String,
    /// Tier.
    pub contract_tier: ContractTier,
    /// ARR in `currency`.
    #[serde(with = "amount")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// Score now.
    pub score_now: i16,
    /// Band now.
    pub status_now: HealthStatus,
    /// Score then; null where it would have none.
    pub score_then: Option<i16>,
    /// Band then.
    pub status_then: Option<HealthStatus>,
}

/// How well scores told who leaves (metrics.md §4.5): clients of four windows of ninety days, by the score at the
/// beginning and whether they were gone at the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthBackTest {
    /// The days whose scores were looked at, newest first.
    pub days: Vec<NaiveDate>,
    /// Days of a window.
    pub window_days: u64,
    /// Scores of those days that one of the two has no score for.
    pub n_excluded: usize,
    /// What is in force.
    pub current: BackTested,
    /// The version.
    pub candidate: BackTested,
}

/// What became of clients, by how they were scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BackTested {
    /// Clients, counted anew in each window.
    pub n: usize,
    /// Of them, those that left.
    pub churned: usize,
    /// Share that left, in percent.
    pub churn_rate_percent: Option<f64>,
    /// Healthiest band first.
    pub bands: Vec<BandChurn>,
    /// Chance that one who left had scored lower than one who stayed; 0.5 is no better than a coin.
    pub auc: Option<f64>,
    /// How many times more of the lowest tenth left than of all.
    pub lift_at_10_percent: Option<f64>,
    /// What to know before trusting it.
    pub warnings: Vec<BackTestWarning>,
}

/// What became of the clients of a band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BandChurn {
    /// The band.
    pub health_status: HealthStatus,
    /// Clients that were in it.
    pub n: usize,
    /// Of them, those that left.
    pub churned: usize,
    /// Share that left, in percent.
    pub churn_rate_percent: Option<f64>,
}

/// Clients to try weights on while a slider moves, and all that it takes to score them again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthScoreSample {
    /// At most 300, evenly spread from the lowest score to the highest.
    pub clients: Vec<SampledClient>,
    /// The configurations in force.
    pub in_force: Vec<ScoreFormula>,
    /// Share of the weights that must have a score.
    #[serde(with = "rust_decimal::serde::float")]
    pub min_weight_coverage: Decimal,
    /// Components that must have a score.
    pub min_components: usize,
    /// The free segments there are.
    pub segments: Vec<String>,
    /// The latest day a score describes.
    pub as_of: Option<NaiveDate>,
}

/// A client of a sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SampledClient {
    /// Id.
    pub id: ClientId,
    /// Name.
    pub name: String,
    /// Tier.
    pub contract_tier: ContractTier,
    /// Free segment.
    pub segment: Option<String>,
    /// The formula its components were measured for.
    pub profile: Profile,
    /// Score.
    pub overall_score: i16,
    /// Band.
    pub health_status: HealthStatus,
    /// Unrounded score of each component that has one, as text, so that nothing is lost.
    pub component_scores: BTreeMap<String, String>,
}

/// How scores are made for some clients, without who made it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreFormula {
    /// Formula.
    pub profile: Profile,
    /// Only clients of this tier.
    pub applies_to_tier: Option<ContractTier>,
    /// Only clients of this segment.
    pub applies_to_segment: Option<String>,
    /// Only this client.
    pub applies_to_client_id: Option<ClientId>,
    /// Weight of each component.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands.
    pub bands: HealthBands,
    /// Version.
    pub version: i32,
}
