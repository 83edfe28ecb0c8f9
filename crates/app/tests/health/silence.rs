use std::{fmt::Write as _, sync::Arc};

use chrono::{Duration, NaiveDate};

use crate::{
    date, later,
    setup::{Folder, World},
};

const MAPPING: &str = r#"
[[file]]
name = "clients.csv"
[[file.entity]]
entity = "clients"
columns = { external_id = "id", name = "id", contract_tier = { constant = "STARTER" }, contract_start_date = "since", licensed_user_count = "seats" }
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
[[file]]
name = "features.csv"
[[file.entity]]
entity = "feature_usage"
create_features = true
license_all_clients = true
columns = { external_id = "id", client = "client", date = "day", feature_key = "feature", count = "count" }
[[file]]
name = "tickets.csv"
[[file.entity]]
entity = "tickets"
columns = { external_id = "id", client = "client", severity = "severity", created_at = "created", resolved_at = "resolved", sla_due_at = "due" }
[[file]]
name = "surveys.csv"
[[file.entity]]
entity = "surveys"
columns = { external_id = "id", client = "client", kind = "kind", score = "score", max_score = "of", responded_at = "day" }
[[file]]
name = "invoices.csv"
[[file.entity]]
entity = "invoices"
columns = { external_id = "id", client = "client", amount = "amount", currency = { constant = "USD" }, issued_at = "issued", due_at = "due", status = { constant = "OPEN" } }
[[file]]
name = "outcomes.csv"
[[file.entity]]
entity = "outcomes"
columns = { client = "client", date = "day", metric_key = "key", actual = "actual", target = "target" }
"#;

/// The day the data describe.
fn end() -> NaiveDate {
    date("2024-12-31")
}

/// Busy is there every day; Quiet was until a hundred days ago.
fn files() -> Vec<(&'static str, String)> {
    let ago = |days: i64| end() - Duration::days(days);
    let mut users = "client,day,user,sessions,actions,logins\n".to_owned();
    let mut features = "id,client,day,feature,count\n".to_owned();
    for days_ago in 0..150_i64 {
        let day = ago(days_ago);
        for (client, user) in [("Busy", "ada"), ("Busy", "ben"), ("Quiet", "quinn")] {
            if client == "Busy" || days_ago >= 100 {
                writeln!(users, "{client},{day},{user},1,9,1").expect("written");
                writeln!(features, "{client}{user}{days_ago},{client},{day},cases,2").expect("written");
            }
        }
    }
    writeln!(features, "once,Busy,{},reports,1", ago(25)).expect("written");
    let tickets = format!(
        "id,client,severity,created,resolved,due\n\
         T1,Busy,HIGH,{0},{0},\nT2,Busy,MEDIUM,{1},{1},\nT3,Busy,CRITICAL,{2},,{3}\n",
        ago(40),
        ago(20),
        ago(2),
        end() + Duration::days(3)
    );
    let surveys = format!("id,client,kind,score,of,day\nS1,Busy,NPS,9,10,{}\nS2,Busy,CSAT,4,5,{}\n", ago(200), ago(80));
    let invoices = format!(
        "id,client,amount,issued,due\nI1,Busy,100,{},{}\nI2,Busy,100,{},{}\n",
        ago(35),
        ago(5),
        ago(10),
        end() + Duration::days(20)
    );
    let outcomes = format!("client,day,key,actual,target\nBusy,{},case_resolution,8,10\n", ago(70));
    vec![
        ("clients.csv", "id,since,seats\nBusy,2023-01-01,5\nQuiet,2023-01-01,5\n".to_owned()),
        (
            "contacts.csv",
            "id,client,name,role,user\n1,Busy,Ada,CHAMPION,ada\n2,Quiet,Quinn,CHAMPION,quinn\n".to_owned(),
        ),
        ("users.csv", users),
        ("features.csv", features),
        ("tickets.csv", tickets),
        ("surveys.csv", surveys),
        ("invoices.csv", invoices),
        ("outcomes.csv", outcomes),
    ]
}

/// Imported and scored at noon of the last day.
async fn imported(name: &str) -> World {
    let world = World::new().await;
    let files = files();
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::new(name, &bytes);
    let report = world.try_import(&folder.0, MAPPING, |request| request.as_of = end()).await.expect("imported");
    assert!(report.rejections.is_empty(), "{:?}", report.rejections);
    app::imports::score(&world.context, &report, end(), Arc::new(|_| {})).await.expect("scored");
    world
}

/// What is said of each client on a day: its score by component with the inputs, churn risk, and why it is at risk.
async fn said(world: &World, day: NaiveDate) -> Vec<String> {
    sqlx::query_scalar(
        "select c.name || ' ' || s.overall_score || ' ' || s.component_scores || ' ' || s.component_states || ' ' || s.inputs
           || ' churn ' || d.churn_risk_score || ' ' || d.at_risk_reasons::text
         from client c join client_health_score s on s.client_id = c.id and s.date = $1
         join client_daily_state d on d.client_id = c.id and d.date = $1 order by c.name",
    )
    .bind(day)
    .fetch_all(&world.context.pool)
    .await
    .expect("scores")
}

/// What no calendar changes: everything but the days since staff were in contact.
fn settled(mut lines: Vec<String>) -> Vec<String> {
    for line in &mut lines {
        let cut = line.find(r#""days_since_contact": ""#).expect("an input");
        let close = line[cut + 23..].find('"').expect("its end");
        line.replace_range(cut + 23..cut + 23 + close, "some");
    }
    lines
}

async fn alerts(world: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select c.name || ' ' || a.alert_type || ' ' || a.status || ' ' || a.title
         from client_alert a join client c on c.id = a.client_id order by 1",
    )
    .fetch_all(&world.context.pool)
    .await
    .expect("alerts")
}

async fn reasons(world: &World, client: &str) -> String {
    world.one(&format!("select array_to_string(at_risk_reasons, ',') from client where name = '{client}'")).await
}

async fn component(world: &World, client: &str, component: &str) -> String {
    world
        .one(&format!(
            "select round((s.component_scores ->> '{component}')::numeric, 2)::text
             from client c join client_health_score s on s.client_id = c.id and s.date = c.health_as_of
             where c.name = '{client}'"
        ))
        .await
}

#[tokio::test]
async fn nights_after_the_data_end_change_nothing() {
    let mut world = imported("silence").await;
    let feeds = "select string_agg(feed || ' ' || covers_until, ', ' order by feed) from data_feed";
    let expected = "BILLING 2024-12-31, FEATURE_USAGE 2024-12-31, OUTCOME 2024-12-31, SUPPORT 2024-12-31, SURVEY 2024-12-31, USAGE 2024-12-31";
    assert_eq!(world.one::<String>(feeds).await, expected, "slow sources speak until the day the data describe");
    let first = said(&world, end()).await;
    let raised = alerts(&world).await;
    assert_eq!(first.len(), 2, "{first:?}");
    assert_eq!(component(&world, "Busy", "usage").await, "100.00");
    assert_eq!(component(&world, "Quiet", "usage").await, "0.00", "who was silent before the end is");
    assert!(reasons(&world, "Quiet").await.contains("INACTIVE_90"));
    assert!(!reasons(&world, "Busy").await.contains("INACTIVE_90"));
    assert!(raised.iter().any(|line| line.starts_with("Quiet NO_LOGIN NEW")), "{raised:?}");

    for days in [1, 10, 60, 400] {
        let day = end() + Duration::days(days);
        later(&mut world, &format!("{day}T00:30:00Z"));
        app::health::full_pass(&world.context).await.expect("computed");
        app::alerts::sweep(&world.context).await.expect("swept");
        assert_eq!(settled(said(&world, day).await), settled(first.clone()), "{days} days later");
        assert_eq!(alerts(&world).await, raised, "{days} days later");
    }
    // Peers are compared as of the last day known, too.
    let standing = "select string_agg(c.name || ' ' || s.as_of || ' ' || s.dau_sum, ', ' order by c.name)
                    from client_usage_standing s join client c on c.id = s.client_id";
    assert_eq!(world.one::<String>(standing).await, "Busy 2024-12-31 60");
    // So is a history that is computed anew.
    let clients: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from client").fetch_all(&world.context.pool).await.expect("clients");
    let today = world.today();
    app::health::backfill(&world.context, &clients, end() - Duration::days(5), today).await.expect("computed");
    for day in [end(), end() + Duration::days(59), today] {
        assert_eq!(settled(said(&world, day).await), settled(first.clone()), "{day}");
    }
    world.end().await;
}

#[tokio::test]
async fn a_file_for_today_without_a_row_of_late_is_of_a_source_that_ended() {
    let world = World::at("2025-03-01T12:00:00Z").await;
    let files = files();
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::new("silence-late", &bytes);
    let report = world.try_import(&folder.0, MAPPING, |_| {}).await.expect("imported");
    app::imports::score(&world.context, &report, world.today(), Arc::new(|_| {})).await.expect("scored");
    // Nobody at all was there since: the log ends. No ticket since the new year: there was none.
    assert_eq!(component(&world, "Busy", "usage").await, "100.00");
    let covers = "select string_agg(feed || ' ' || covers_until, ', ' order by feed) from data_feed where feed in ('USAGE', 'SUPPORT')";
    assert_eq!(world.one::<String>(covers).await, "SUPPORT 2025-03-01, USAGE 2024-12-31");
    world.end().await;
}

#[tokio::test]
async fn a_client_that_goes_silent_while_its_source_goes_on_is_inactive() {
    let mut world = imported("silence-live").await;
    // Twenty-nine days on, the two of the last day are left of 22 working days: 2 / 22 of the 1.5 expected.
    for (days, usage, inactive) in [(1, "100.00", false), (29, "6.06", false), (60, "0.00", false), (100, "0.00", true)]
    {
        let day = end() + Duration::days(days);
        later(&mut world, &format!("{day}T00:30:00Z"));
        world.run(&format!("update data_feed set mode = 'CONTINUOUS', last_success_at = '{day}T00:10:00Z'")).await;
        app::health::full_pass(&world.context).await.expect("computed");
        app::alerts::sweep(&world.context).await.expect("swept");
        assert_eq!(component(&world, "Busy", "usage").await, usage, "{days} days later");
        assert_eq!(reasons(&world, "Busy").await.contains("INACTIVE_90"), inactive, "{days} days later");
    }
    let raised = alerts(&world).await;
    assert!(raised.contains(&"Busy NO_LOGIN NEW Nobody signed in for 100 days".to_owned()), "{raised:?}");
    world.end().await;
}
