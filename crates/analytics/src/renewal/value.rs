use domain::revenue::RenewalValueBand;
use rust_decimal::Decimal;

use crate::settings::RenewalSettings;

/// How much a renewal is worth (M085).
pub fn value_band(amount: Option<Decimal>, settings: &RenewalSettings) -> RenewalValueBand {
    match amount {
        None => RenewalValueBand::Unbanded,
        Some(amount) if amount >= settings.value_high => RenewalValueBand::High,
        Some(amount) if amount >= settings.value_medium => RenewalValueBand::Medium,
        Some(_) => RenewalValueBand::Low,
    }
}

/// The amounts of a band: from the first on, and below the second; no end where there is none. Nothing for amounts that
/// are not known.
pub fn value_range(band: RenewalValueBand, settings: &RenewalSettings) -> Option<(Option<Decimal>, Option<Decimal>)> {
    match band {
        RenewalValueBand::High => Some((Some(settings.value_high), None)),
        RenewalValueBand::Medium => Some((Some(settings.value_medium), Some(settings.value_high))),
        RenewalValueBand::Low => Some((None, Some(settings.value_medium))),
        RenewalValueBand::Unbanded => None,
    }
}
