use chrono::NaiveDate;
use domain::NullReason;
use rust_decimal::Decimal;

/// A decline of daily users against their baseline from which USAGE_DECLINE fires (§11).
const DECLINE: Decimal = Decimal::from_parts(30, 0, 0, true, 2);

/// What seat utilisation says (M032).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatUse {
    /// Below half the seats.
    LowUtilisation,
    /// In between.
    Normal,
    /// Above 80 %: a reason to talk about more seats.
    ExpansionSignal,
}

impl SeatUse {
    /// The word of the metric dictionary.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LowUtilisation => "LOW_UTILISATION",
            Self::Normal => "NORMAL",
            Self::ExpansionSignal => "EXPANSION_SIGNAL",
        }
    }
}

/// Mean daily users of the last week against the thirty days before it, as a ratio (M026).
pub fn vs_baseline(last_7_mean: Decimal, prior_30_mean: Decimal) -> Result<Decimal, NullReason> {
    if prior_30_mean.is_zero() {
        return Err(NullReason::ZeroDenominator);
    }
    Ok(last_7_mean / prior_30_mean - Decimal::ONE)
}

/// Whether USAGE_DECLINE fires: 30 % down from a baseline of three daily users or more.
pub fn is_usage_decline(change: Decimal, prior_30_mean: Decimal) -> bool {
    change <= DECLINE && prior_30_mean >= Decimal::from(3)
}

/// Monthly users over seats (M032), as a ratio.
pub fn utilisation(monthly_active_users: i64, licensed_user_count: Option<i64>) -> Result<Decimal, NullReason> {
    match licensed_user_count {
        None => Err(NullReason::NoData),
        Some(0) => Err(NullReason::ZeroDenominator),
        Some(seats) => Ok(Decimal::from(monthly_active_users) / Decimal::from(seats)),
    }
}

/// What that ratio says.
pub fn seat_use(utilisation: Decimal) -> SeatUse {
    if utilisation < Decimal::new(5, 1) {
        SeatUse::LowUtilisation
    } else if utilisation > Decimal::new(8, 1) {
        SeatUse::ExpansionSignal
    } else {
        SeatUse::Normal
    }
}

/// Actions of thirty days per seat (M034).
pub fn intensity(actions_30: i64, licensed_user_count: Option<i64>) -> Result<Decimal, NullReason> {
    utilisation(actions_30, licensed_user_count)
}

/// Days since anyone logged in; since go-live, if nobody ever did (M035).
pub fn days_since_login(as_of: NaiveDate, last_login: Option<NaiveDate>, go_live: Option<NaiveDate>) -> Option<i64> {
    last_login.or(go_live.filter(|date| *date <= as_of)).map(|date| (as_of - date).num_days())
}

/// Whether NO_LOGIN fires: 14 days or more (§11).
pub fn is_without_login(days: i64) -> bool {
    days >= 14
}
