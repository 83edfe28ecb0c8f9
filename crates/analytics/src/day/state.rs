use chrono::NaiveDate;
use domain::NullReason;
use domain::client::ContractTier;
use domain::health::AtRiskReason;
use rust_decimal::Decimal;

use crate::adoption::FeatureAdoption;
use crate::churn::ChurnRisk;
use crate::health::config::ScoreConfig;
use crate::health::feeds::Feeds;
use crate::health::score::HealthScore;
use crate::health::snapshot::Snapshot;
use crate::health::trend::Trend;
use crate::inactivity::Inactivity;
use crate::renewal::RenewalState;
use crate::settings::MetricSettings;

/// What a day of a client is evaluated with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The sources of the tenant.
    pub feeds: &'a Feeds,
    /// The settings.
    pub settings: &'a MetricSettings,
    /// The configuration that was in force for the client.
    pub config: &'a ScoreConfig,
    /// The 90-day churn rate of the tenant, `churn::base_rate`; none if unknown.
    pub churn_base: Option<f64>,
}

/// One client at the end of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct DayState {
    /// The day.
    pub date: NaiveDate,
    /// The tier on that day.
    pub tier: ContractTier,
    /// The free-text segment on that day.
    pub segment: Option<String>,
    /// Whether the client was active (§0.5).
    pub is_active: bool,
    /// ARR in the reporting currency (M061).
    pub arr: Option<Decimal>,
    /// Why ARR is null.
    pub arr_null_reason: Option<NullReason>,
    /// The health score, or why there is none (M001).
    pub health: HealthScore,
    /// What to store of it; none when there is no score.
    pub snapshot: Option<Snapshot>,
    /// Where it is going (M003).
    pub trend: Trend,
    /// Churn risk (M110); none for a client that is not active.
    pub churn: Option<ChurnRisk>,
    /// Why there is none.
    pub churn_null_reason: Option<NullReason>,
    /// The next renewal (M084).
    pub renewal: RenewalState,
    /// How long the client has been quiet (M086).
    pub inactivity: Inactivity,
    /// Why the client is at risk, if it is (M008).
    pub at_risk_reasons: Vec<AtRiskReason>,
    /// The features (M041, M042). A walk fills it on its last day only.
    pub adoption: Vec<FeatureAdoption>,
    /// The last sign of life on the platform.
    pub last_active_on: Option<NaiveDate>,
    /// The last contact staff had.
    pub last_contact_on: Option<NaiveDate>,
}
