use api_types::{
    problem::ProblemCode,
    usage::{ClientUsage, UsageMetric},
};
use domain::{NullReason, client::EngagementStatus, import::DataFeed};
use harness::{
    seed::{self, days_ago},
    spawn,
};
use rust_decimal::Decimal;

use super::{complete, roll_up, six_users};

fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().expect("a number"))
}

#[track_caller]
fn shows(metric: &UsageMetric, value: &str, display: &str) {
    assert_eq!((metric.value, metric.display.as_str()), (number(value), display), "{}", metric.metric);
    assert_eq!(metric.null_reason, None);
}

/// As of yesterday, in thirty days: mike 22, lisa 12, tom 4, sarah 2 active days, new 1 (two sessions).
#[tokio::test]
async fn figures_are_what_the_arithmetic_by_hand_says() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    roll_up(&server).await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    assert_eq!(usage.as_of, complete(0));
    let figures = &usage.figures;
    // 22 + 12 + 4 + 2 + 1 = 41 user-days over 30 days.
    shows(&figures.daily_active_users, "1.4", "1.4");
    assert_eq!(
        (figures.daily_active_users.numerator, figures.daily_active_users.denominator),
        (number("41"), number("30"))
    );
    assert_eq!(
        (figures.daily_active_users.period_start, figures.daily_active_users.period_end),
        (complete(29), complete(0))
    );
    // Within seven days: mike, lisa, tom (5 and 6 days ago), new.
    shows(&figures.weekly_active_users, "4", "4");
    shows(&figures.monthly_active_users, "5", "5");
    // 41 / 30 / 5 = 27.33 %.
    shows(&figures.stickiness, "27.3", "27.3%");
    // 42 sessions of two minutes with ten actions each.
    shows(&figures.avg_session_duration_seconds, "120", "2 min 0 s");
    shows(&figures.avg_session_depth, "10", "10.0");
    // The same 41 login days: everything lies within four weeks. 41 / 5 / 4 = 2.05.
    shows(&figures.login_frequency, "2.05", "2.05");
    // One of two licensed modules.
    shows(&figures.feature_breadth, "50.0", "50.0%");
    // ⌈0.2 · 5⌉ = 1: mike.
    shows(&figures.power_users, "1", "1");
    // 5 of 50 seats.
    shows(&figures.contract_utilisation, "10.0", "10.0%");
    assert_eq!(figures.seat_use.as_deref(), Some("LOW_UTILISATION"));
    // 420 actions on 50 seats.
    shows(&figures.usage_intensity, "8.4", "8.4");
    shows(&figures.days_since_last_login, "0", "0 days");
    // Seven days: mike 7, lisa 7, tom 2, new 1 = 17 / 7; the 30 before: mike 15, lisa 5 + 6, tom 2 + 7, sarah 2 = 37 / 30.
    shows(&figures.usage_vs_baseline, "96.9", "96.9%");
    let own = &figures.daily_active_users.comparisons[0];
    // The ninety days before: lisa 6, tom 20, sarah 15 = 41 / 90 = 0.4556; 1.3667 / 0.4556 = 3.
    assert_eq!((own.kind.as_str(), own.value, own.delta), ("OWN_BASELINE", number("0.5"), number("200")));
    assert_eq!((own.delta_unit.as_str(), own.peers), ("%", None));

    let roles: Vec<_> =
        usage.roles.iter().map(|role| (role.role.as_deref(), role.users, role.login_frequency)).collect();
    assert_eq!(
        roles,
        [
            (Some("INVESTIGATOR"), 2, number("2")),
            (Some("ADMIN"), 1, number("5.5")),
            (Some("CCO"), 1, number("0.5")),
            (Some("VIEWER"), 1, number("0.25")),
        ]
    );
    assert_eq!(usage.days.len(), 90);
    let last = usage.days.last().expect("yesterday");
    assert_eq!((last.date, last.daily_active_users, last.weekly_active_users), (complete(0), 2, Some(4)));
    assert_eq!((usage.users.len(), usage.user_counts.total, usage.user_counts.inactive), (6, 6, 2));
    // Sarah is a champion and gone; Ghost is marked as key and was never there.
    assert_eq!((usage.user_counts.inactive_key_users, usage.user_counts.declining), (2, 1));
    assert_eq!(usage.users[0].name, "Mike");
    assert_eq!(usage.users[0].status, EngagementStatus::Active);
    let names: Vec<&str> = usage.activity.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, usage.users.iter().map(|user| user.name.as_str()).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_quiet_day_counts_as_zero_and_an_unknown_one_not_at_all() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").since(complete(9)).insert().await;
    acme.usage(complete(4), complete(0), 6).await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    // Live for ten days, five of them quiet.
    shows(&usage.figures.daily_active_users, "3", "3.0");
    assert_eq!((usage.days.len(), usage.days[0].date, usage.days[0].daily_active_users), (10, complete(9), 0));
    assert_eq!(usage.figures.daily_active_users.comparisons[0].null_reason, Some(NullReason::InsufficientHistory));
    assert_eq!(usage.figures.usage_vs_baseline.null_reason, Some(NullReason::InsufficientHistory));
    assert_eq!(
        (usage.users_null_reason, usage.figures.power_users.null_reason),
        (Some(NullReason::NoData), Some(NullReason::NoData))
    );
    assert!(usage.anomalies.is_empty(), "five days before are too few to judge by");
    // Without seats, nothing can be said about them; without hours, nothing about hours.
    assert_eq!(usage.logins.null_reason, Some(NullReason::NoData));
    assert_eq!(usage.calendar.daily_active_users.iter().flatten().count(), 10);
}

#[tokio::test]
async fn a_client_nothing_is_known_about_has_reasons_and_no_zeros() {
    let server = spawn().await;
    let acme = server.client("Acme").seats(None).insert().await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    let figures = &usage.figures;
    for metric in [
        &figures.daily_active_users,
        &figures.weekly_active_users,
        &figures.monthly_active_users,
        &figures.stickiness,
        &figures.avg_session_depth,
        &figures.contract_utilisation,
        &figures.days_since_last_login,
    ] {
        assert_eq!((metric.value, metric.display.as_str()), (None, "N/A"), "{}", metric.metric);
        assert_eq!(metric.null_reason, Some(NullReason::NoData), "{}", metric.metric);
    }
    assert!(usage.days.is_empty() && usage.users.is_empty());
}

#[tokio::test]
async fn a_day_out_of_the_ordinary_is_named() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(complete(130), complete(0), 20).await;
    // 2026-06-02 is a Tuesday.
    acme.usage(seed::date("2026-06-02"), seed::date("2026-06-02"), 9).await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    let found: Vec<_> =
        usage.anomalies.iter().map(|one| (one.date, one.daily_active_users, one.usual, one.z)).collect();
    assert_eq!(found, [(seed::date("2026-06-02"), 9, Decimal::from(20), None)]);
}

#[tokio::test]
async fn silence_of_the_source_is_not_silence_of_the_client() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(complete(120), complete(10), 20).await;
    seed::feeds::connect(&server.pool, DataFeed::Usage, seed::noon(complete(9))).await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    assert_eq!(usage.as_of, complete(10));
    shows(&usage.figures.daily_active_users, "20", "20.0");
}

#[tokio::test]
async fn bad_days_are_refused_and_others_shown() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(complete(60), complete(0), 20).await;
    let csm = server.csm().await;
    let get = |query: &str| csm.get(&format!("/clients/{}/usage{query}", acme.id));
    let short: ClientUsage = get(&format!("?from={}&to={}", complete(6), complete(0))).await.ok();
    assert_eq!((short.from, short.to, short.days.len()), (complete(6), complete(0), 7));
    shows(&short.figures.daily_active_users, "20", "20.0");
    let week: ClientUsage = get("?days=7").await.ok();
    assert_eq!(week.days, short.days);
    for query in [
        format!("?from={}&to={}", days_ago(1), days_ago(5)),
        "?from=2020-01-01&to=2026-01-01".to_owned(),
        "?from=yesterday".to_owned(),
        "?days=0".to_owned(),
        format!("?days=7&from={}", complete(6)),
        "?weeks=7".to_owned(),
        "?from=-262143-01-01&to=-262143-01-01".to_owned(),
    ] {
        get(&query).await.problem(400, ProblemCode::Malformed);
    }
    server.other_csm().await.get(&format!("/clients/{}/usage", acme.id)).await.problem(404, ProblemCode::NotFound);
    csm.get("/clients/nobody/usage").await.problem(400, ProblemCode::Malformed);
}
