use rust_decimal::Decimal;

use super::features::FeatureUse;
use crate::calendar::{Day, date_of};
use crate::life::Life;
use crate::records::AdoptionRow;

/// How the client has every feature on the last day.
pub(crate) fn adoption(life: &Life, plans: &[FeatureUse], uses: &[Vec<(Day, i32)>], as_of: Day) -> Vec<AdoptionRow> {
    plans.iter().zip(uses).map(|(plan, uses)| row(life, plan, uses, as_of)).collect()
}

fn row(life: &Life, plan: &FeatureUse, uses: &[(Day, i32)], as_of: Day) -> AdoptionRow {
    let within = |from: Day, until: Day| -> i64 {
        uses.iter().filter(|(day, _)| *day > from && *day <= until).map(|(_, count)| i64::from(*count)).sum()
    };
    let (recent, before) = (within(as_of - 30, as_of), within(as_of - 60, as_of - 30));
    let in_window = within(as_of - plan.feature.window_days, as_of);
    let licensed = plan.licensed_from.filter(|from| *from <= as_of);
    let configured = plan.configured_from.filter(|from| *from <= as_of);
    AdoptionRow {
        client_id: life.id,
        feature_key: plan.feature.key,
        is_licensed: licensed.is_some(),
        licensed_at: licensed.map(date_of),
        is_configured: configured.is_some(),
        configured_at: configured.map(date_of),
        adoption_status: status(licensed.is_some(), configured.is_some(), in_window, plan.feature.expected_usage),
        last_used_at: uses.iter().rfind(|(day, _)| *day <= as_of).map(|(day, _)| date_of(*day)),
        usage_30_days: recent,
        usage_prev_30_days: before,
        usage_in_window: in_window,
        usage_trend: trend(recent, before),
        expected_usage: plan.feature.expected_usage.map(Decimal::from),
        expected_window_days: plan.feature.window_days,
    }
}

/// M041.
fn status(is_licensed: bool, is_configured: bool, uses: i64, expected: Option<i32>) -> &'static str {
    match expected {
        _ if !is_licensed => "NOT_LICENSED",
        _ if uses == 0 && !is_configured => "NOT_CONFIGURED",
        _ if uses == 0 => "NOT_USED",
        Some(expected) if uses * 100 < i64::from(expected) * 25 => "LIGHT_USE",
        Some(expected) if uses * 100 > i64::from(expected) * 75 => "POWER_USE",
        _ => "ACTIVE_USE",
    }
}

/// M042.
fn trend(recent: i64, before: i64) -> &'static str {
    match (recent, before) {
        (0, 0) => "NO_USE",
        (recent, before) if recent * 5 >= before * 6 => "INCREASING",
        (recent, before) if recent * 5 <= before * 4 => "DECREASING",
        _ => "STABLE",
    }
}
