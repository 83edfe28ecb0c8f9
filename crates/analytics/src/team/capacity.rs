use domain::NullReason;
use domain::client::SizeSegment;
use domain::health::HealthStatus;
use domain::team::CapacityBand;
use rust_decimal::Decimal;

use crate::settings::CapacitySettings;

/// What decides how much work a client is (M127).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientWork {
    /// How large it is.
    pub size: SizeSegment,
    /// How healthy, where that is known.
    pub health: Option<HealthStatus>,
    /// Whether its renewal is overdue, or due within ninety days.
    pub is_renewing: bool,
    /// Whether it is not live, or live for less than ninety days.
    pub is_onboarding: bool,
}

/// The points of a client: base × (1 + Σ adjustments).
pub fn client_load(work: ClientWork, settings: &CapacitySettings) -> Decimal {
    let health = match work.health {
        Some(HealthStatus::AtRisk) => settings.at_risk,
        Some(HealthStatus::Critical) => settings.critical,
        Some(HealthStatus::Healthy | HealthStatus::Monitor) | None => Decimal::ZERO,
    };
    let when = |holds: bool, share: Decimal| if holds { share } else { Decimal::ZERO };
    let more = health + when(work.is_renewing, settings.renewal) + when(work.is_onboarding, settings.onboarding);
    settings.base(work.size) * (Decimal::ONE + more)
}

/// The points someone can look after: those of a full week × FTE, and less of them while they are new.
pub fn capacity(points: Decimal, fte: Decimal, tenure_days: i64, settings: &CapacitySettings) -> Decimal {
    let ramp = if is_ramping(tenure_days, settings) { settings.ramp_factor } else { Decimal::ONE };
    points * fte * ramp
}

/// Whether someone is still new.
pub fn is_ramping(tenure_days: i64, settings: &CapacitySettings) -> bool {
    tenure_days < settings.ramp_days
}

/// Load ÷ capacity, as a ratio; none of someone who has no capacity.
pub fn utilisation(load: Decimal, capacity: Decimal) -> Result<Decimal, NullReason> {
    load.checked_div(capacity).ok_or(NullReason::ZeroDenominator)
}

/// How full that is.
pub fn capacity_band(utilisation: Decimal, settings: &CapacitySettings) -> CapacityBand {
    if utilisation < settings.under_below {
        CapacityBand::Under
    } else if utilisation <= settings.ok_until {
        CapacityBand::Ok
    } else if utilisation <= settings.overloaded {
        CapacityBand::High
    } else {
        CapacityBand::Overloaded
    }
}

/// What there is ÷ what there should be (M126), as a ratio; none where nothing should be.
pub fn against_target(actual: Decimal, target: Decimal) -> Result<Decimal, NullReason> {
    actual.checked_div(target).ok_or(NullReason::ZeroDenominator)
}
