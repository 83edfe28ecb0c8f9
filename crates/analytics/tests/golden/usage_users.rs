use analytics::round::round;
use analytics::usage::{
    self, PlanUse, UserEngagement, deviation, engagement_ranks, feature_breadth, intensity_bins, power_users,
    session_depth, session_duration, stickiness, usage_by_plan,
};
use domain::client::EngagementStatus;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, number, percent, places, text};

pub fn stickiness_of(inputs: &Value) -> String {
    let (sum, mau) = (integer(&inputs["sum_dau_30"]), integer(&inputs["mau"]));
    let mean = usage::mean_per_day(sum, 30).expect("thirty days");
    format!("mean DAU {}, DAU/MAU {}", places(mean, 1), percent(stickiness(sum, 30, mau).expect("monthly users")))
}

pub fn sessions(inputs: &Value) -> String {
    let of = |key: &str| integer(&inputs[key]);
    let weeks = u32::try_from(of("weeks")).expect("weeks");
    let licensed: Vec<String> = (0..of("licensed")).map(|number| format!("module {number}")).collect();
    let used = licensed.iter().take(usize::try_from(of("used")).expect("modules")).map(String::as_str);
    format!(
        "duration {} s, depth {}, login frequency {} days/user/week, breadth {}",
        places(session_duration(of("seconds"), of("sessions")).expect("sessions"), 0),
        places(session_depth(of("actions"), of("sessions")).expect("sessions"), 2),
        places(usage::login_frequency(of("login_days"), of("active_users"), weeks).expect("users"), 2),
        percent(feature_breadth(used, &licensed).expect("modules"))
    )
}

pub fn power(inputs: &Value) -> String {
    let actions: Vec<i64> = list(&inputs["actions"]).iter().map(integer).collect();
    let found = power_users(&actions).expect("users");
    format!("rank cut {}, {} power users", found.rank, found.users)
}

pub fn champions(inputs: &Value) -> String {
    let column = |key: &str| list(&inputs[key]).iter().map(integer).collect::<Vec<_>>();
    let (days, actions, features) = (column("days"), column("actions"), column("features"));
    let users: Vec<UserEngagement> = (0..days.len())
        .map(|number| UserEngagement {
            active_days: days[number],
            actions: actions[number],
            features: features[number],
            status: EngagementStatus::Active,
        })
        .collect();
    let ranks = engagement_ranks(&users).expect("five users");
    let candidates =
        (1..).zip(&ranks).filter(|(_, rank)| rank.is_champion_candidate).map(|(number, _): (i32, _)| number);
    format!(
        "index {}; champion candidates: user {:?}",
        join(ranks.iter().map(|rank| rank.index), " "),
        candidates.collect::<Vec<_>>()
    )
}

pub fn anomaly(inputs: &Value) -> String {
    let found = deviation(number(&inputs["x"]), number(&inputs["med"]), number(&inputs["mad"]));
    let word = if found.is_anomaly { "ANOMALY" } else { "no" };
    format!("z {} → {word}", round(found.z.expect("values that vary"), 3))
}

pub fn login_cells(inputs: &Value) -> String {
    let cells = inputs["cells"].as_object().expect("cells");
    let order = ["mon09", "mon10", "tue09", "tue10", "wed09"];
    let values: Vec<i64> = order.iter().map(|key| integer(&cells[*key])).collect();
    let max = values.iter().copied().max().unwrap_or(0);
    join(order.iter().zip(intensity_bins(&values, max)).map(|(key, bin)| format!("{key}={bin}")), " ")
}

pub fn user_cells(inputs: &Value) -> String {
    let users: Vec<(&str, Vec<i64>)> = list(&inputs["users"])
        .iter()
        .map(|user| (text(&user[0]), list(&user[1]).iter().map(integer).collect()))
        .collect();
    let max = users.iter().flat_map(|(_, days)| days).copied().max().unwrap_or(0);
    let rows = users.iter().map(|(name, days)| format!("{name} {}", join(intensity_bins(days, max), "")));
    let daily: Vec<i64> = list(&inputs["daily"]).iter().map(integer).collect();
    let most = daily.iter().copied().max().unwrap_or(0);
    format!("{} calendar {}", join(rows, " "), join(intensity_bins(&daily, most), ""))
}

pub fn by_plan(inputs: &Value) -> String {
    let records: Vec<PlanUse> = list(&inputs["rows"])
        .iter()
        .map(|row| PlanUse {
            plan: text(&row[0]).to_owned(),
            user: text(&row[1]).to_owned(),
            quantity: Decimal::from(integer(&row[2])),
        })
        .collect();
    let mut plans = usage_by_plan(&records);
    // The example lists its plans in the order of the records.
    plans.sort_by_key(|plan| records.iter().position(|record| record.plan == plan.plan));
    let one = plans.iter().map(|plan| {
        format!("{} users {} total {} per user {}", plan.plan, plan.users, plan.total, places(plan.per_user, 2))
    });
    join(one, "; ")
}
