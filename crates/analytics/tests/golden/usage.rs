use analytics::usage;
use chrono::NaiveDate;
use domain::NullReason;
use serde_json::Value;

use crate::format::{date, integer, join, list, number, percent, places, text};

pub fn active_users(inputs: &Value) -> String {
    let events: Vec<(&str, NaiveDate)> =
        list(&inputs["events"]).iter().map(|event| (text(&event[0]), date(&event[1]))).collect();
    let users = usage::active_users(&events, date(&inputs["D_"]));
    format!("DAU {}, WAU {}, MAU {}", users.dau, users.wau, users.mau)
}

pub fn vs_baseline(inputs: &Value) -> String {
    let (last, prior) = (number(&inputs["last7"]), number(&inputs["prior30"]));
    let change = usage::vs_baseline(last, prior).expect("a baseline");
    format!("{} → {}", percent(change), if usage::is_usage_decline(change, prior) { "FIRES" } else { "no" })
}

pub fn contacts(inputs: &Value) -> String {
    let one = |user: &Value| {
        let status = usage::contact_engagement(user[1].as_i64(), integer(&user[2]), integer(&user[3]));
        format!("{} {status}", text(&user[0]))
    };
    join(list(&inputs["users"]).iter().map(one), ", ")
}

pub fn utilisation(inputs: &Value) -> String {
    let seats = inputs["licensed"].as_i64();
    let one = |mau: &Value| {
        let ratio = usage::utilisation(integer(mau), seats).expect("seats");
        format!("{} {}", percent(ratio), usage::seat_use(ratio).as_str())
    };
    assert_eq!(usage::utilisation(1, None), Err(NullReason::NoData));
    join(list(&inputs["mau"]).iter().map(one), "; ")
}

pub fn intensity(inputs: &Value) -> String {
    let ratio = usage::intensity(integer(&inputs["actions"]), inputs["seats"].as_i64()).expect("seats");
    let days = usage::days_since_login(date(&inputs["D_"]), Some(date(&inputs["last_login"])), None).expect("a login");
    let word = if usage::is_without_login(days) { "NO_LOGIN" } else { "OK" };
    format!("intensity {} actions/seat; last login {days} d → {word}", places(ratio, 1))
}

pub fn support_spike(inputs: &Value) -> String {
    let word = |fires: bool| if fires { "FIRES" } else { "no" };
    let all = |key: &str, prior: i64| {
        let one = |last: &Value| format!("{last} → {}", word(usage::is_support_spike(integer(last), prior)));
        join(list(&inputs[key]).iter().map(one), ", ")
    };
    format!("{}; no history {}", all("last7", integer(&inputs["prior12w"])), all("zero_prior_last7", 0))
}
