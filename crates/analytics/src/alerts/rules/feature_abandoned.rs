use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{count, date};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::FeatureAbandoned;

/// Days within which the feature must have been in active use.
const WITHIN_DAYS: i64 = 120;

/// Holds for each feature that was in active or power use and is not used for 30 days, or for its own window where
/// that is longer; over when it is used again.
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let Some(features) = &facts.features else { return assessment.unknown(TYPE) };
    for feature in features {
        let quiet = (facts.spoken.features - feature.last_used_on).num_days();
        let threshold = settings.whole(TYPE).max(feature.window_days);
        let holds = feature.was_active && quiet >= threshold && quiet <= WITHIN_DAYS;
        let condition = Condition::of(holds, quiet < threshold, || Raised {
            severity: AlertSeverity::Low,
            is_executive: false,
            title: format!("{} is no longer used", feature.name),
            description: format!(
                "{} was in active use and was last used on {}, {} ago.",
                feature.name,
                date(feature.last_used_on),
                count(quiet, "day")
            ),
            metric: "days_since_feature_use",
            value: quiet.to_string(),
            threshold: Some(threshold.to_string()),
            entity: Some(Entity { kind: "feature", id: feature.feature_key.clone() }),
        });
        assessment.push(TYPE, &feature.feature_key, condition);
    }
}
