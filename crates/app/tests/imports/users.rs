use std::fmt::Write as _;

use chrono::{Duration, NaiveDate};

use crate::setup::{Folder, World, table};

const MAPPING: &str = r#"
[[file]]
name = "clients.csv"
[[file.entity]]
entity = "clients"
columns = { external_id = "id", name = "name", contract_tier = { constant = "STARTER" }, contract_start_date = "since" }
[[file]]
name = "users.csv"
[[file.entity]]
entity = "user_usage"
columns = { client = "client", date = "day", user_id = "user", sessions = "sessions", actions = "actions", login_hours = "hours" }
"#;

const CLIENTS: &[u8] = b"id,name,since\nA,Alder,2022-01-01\n";

fn day(days_ago: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day") - Duration::days(days_ago)
}

/// User u is active every u+1 days over 500 days; the last sign-in of each month is without an action.
fn usage() -> String {
    let mut text = "client,day,user,sessions,actions,hours\n".to_owned();
    let hours = vec!["1"; 24].join(";");
    for days_ago in (0..500_i64).rev() {
        for user in 0..6_i64 {
            if days_ago % (user * user + 1) == 0 {
                let actions = if days_ago % 31 == 0 { 0 } else { 3 };
                writeln!(text, "A,{},u{user},1,{actions},{hours}", day(days_ago)).expect("written");
            }
        }
    }
    text
}

#[tokio::test]
async fn user_rows_are_summed_up_and_old_ones_kept_as_sums_only() {
    let world = World::new().await;
    let usage = usage();
    let folder = Folder::new("users", &[("clients.csv", CLIENTS), ("users.csv", usage.as_bytes())]);
    let report = world.try_import(&folder.0, MAPPING, |_| {}).await.expect("imported");
    let rows = i64::try_from(usage.lines().count() - 1).expect("few");
    assert_eq!(table(&report), [("clients".to_owned(), [1, 0, 0, 0]), ("user_usage".to_owned(), [rows, 0, 0, 0])]);
    // 13 months before the 31st of December is November; its month is kept whole.
    assert_eq!(world.one::<NaiveDate>("select min(date) from usage_user_daily").await.to_string(), "2023-11-01");
    assert_eq!(world.one::<NaiveDate>("select min(date) from client_usage_metric").await, day(499));
    assert_eq!(
        world
            .one::<NaiveDate>("select min(month) from data_partition where parent_table = 'usage_user_daily'")
            .await
            .to_string(),
        "2023-11-01"
    );
    // Against the plain definition, over the file itself.
    world.run("create table truth (client text, day date, who text, sessions int, actions int, hours text)").await;
    for lines in usage.lines().skip(1).collect::<Vec<_>>().chunks(500) {
        let values: Vec<String> = lines
            .iter()
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                format!("('{}','{}','{}',{},{},'')", cells[0], cells[1], cells[2], cells[3], cells[4])
            })
            .collect();
        world.run(&format!("insert into truth values {}", values.join(","))).await;
    }
    let wrong: i64 = world
        .one(
            "select count(*) from client_usage_metric m where (daily_active_users, weekly_active_users, monthly_active_users, total_sessions) <> (
               select count(distinct who) filter (where actions > 0 and day = m.date),
                 count(distinct who) filter (where actions > 0 and day > m.date - 7),
                 count(distinct who) filter (where actions > 0),
                 coalesce(sum(sessions) filter (where day = m.date), 0)
               from truth where day > m.date - 30 and day <= m.date)",
        )
        .await;
    assert_eq!(wrong, 0);
    assert_eq!(world.one::<i64>("select sum(total_sessions)::bigint from client_usage_metric").await, rows);
    assert!(world.one::<bool>("select bool_and(logins_by_hour[1] = total_sessions) from client_usage_metric").await);

    let again = world.try_import(&folder.0, MAPPING, |_| {}).await.expect("imported");
    assert_eq!(table(&again), [("clients".to_owned(), [0, 0, 1, 0]), ("user_usage".to_owned(), [0, 0, rows, 0])]);
    app::imports::undo(&world.context, &app::Actor::system("steward import"), report.batch).await.expect("undone");
    assert_eq!(
        world
            .one::<i64>("select (select count(*) from usage_user_daily) + (select count(*) from client_usage_metric)")
            .await,
        0
    );
    world.end().await;
}

#[tokio::test]
async fn history_is_kept_when_asked() {
    let world = World::new().await;
    let folder = Folder::new("users-kept", &[("clients.csv", CLIENTS), ("users.csv", usage().as_bytes())]);
    world.try_import(&folder.0, MAPPING, |request| request.keep_history = true).await.expect("imported");
    assert_eq!(world.one::<NaiveDate>("select min(date) from usage_user_daily").await, day(499));
    assert!(world.one::<bool>("select bool_and(pinned) from data_partition where parent_table = 'usage_user_daily' and month < '2024-12-01'").await);
    world.end().await;
}
