//! What a picture says, in a sentence.
use api_types::usage::{ClientUsage, LoginHeatmap, UsageMetric};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::format;

/// A comparison of a figure, by its kind.
pub fn against<'a>(metric: &'a UsageMetric, kind: &str) -> Option<&'a api_types::usage::UsageComparison> {
    metric.comparisons.iter().find(|one| one.kind == kind)
}

/// What a change says in words: `12 % below`.
fn beside(delta: Decimal) -> Option<String> {
    let whole = delta.round();
    if whole.is_zero() {
        return None;
    }
    let word = if whole.is_sign_negative() { "below" } else { "above" };
    Some(format!("{} {word}", format::percent(format::number(whole.abs()))))
}

/// Daily users against the client's own past, else against its tier.
pub fn daily_users(usage: &ClientUsage, tier: &str) -> String {
    let metric = &usage.figures.daily_active_users;
    let own = against(metric, "OWN_BASELINE").and_then(|one| one.delta);
    let of_tier = against(metric, "TIER").and_then(|one| one.delta);
    match (own.map(beside), of_tier.map(beside)) {
        (Some(Some(own)), _) => format!("Daily users are {own} the 90 days before"),
        (Some(None), _) => "Daily users are as many as in the 90 days before".to_owned(),
        (None, Some(Some(tier_says))) => format!("Daily users are {tier_says} the {tier} average"),
        _ => format!("{} daily users on average", metric.display),
    }
}

/// When people sign in.
pub fn logins(map: &LoginHeatmap) -> String {
    match &map.peak {
        Some(peak) => format!("Most sign in on {}s at {:02}:00", weekday(peak.weekday.into()), peak.hour),
        None => "When people sign in".to_owned(),
    }
}

/// The name of a weekday, Monday first.
pub fn weekday(index: usize) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].get(index).copied().unwrap_or("")
}

/// How many days off there were, or which day was busiest.
pub fn calendar(from: NaiveDate, users: &[Option<i32>]) -> String {
    let busiest =
        users.iter().enumerate().filter_map(|(index, users)| Some((index, (*users)?))).max_by_key(|day| day.1);
    match busiest {
        Some((index, users)) if users > 0 => {
            let day = from + chrono::TimeDelta::days(index as i64);
            format!(
                "{} was the busiest day, with {}",
                format::short_day(day),
                format::counted(users.into(), "user", "users")
            )
        }
        _ => "Nobody was active in 90 days".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::client_usage_example as example;

    #[test]
    fn titles_say_what_the_picture_shows() {
        let mut usage = example();
        assert_eq!(daily_users(&usage, "Enterprise"), "Daily users are 40\u{a0}% below the 90 days before");
        usage.figures.daily_active_users.comparisons[0].delta = Some(Decimal::new(2, 1));
        assert_eq!(daily_users(&usage, "Enterprise"), "Daily users are as many as in the 90 days before");
        usage.figures.daily_active_users.comparisons[0].delta = None;
        assert_eq!(daily_users(&usage, "Enterprise"), "Daily users are 20\u{a0}% above the Enterprise average");
        usage.figures.daily_active_users.comparisons.clear();
        assert_eq!(daily_users(&usage, "Enterprise"), "12.0 daily users on average");
        assert_eq!(logins(&usage.logins), "Most sign in on Tuesdays at 09:00");
        let from = usage.calendar.from;
        assert_eq!(calendar(from, &usage.calendar.daily_active_users), "Jun 8 was the busiest day, with 12 users");
        assert_eq!(calendar(from, &[None, Some(0)]), "Nobody was active in 90 days");
    }
}
