//! A usage to test with.
use api_types::usage::{
    CalendarHeatmap, ClientUsage, LoginHeatmap, LoginPeak, UsageAnomaly, UsageComparison, UsageDay, UsageFigures,
    UsageMetric, UserCounts, UserHeatmap,
};
use chrono::NaiveDate;
use domain::ClientId;
use rust_decimal::Decimal;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn metric(value: i64) -> UsageMetric {
    let comparison = |kind: &str, value: i64, delta: i64| UsageComparison {
        kind: kind.to_owned(),
        value: Some(Decimal::from(value)),
        delta: Some(Decimal::from(delta)),
        delta_unit: "%".to_owned(),
        peers: None,
        null_reason: None,
    };
    UsageMetric {
        metric: "M020".to_owned(),
        value: Some(Decimal::from(value)),
        unit: "users".to_owned(),
        display: format!("{value}.0"),
        numerator: None,
        denominator: None,
        period_start: day("2026-05-11"),
        period_end: day("2026-06-09"),
        partial: false,
        comparisons: vec![comparison("OWN_BASELINE", 20, -40), comparison("TIER", 10, 20)],
        null_reason: None,
    }
}

pub fn example() -> ClientUsage {
    let one = |date: &str, daily, weekly| UsageDay {
        date: day(date),
        daily_active_users: daily,
        weekly_active_users: weekly,
        monthly_active_users: Some(42),
        total_sessions: daily,
        total_actions: 10 * daily,
        total_logins: daily,
    };
    ClientUsage {
        client_id: "01931b6e-0000-7000-8000-000000000001".parse::<ClientId>().expect("an id"),
        as_of: day("2026-06-09"),
        figures: UsageFigures {
            daily_active_users: metric(12),
            weekly_active_users: metric(28),
            monthly_active_users: metric(42),
            stickiness: metric(30),
            avg_session_duration_seconds: metric(900),
            avg_session_depth: metric(12),
            login_frequency: metric(2),
            feature_breadth: metric(40),
            power_users: metric(4),
            usage_vs_baseline: metric(-40),
            contract_utilisation: metric(84),
            seat_use: Some("EXPANSION_SIGNAL".to_owned()),
            usage_intensity: metric(84),
            days_since_last_login: metric(0),
        },
        from: day("2026-06-08"),
        to: day("2026-06-09"),
        days: vec![one("2026-06-08", 12, Some(28)), one("2026-06-09", 9, None)],
        anomalies: vec![UsageAnomaly {
            date: day("2026-06-09"),
            daily_active_users: 9,
            usual: Decimal::from(20),
            z: None,
        }],
        roles: Vec::new(),
        logins: LoginHeatmap {
            from: day("2026-05-11"),
            to: day("2026-06-09"),
            timezone: "UTC".to_owned(),
            logins: Vec::new(),
            intensity: Vec::new(),
            peak: Some(LoginPeak { weekday: 1, hour: 9, logins: 40 }),
            null_reason: None,
        },
        calendar: CalendarHeatmap {
            from: day("2026-06-08"),
            to: day("2026-06-09"),
            daily_active_users: vec![Some(12), Some(9)],
            intensity: vec![4, 3],
        },
        activity: UserHeatmap { from: day("2026-05-11"), to: day("2026-06-09"), rows: Vec::new() },
        users: Vec::new(),
        user_counts: UserCounts::default(),
        users_null_reason: None,
        computed_at: None,
    }
}
