//! Versions of how scores are made: edited until they are first in force, and never after.

mod edit;
mod force;
mod stored;

use std::collections::BTreeMap;

use analytics::health::config::{AppliesTo, Bands};
use domain::health::Profile;

pub use edit::{create_version, remove_version, update_version};
pub use force::{activate, deactivate};
pub(super) use stored::{changed, score_config};

/// Characters of the name of a segment.
pub(super) const LONGEST_SEGMENT: usize = 120;

/// A version to make.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Formula.
    pub profile: Profile,
    /// Whose.
    pub applies_to: AppliesTo,
    /// Weights by component.
    pub weights: BTreeMap<String, i32>,
    /// Lower bounds of the bands.
    pub bands: Bands,
}

/// What to change of a version; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ConfigChanges {
    /// Name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<Option<String>>,
    /// Weights by component.
    pub weights: Option<BTreeMap<String, i32>>,
    /// Lower bounds of the bands.
    pub bands: Option<Bands>,
}
