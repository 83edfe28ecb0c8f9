use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use app::Context;
use harness::stand_in::StandIn;
use serde_json::json;
use sqlx::Row as _;
use uuid::Uuid;

use crate::{
    process::{EMAIL, Steward},
    report::Report,
    setting::Setting,
};

const DATABASE: &str = "steward_bench_clients";
/// Champions who leave, each of a client of another manager.
const CHAMPIONS: i64 = 20;
/// How often it is looked whether a mail is there.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Longer than the bar: what takes this long never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// From the write that makes an alert hold to the mail about it, in the optimised program with its own workers: one after
/// the other, each a champion who leaves.
pub async fn run(setting: &Setting, context: &Context, report: &mut Report) {
    let receiver = StandIn::smtp().await;
    let server = Steward::start_with_mail(setting, context, DATABASE, receiver.address()).await;
    let client = reqwest::Client::new();
    let token = server.sign_in(&client, EMAIL).await;
    let api = format!("{}/api/v1/client-success", server.address);

    let settings = client.get(format!("{api}/config/alerts")).bearer_auth(&token).send().await.expect("an answer");
    let version = etag(&settings);
    let rules = BTreeMap::from([("CHAMPION_RISK", json!({"channels": ["IN_APP", "EMAIL"]}))]);
    let put = client.put(format!("{api}/config/alerts")).bearer_auth(&token).header("If-Match", version);
    let put = put.json(&json!({ "rules": rules })).send().await.expect("an answer");
    assert_eq!(put.status(), 200, "{}", put.text().await.unwrap_or_default());

    let mut times = vec![];
    for (contact, manager) in champions(context).await {
        let path = format!("{api}/contacts/{contact}");
        let found = client.get(&path).bearer_auth(&token).send().await.expect("an answer");
        let left = context.now().date_naive();
        let begun = Instant::now();
        let put = client.put(&path).bearer_auth(&token).header("If-Match", etag(&found));
        let put = put.json(&json!({ "left_company_at": left })).send().await.expect("an answer");
        assert_eq!(put.status(), 200, "{}", put.text().await.unwrap_or_default());
        while !receiver.received().iter().any(|mail| mail.head.contains(&manager)) {
            assert!(begun.elapsed() < PATIENCE, "no mail to {manager}");
            tokio::time::sleep(LOOK_EVERY).await;
        }
        times.push(begun.elapsed().as_secs_f64());
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    let average = times.iter().sum::<f64>() / times.len() as f64;
    report.at_most("trigger to mail, the longest of twenty", longest, "s", 30.0);
    report.note("trigger to mail, on average", average, "s");
    server.stop().await;
}

/// Champions still there, and the address of who has their client.
async fn champions(context: &Context) -> Vec<(Uuid, String)> {
    let rows = sqlx::query(
        "select distinct on (s.email) k.id, s.email
         from client c join staff s on s.id = c.csm_user_id
         join client_contact k on k.client_id = c.id and k.role = 'CHAMPION' and k.left_company_at is null
         where not exists (select from client_alert a where a.client_id = c.id and a.alert_type = 'CHAMPION_RISK')
         order by s.email, k.id limit $1",
    )
    .bind(CHAMPIONS)
    .fetch_all(&context.pool)
    .await
    .expect("champions");
    assert_eq!(rows.len() as i64, CHAMPIONS, "enough champions");
    rows.iter().map(|row| (row.get("id"), row.get("email"))).collect()
}

fn etag(answer: &reqwest::Response) -> String {
    let value: Option<&str> = answer.headers().get("etag").and_then(|value| value.to_str().ok());
    value.expect("a version").to_owned()
}
