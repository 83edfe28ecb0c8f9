use std::fmt::Write as _;

use chrono::Duration;

use crate::{
    date, later,
    setup::{Folder, World},
};

const MAPPING: &str = r#"
[[file]]
name = "clients.csv"
[[file.entity]]
entity = "clients"
columns = { external_id = "id", name = "name", contract_tier = { constant = "STARTER" }, contract_start_date = "since" }
[[file]]
name = "contacts.csv"
[[file.entity]]
entity = "contacts"
columns = { external_id = "id", client = "client", name = "name", role = "role", platform_user_id = "user" }
[[file]]
name = "users.csv"
[[file.entity]]
entity = "user_usage"
columns = { client = "client", date = "day", user_id = "user", sessions = "sessions", actions = "actions", logins = "logins" }
"#;

const CLIENTS: &[u8] = b"id,name,since\nA,Alder,2022-01-01\n";
const CONTACTS: &[u8] = b"id,client,name,role,user
1,A,Dora,CHAMPION,dora
2,A,Ada,CHAMPION,ada
3,A,Ina,CHAMPION,ina
4,A,Nell,EXECUTIVE_SPONSOR,nell
5,A,Una,ADMIN,
";

/// Over sixty days: Dora was there daily until a month ago and on every fifth day since, Ada is there daily, Ina was
/// there until three weeks ago, Nell never was.
fn usage() -> String {
    let mut text = "client,day,user,sessions,actions,logins\n".to_owned();
    for days_ago in (0..60_i64).rev() {
        let day = date("2024-12-31") - Duration::days(days_ago);
        for (user, is_there) in [("dora", days_ago >= 30 || days_ago % 5 == 1), ("ada", true), ("ina", days_ago > 20)] {
            if is_there {
                writeln!(text, "A,{day},{user},1,9,1").expect("written");
            }
        }
    }
    text
}

async fn statuses(world: &World) -> String {
    world.one("select string_agg(name || ' ' || engagement_status, ', ' order by name) from client_contact").await
}

async fn champions_at_risk(world: &World) -> Option<String> {
    world
        .one(
            "select string_agg(k.name || ' ' || a.status, ', ' order by k.name)
             from client_alert a join client_contact k on k.id::text = a.related_entity_id where a.alert_type = 'CHAMPION_RISK'",
        )
        .await
}

#[tokio::test]
async fn a_declining_champion_of_real_data_is_told() {
    let mut world = World::new().await;
    let folder = Folder::new(
        "engagement",
        &[("clients.csv", CLIENTS), ("contacts.csv", CONTACTS), ("users.csv", usage().as_bytes())],
    );
    let report = world.try_import(&folder.0, MAPPING, |_| {}).await.expect("imported");
    let today = world.today();
    app::imports::score(&world.context, &report, today, std::sync::Arc::new(|_| {})).await.expect("scored");
    let expected = "Ada ACTIVE, Dora DECLINING, Ina INACTIVE, Nell INACTIVE, Una INACTIVE";
    assert_eq!(statuses(&world).await, expected);
    assert_eq!(champions_at_risk(&world).await.as_deref(), Some("Dora NEW"));
    let noted = "select string_agg(name || ' ' || (last_platform_login at time zone 'UTC')::date, ', ' order by name)
                 from client_contact where last_platform_login is not null";
    assert_eq!(world.one::<String>(noted).await, "Ada 2024-12-31, Dora 2024-12-30, Ina 2024-12-10");
    assert_eq!(world.one::<i64>("select sum(version)::bigint from client_contact").await, 5, "no edit by people");

    // After the file nobody knows more.
    later(&mut world, "2025-02-20T00:30:00Z");
    app::health::full_pass(&world.context).await.expect("computed");
    assert_eq!(statuses(&world).await, expected);

    // A source that keeps coming does: she is back, and the alert is over.
    world.run("update data_feed set mode = 'CONTINUOUS', last_success_at = '2025-02-20' where feed = 'USAGE'").await;
    world.run("select ensure_month_partitions('usage_user_daily', '2025-02-01', '2025-02-28', false)").await;
    world
        .run(
            "insert into usage_user_daily (client_id, date, user_id, sessions, actions, logins)
             select id, d::date, 'dora', 1, 5, 1 from client, generate_series(date '2025-02-01', '2025-02-19', '1 day') d",
        )
        .await;
    app::health::full_pass(&world.context).await.expect("computed");
    let expected = "Ada INACTIVE, Dora ACTIVE, Ina INACTIVE, Nell INACTIVE, Una INACTIVE";
    assert_eq!(statuses(&world).await, expected);
    app::alerts::sweep(&world.context).await.expect("swept");
    assert_eq!(champions_at_risk(&world).await.as_deref(), Some("Dora RESOLVED"));
    world.end().await;
}
