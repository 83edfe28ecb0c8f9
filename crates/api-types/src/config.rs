use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::Profile};
use serde::{Deserialize, Serialize};

/// How scores are made for some clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthScoreConfig {
    /// Id.
    pub id: HealthScoreConfigId,
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Formula.
    pub profile: Profile,
    /// Only clients of this tier.
    pub applies_to_tier: Option<ContractTier>,
    /// Only clients of this segment.
    pub applies_to_segment: Option<String>,
    /// Only this client.
    pub applies_to_client_id: Option<ClientId>,
    /// Weight of each component; they sum to 100.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands, inclusive, on the rounded score.
    pub bands: BTreeMap<String, i32>,
    /// Whether it is in force.
    pub is_active: bool,
    /// Whether it is the last resort.
    pub is_default: bool,
    /// Version.
    pub version: i32,
    /// The version before.
    pub previous_version_id: Option<HealthScoreConfigId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}
