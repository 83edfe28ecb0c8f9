use api_types::{
    problem::ProblemCode,
    usage::{ClientUsage, UsageHeatmaps},
};
use harness::{seed::days_ago, spawn};

use super::{complete, roll_up, six_users};

#[tokio::test]
async fn cells_hold_what_happened_and_are_as_dark_as_it_was_much() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    roll_up(&server).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/usage/heatmap", acme.id);
    let maps: UsageHeatmaps = csm.get(&path).await.ok();
    assert_eq!((maps.logins.from, maps.logins.to), (complete(29), complete(0)));
    assert_eq!(maps.logins.timezone, "America/New_York");
    // 42 sessions of thirty days, all of them at nine.
    let all: i64 = maps.logins.logins.iter().flatten().sum();
    let at_nine: i64 = maps.logins.logins.iter().map(|hours| hours[9]).sum();
    assert_eq!((all, at_nine), (42, 42));
    // Yesterday, 2026-06-09, is a Tuesday. Tuesdays: mike 4 (0, 7, 14, 21), lisa 2 (0, 7), tom 1 (7), sarah 1 (21).
    assert_eq!(maps.logins.logins[1][9], 8);
    // Saturdays are 3, 10, 17, 24 days before: mike 3, lisa 2, new 2 sessions; nobody else.
    assert_eq!(maps.logins.logins[5][9], 7);
    let peak = maps.logins.peak.clone().expect("a peak");
    assert_eq!((peak.hour, maps.logins.intensity[usize::from(peak.weekday)][9]), (9, 4));
    assert!(maps.logins.intensity.iter().flatten().all(|bin| *bin <= 4));
    // The calendar: yesterday mike and lisa; the busiest days have three.
    assert_eq!(maps.calendar.daily_active_users.len(), 30);
    assert_eq!(maps.calendar.daily_active_users.last(), Some(&Some(2)));
    assert_eq!(maps.calendar.daily_active_users.iter().flatten().max(), Some(&3));
    assert_eq!(maps.calendar.intensity.last(), Some(&3));
    // Who did most comes first; a day of ten actions is half as dark as the one of twenty.
    let names: Vec<&str> = maps.activity.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((names[0], names.len()), ("Mike", 5));
    let mike = &maps.activity.rows[0];
    assert_eq!((mike.actions.len(), mike.actions.iter().sum::<i64>(), mike.intensity[29]), (30, 220, 2));
    assert_eq!(mike.intensity[0], 0);
    assert!(maps.activity.rows.iter().any(|row| row.intensity.contains(&4)));

    // The first screen shows the same cells.
    let usage: ClientUsage = csm.get(&format!("/clients/{}/usage", acme.id)).await.ok();
    assert_eq!(usage.logins, maps.logins);
    assert_eq!(usage.calendar.daily_active_users[60..], maps.calendar.daily_active_users);
    let row = usage.activity.rows.iter().find(|row| row.name == "Mike").expect("Mike");
    assert_eq!(row, mike);
}

#[tokio::test]
async fn days_can_be_chosen_within_reason() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    roll_up(&server).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/usage/heatmap", acme.id);
    let week: UsageHeatmaps = csm.get(&format!("{path}?from={}&to={}", complete(6), complete(0))).await.ok();
    assert_eq!(week.calendar.daily_active_users.len(), 7);
    assert_eq!(week.activity.rows[0].actions, [10; 7]);
    for query in [
        format!("from={}&to={}", days_ago(1), days_ago(5)),
        format!("from={}&to={}", days_ago(93), days_ago(1)),
        "kind=logins".to_owned(),
        "to=soon".to_owned(),
    ] {
        csm.get(&format!("{path}?{query}")).await.problem(400, ProblemCode::Malformed);
    }
    server.other_csm().await.get(&path).await.problem(404, ProblemCode::NotFound);
}
