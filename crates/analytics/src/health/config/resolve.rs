use domain::ClientId;
use domain::client::ContractTier;
use serde::{Deserialize, Serialize};

use super::ScoreConfig;

/// The clients a configuration is for; nothing named means everyone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AppliesTo {
    /// One client.
    pub client_id: Option<ClientId>,
    /// Clients of a segment.
    pub segment: Option<String>,
    /// Clients of a tier.
    pub tier: Option<ContractTier>,
}

impl AppliesTo {
    /// How specific it is for this client; none when it is not for it at all.
    fn rank(&self, client: ClientId, segment: Option<&str>, tier: Option<ContractTier>) -> Option<u8> {
        let matches = self.client_id.is_none_or(|id| id == client)
            && self.segment.as_deref().is_none_or(|named| Some(named) == segment)
            && self.tier.is_none_or(|named| Some(named) == tier);
        matches.then_some(match (self.client_id, &self.segment, self.tier) {
            (Some(_), _, _) => 4,
            (None, Some(_), Some(_)) => 3,
            (None, Some(_), None) => 2,
            (None, None, Some(_)) => 1,
            (None, None, None) => 0,
        })
    }
}

/// The configuration of a client: its own, else its segment's, else its tier's, else the default; a
/// row naming segment and tier outranks either alone; the highest version among equals (§1).
pub fn resolve<'a>(
    configs: impl IntoIterator<Item = &'a ScoreConfig>,
    client: ClientId,
    segment: Option<&str>,
    tier: Option<ContractTier>,
) -> Option<&'a ScoreConfig> {
    configs
        .into_iter()
        .filter_map(|config| Some((config.applies_to.rank(client, segment, tier)?, config)))
        .max_by_key(|(rank, config)| (*rank, config.version))
        .map(|(_, config)| config)
}
