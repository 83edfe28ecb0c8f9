/// Whether tickets spiked (M104): at least three in a week, and three times the weekly mean of the
/// twelve weeks before.
pub fn is_support_spike(last_7_days: i64, prior_12_weeks: i64) -> bool {
    last_7_days >= 3 && 12 * last_7_days >= 3 * prior_12_weeks
}
