use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::Profile};
use serde::{Deserialize, Serialize};

use crate::{present, users::UserName};

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
    /// Name of that client.
    pub applies_to_client_name: Option<String>,
    /// Weight of each component; they sum to 100.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands, inclusive, on the rounded score.
    pub bands: BTreeMap<String, i32>,
    /// Whether it is in force.
    pub is_active: bool,
    /// Whether it is or ever was in force. It cannot be changed then: scores were made with it.
    pub was_in_force: bool,
    /// When it was in force, latest first.
    pub in_force: Vec<InForce>,
    /// Whether it is the last resort.
    pub is_default: bool,
    /// Version.
    pub version: i32,
    /// The version before.
    pub previous_version_id: Option<HealthScoreConfigId>,
    /// How often it was edited; the `ETag` is made of it.
    pub revision: i32,
    /// Who made it; null for what came with the product.
    pub created_by: Option<UserName>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A time a configuration was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InForce {
    /// Since when; null is since ever.
    pub from: Option<DateTime<Utc>>,
    /// Until when; null is until further notice.
    pub until: Option<DateTime<Utc>>,
    /// Who put it in force.
    pub by: Option<UserName>,
}

/// Lower bounds of the bands, inclusive, on the rounded score; CRITICAL lies below `at_risk`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HealthBands {
    /// HEALTHY from here.
    pub healthy: i16,
    /// MONITOR from here; formulas with three bands have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitor: Option<i16>,
    /// AT_RISK from here.
    pub at_risk: i16,
}

/// A version to make. It follows on the newest one for the same clients and is not in force until it is activated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHealthScoreConfig {
    /// Name, at most 120 characters.
    pub name: String,
    /// What it is for, at most 1000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Formula; `SIX` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Only clients of this tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to_tier: Option<ContractTier>,
    /// Only clients of this segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to_segment: Option<String>,
    /// Only this client; then neither tier nor segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to_client_id: Option<ClientId>,
    /// Weight of every component of the formula, 0 to 100; they sum to 100.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands; those of the formula if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<HealthBands>,
}

/// What of a version to change that was never in force. A field that is left out stays; null clears the description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateHealthScoreConfig {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub description: Option<Option<String>>,
    /// Weight of every component; in place of all present ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<BTreeMap<String, i32>>,
    /// Lower bounds of the bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<HealthBands>,
}
