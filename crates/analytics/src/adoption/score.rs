use domain::usage::AdoptionStatus;
use rust_decimal::Decimal;

use crate::health::components::AdoptionInputs;
use crate::settings::AdoptionNumerator;

/// Licensed features and those in use by the numerator (M040); none when nothing is licensed.
/// Licensed features that were never set up stay in the denominator.
pub fn adoption_inputs(
    statuses: impl IntoIterator<Item = AdoptionStatus>,
    numerator: AdoptionNumerator,
) -> Option<AdoptionInputs> {
    let mut licensed = 0;
    let mut halves = 0;
    for status in statuses {
        if status != AdoptionStatus::NotLicensed {
            licensed += 1;
            halves += halves_of(status, numerator);
        }
    }
    (licensed > 0).then(|| AdoptionInputs { used: Decimal::new(halves * 5, 1).normalize(), licensed })
}

fn halves_of(status: AdoptionStatus, numerator: AdoptionNumerator) -> i64 {
    match status {
        AdoptionStatus::ActiveUse | AdoptionStatus::PowerUse => 2,
        AdoptionStatus::LightUse => match numerator {
            AdoptionNumerator::Used => 2,
            AdoptionNumerator::Weighted => 1,
            AdoptionNumerator::Active => 0,
        },
        AdoptionStatus::NotLicensed | AdoptionStatus::NotConfigured | AdoptionStatus::NotUsed => 0,
    }
}
