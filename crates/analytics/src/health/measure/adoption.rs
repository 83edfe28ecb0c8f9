use domain::NullReason;
use domain::import::DataFeed;

use super::Scene;
use super::missing::{Found, Missing, optional, required};
use crate::adoption::{adoption_inputs, feature_statuses};
use crate::health::components::AdoptionInputs;

/// The adoption score M040 over the licensed features.
pub(super) fn adoption(scene: &Scene<'_>) -> Found<AdoptionInputs> {
    if scene.history.features.iter().all(|feature| !feature.is_licensed(scene.as_of)) {
        return Err(Missing::NoData(NullReason::NotApplicable));
    }
    required(scene, DataFeed::FeatureUsage)?;
    adopted(scene).ok_or(Missing::NoData(NullReason::NoData))
}

/// The same where adoption is half of a component that can do without.
pub(super) fn adoption_if_connected(scene: &Scene<'_>) -> Found<Option<AdoptionInputs>> {
    Ok(if optional(scene, DataFeed::FeatureUsage)? { adopted(scene) } else { None })
}

fn adopted(scene: &Scene<'_>) -> Option<AdoptionInputs> {
    let settings = &scene.settings.adoption;
    let numerator = scene.config.params.adoption_numerator.unwrap_or(settings.numerator);
    adoption_inputs(feature_statuses(&scene.history.features, scene.until(DataFeed::FeatureUsage), settings), numerator)
}
