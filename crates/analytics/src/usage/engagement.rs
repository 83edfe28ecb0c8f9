use domain::NullReason;
use rust_decimal::Decimal;

/// Mean daily users of some days over the monthly users at their end, as a ratio (M021).
pub fn stickiness(dau_sum: i64, days: i64, monthly_active_users: i64) -> Result<Decimal, NullReason> {
    ratio(mean_per_day(dau_sum, days)?, monthly_active_users)
}

/// The mean per day of a sum over known days; unknown days are none of them (§0.5).
pub fn mean_per_day(sum: i64, days: i64) -> Result<Decimal, NullReason> {
    if days <= 0 {
        return Err(NullReason::NoData);
    }
    Ok(Decimal::from(sum) / Decimal::from(days))
}

/// Seconds per session (M022).
pub fn session_duration(seconds: i64, sessions: i64) -> Result<Decimal, NullReason> {
    ratio(Decimal::from(seconds), sessions)
}

/// Actions per session (M022).
pub fn session_depth(actions: i64, sessions: i64) -> Result<Decimal, NullReason> {
    ratio(Decimal::from(actions), sessions)
}

/// Distinct login days per active user and week (M023).
pub fn login_frequency(login_days: i64, active_users: i64, weeks: u32) -> Result<Decimal, NullReason> {
    ratio(ratio(Decimal::from(login_days), active_users)?, i64::from(weeks))
}

/// Modules used over modules licensed, as a ratio (M024); a module used without a licence does not widen it.
pub fn feature_breadth<'a>(
    used: impl IntoIterator<Item = &'a str>,
    licensed: &[impl AsRef<str>],
) -> Result<Decimal, NullReason> {
    let mut known: Vec<&str> = licensed.iter().map(AsRef::as_ref).collect();
    known.sort_unstable();
    known.dedup();
    let mut used: Vec<&str> = used.into_iter().filter(|module| known.binary_search(module).is_ok()).collect();
    used.sort_unstable();
    used.dedup();
    if known.is_empty() {
        return Err(NullReason::NotApplicable);
    }
    Ok(Decimal::from(used.len()) / Decimal::from(known.len()))
}

fn ratio(upper: Decimal, lower: i64) -> Result<Decimal, NullReason> {
    if lower <= 0 {
        return Err(NullReason::ZeroDenominator);
    }
    Ok(upper / Decimal::from(lower))
}
