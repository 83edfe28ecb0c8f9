use analytics::currency::convert_month;
use analytics::dimension::{Behaviour, behavioural_segment, size_segment};
use analytics::period::{self, PeriodKind, Window, previous_period, same_period_last_year};
use analytics::round::round;
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::format::{date, integer, join, list, maybe, number, percent, places, text};

pub fn pct_change(inputs: &Value) -> String {
    let one = |pair: &Value| match period::pct_change(number(&pair[0]), number(&pair[1])) {
        Ok(ratio) => percent(ratio),
        Err(reason) => format!("null:{reason}"),
    };
    join(list(&inputs["pairs"]).iter().map(one), "; ")
}

pub fn trailing(inputs: &Value) -> String {
    period::trailing(date(&inputs["D_"]), integer(&inputs["n"]) as u32).to_string()
}

pub fn comparisons(inputs: &Value) -> String {
    let one = |ask: &Value| -> Window {
        match text(&ask[0]) {
            "MONTH" => previous_period(PeriodKind::Month, date(&ask[1])),
            "QUARTER" => previous_period(PeriodKind::Quarter, date(&ask[1])),
            "YTD" => previous_period(PeriodKind::YearToDate, date(&ask[1])),
            "CUSTOM" => previous_period(PeriodKind::Custom(date(&ask[1])), date(&ask[2])),
            "SPLY" => same_period_last_year(Window { start: date(&ask[1]), end: date(&ask[2]) }),
            other => panic!("{other} is not a period"),
        }
        .expect("a period")
    };
    join(list(&inputs["asks"]).iter().map(one), "; ")
}

pub fn rounding(inputs: &Value) -> String {
    let all = |key: &str, dp| join(list(&inputs[key]).iter().map(|value| round(number(value), dp)), " ");
    format!("{} | {}", all("ints", 0), all("money", 2))
}

pub fn local_date(inputs: &Value) -> String {
    let instant: DateTime<Utc> = text(&inputs["ts"]).parse().expect("an instant");
    period::local_date(instant, text(&inputs["tz"]).parse().expect("a time zone")).to_string()
}

pub fn currency(inputs: &Value) -> String {
    let get = |key: &str| number(&inputs[key]);
    let month = convert_month(get("opening_native"), get("expansion_native"), get("r0"), get("r1"));
    format!(
        "opening {} + expansion {} + fx {} = {}",
        places(month.opening, 2),
        places(month.movement, 2),
        places(month.fx, 2),
        places(month.closing(), 2)
    )
}

pub fn size_segments(inputs: &Value) -> String {
    let one = |client: &Value| size_segment(None, client[0].as_i64().map(|n| n as i32), maybe(&client[1]));
    join(list(&inputs["clients"]).iter().map(one), ", ")
}

pub fn behavioural_segments(inputs: &Value) -> String {
    let one = |client: &Value| {
        let behaviour = Behaviour {
            is_unpaid_trial: !client["paid"].as_bool().expect("a flag"),
            mrr: number(&client["mrr"]),
            adoption: maybe(&client["adoption"]),
            mau: integer(&client["mau"]),
            mau_90_days_ago: integer(&client["mau_90"]),
            has_price_signal: client["price"].as_bool().expect("a flag"),
        };
        behavioural_segment(&behaviour, number(&inputs["p50"]), number(&inputs["p80"])).as_str()
    };
    join(list(&inputs["clients"]).iter().map(one), ", ")
}
