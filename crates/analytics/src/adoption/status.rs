use domain::usage::{AdoptionStatus, UsageTrend};
use rust_decimal::Decimal;

use crate::settings::AdoptionSettings;

/// The status of a feature (M041), first match. Use of a feature that was never set up means it was.
pub fn adoption_status(
    is_licensed: bool,
    is_configured: bool,
    usage: Decimal,
    expected: Option<Decimal>,
    settings: &AdoptionSettings,
) -> AdoptionStatus {
    if !is_licensed {
        return AdoptionStatus::NotLicensed;
    }
    if usage <= Decimal::ZERO {
        return if is_configured { AdoptionStatus::NotUsed } else { AdoptionStatus::NotConfigured };
    }
    // Without an expected value any use is adoption.
    let Some(expected) = expected.filter(|expected| *expected > Decimal::ZERO) else {
        return AdoptionStatus::ActiveUse;
    };
    let percent = Decimal::ONE_HUNDRED * usage / expected;
    if percent < settings.light_below {
        AdoptionStatus::LightUse
    } else if percent > settings.power_above {
        AdoptionStatus::PowerUse
    } else {
        AdoptionStatus::ActiveUse
    }
}

/// Where the use of a feature is going (M042): 20 % in 30 days is a move.
pub fn usage_trend(usage: Decimal, previous: Decimal) -> UsageTrend {
    let move_by = Decimal::new(20, 2);
    match (previous <= Decimal::ZERO, usage <= Decimal::ZERO) {
        (true, true) => UsageTrend::NoUse,
        (true, false) => UsageTrend::Increasing,
        _ => {
            let change = usage / previous - Decimal::ONE;
            if change >= move_by {
                UsageTrend::Increasing
            } else if change <= -move_by {
                UsageTrend::Decreasing
            } else {
                UsageTrend::Stable
            }
        }
    }
}
