use analytics::inactivity::inactive_days;
use analytics::renewal::{
    PriorityFacts, RenewalSums, due_after_orders, median_order_gap, priority, renewal_outlook, renewal_status,
    value_band, value_range,
};
use analytics::settings::{InactivitySettings, PrioritySettings, RenewalSettings};
use chrono::NaiveDate;
use domain::revenue::RenewalValueBand;
use serde_json::Value;

use crate::format::{date, integer, join, list, maybe, number, places, short, text};

pub fn statuses(inputs: &Value) -> String {
    let today = date(&inputs["D_"]);
    let one = |due: &Value| {
        let due = (!due.is_null()).then(|| date(due));
        renewal_status(due, today, &RenewalSettings::default())
    };
    join(list(&inputs["due"]).iter().map(one), ", ")
}

/// Each amount lies in the range of its band, and in no other.
pub fn values(inputs: &Value) -> String {
    let settings = RenewalSettings::default();
    let one = |value: &Value| {
        let amount = (!value.is_null()).then(|| number(value));
        let band = value_band(amount, &settings);
        let holds = |of: &RenewalValueBand| match (value_range(*of, &settings), amount) {
            (None, None) => true,
            (Some((from, below)), Some(amount)) => {
                from.is_none_or(|from| amount >= from) && below.is_none_or(|below| amount < below)
            }
            _ => false,
        };
        let holding: Vec<_> = RenewalValueBand::ALL.iter().filter(|of| holds(of)).collect();
        assert_eq!(holding, [&band], "{value}");
        band
    };
    join(list(&inputs["values"]).iter().map(one), ", ")
}

pub fn inactivity(inputs: &Value) -> String {
    let least = InactivitySettings::default().inactive_days;
    let one = |row: &Value| {
        let has_subscription = text(&row[0]) == "sub";
        let days = inactive_days(row[1].as_i64(), row[2].as_i64(), has_subscription, Some(integer(&row[3])));
        if days.is_some_and(|days| days >= least) { "INACTIVE_90" } else { "OK" }
    };
    join(list(&inputs["rows"]).iter().map(one), ", ")
}

pub fn order_rhythm(inputs: &Value) -> String {
    let orders: Vec<NaiveDate> = list(&inputs["orders"]).iter().map(date).collect();
    let gap = median_order_gap(&orders).expect("a rhythm");
    format!("median gap {gap} days, due {}", due_after_orders(&orders).expect("a date"))
}

pub fn windows(inputs: &Value) -> String {
    let today = date(&inputs["D_"]);
    let row = |row: &Value| {
        let sums = RenewalSums { clients: 1, arr: number(&row[1]), ..RenewalSums::default() };
        (Some(date(&row[0])), sums)
    };
    let rows = list(&inputs["due"]).iter().map(row);
    let outlook = renewal_outlook(rows, today, 12, &RenewalSettings::default());
    let windows = outlook.windows.iter().map(|(days, sums)| format!("{days}d {}", short(sums.arr, 2)));
    format!("{}, late {}", join(windows, ", "), short(outlook.overdue.arr, 2))
}

pub fn priorities(inputs: &Value) -> String {
    let one = |row: &Value| {
        let facts = PriorityFacts {
            arr: maybe(&row[0]),
            churn_90_days: maybe(&row[1]),
            days_to_renewal: row[2].as_i64(),
            tier: text(&row[3]).parse().expect("a tier"),
            lifetime_value_percentile: number(&row[4]),
            past_renewals: integer(&row[5]),
        };
        let found = priority(&facts, &PrioritySettings::default());
        format!("{} \u{2192} {} {}", places(found.exact, 2), found.score, found.category)
    };
    join(list(&inputs["rows"]).iter().map(one), "; ")
}
