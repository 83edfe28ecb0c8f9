//! Whose a version is, in words.
use api_types::config::HealthScoreConfig;

use crate::words::Words;

/// `everyone`, `Enterprise clients`, `segment Strategic`, `Acme Corporation`.
pub(super) fn scope(config: &HealthScoreConfig) -> String {
    if config.applies_to_client_id.is_some() {
        return config.applies_to_client_name.clone().unwrap_or_else(|| "one client".to_owned());
    }
    let tier = config.applies_to_tier.map(|tier| format!("{} clients", tier.words()));
    let segment = config.applies_to_segment.as_ref().map(|segment| format!("segment {segment}"));
    match (tier, segment) {
        (Some(tier), Some(segment)) => format!("{tier} of {segment}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "everyone".to_owned(),
    }
}

/// `Usage first v2`.
pub(super) fn label(config: &HealthScoreConfig) -> String {
    format!("{} v{}", config.name, config.version)
}

/// Whether two versions are for exactly the same clients.
pub(super) fn same_scope(one: &HealthScoreConfig, other: &HealthScoreConfig) -> bool {
    (one.applies_to_client_id, one.applies_to_tier, &one.applies_to_segment)
        == (other.applies_to_client_id, other.applies_to_tier, &other.applies_to_segment)
}

/// The version in force for the same clients, if that is another one.
pub(super) fn rival<'a>(all: &'a [HealthScoreConfig], config: &HealthScoreConfig) -> Option<&'a HealthScoreConfig> {
    all.iter().find(|other| other.is_active && other.id != config.id && same_scope(other, config))
}

/// What a version is compared with: the one in force for the same clients, else the one it was made from.
pub(super) fn compared<'a>(all: &'a [HealthScoreConfig], config: &HealthScoreConfig) -> Option<&'a HealthScoreConfig> {
    let before = || all.iter().find(|other| Some(other.id) == config.previous_version_id);
    rival(all, config).or_else(before)
}
