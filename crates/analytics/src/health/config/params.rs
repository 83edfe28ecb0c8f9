use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::settings::AdoptionNumerator;

/// How the usage component of profile SIX is computed (§4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum UsageFormula {
    /// Daily users alone.
    #[default]
    Dau,
    /// Daily and weekly users, session depth and login frequency.
    Blend,
}

/// `health_score_config.params`: what a configuration may set besides weights and bands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreParams {
    /// How usage is computed.
    pub usage_formula: UsageFormula,
    /// Weekly users expected per daily user expected.
    pub expected_wau_per_dau: Decimal,
    /// Actions per session expected.
    pub expected_session_depth: Decimal,
    /// Login days per user and week expected.
    pub expected_login_days: Decimal,
    /// Which adoption statuses count as used, if not as in the settings.
    pub adoption_numerator: Option<AdoptionNumerator>,
}

impl Default for ScoreParams {
    fn default() -> Self {
        Self {
            usage_formula: UsageFormula::Dau,
            expected_wau_per_dau: Decimal::new(15, 1),
            expected_session_depth: Decimal::TEN,
            expected_login_days: Decimal::from(3),
            adoption_numerator: None,
        }
    }
}
