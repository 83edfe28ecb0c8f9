//! The demo portfolio, which is the first thing anyone sees: what it shows is never empty.

use app::demo::{DemoRequest, Existing};
use harness::{ApiClient, Options, TestServer, spawn_with};
use serde_json::Value;

async fn demo() -> (TestServer, ApiClient) {
    let now = "2026-10-14T12:00:00Z".parse().expect("an instant");
    let server = spawn_with(Options { now, ..Options::default() }).await;
    let request =
        DemoRequest { clients: 40, days: 200, seed: 1, as_of: None, existing: Existing::Refuse, alongside: false };
    app::demo::load(&server.context, &request).await.expect("the demo portfolio is made").expect("there was none");
    let admin = server.admin().await;
    (server, admin)
}

/// What a path answers.
async fn get(caller: &ApiClient, path: &str) -> Value {
    caller.get(path).await.expect(200).value()
}

fn rows<'a>(answer: &'a Value, pointer: &str) -> &'a Vec<Value> {
    answer.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list {pointer} in {answer}"))
}

#[tokio::test]
async fn every_figure_of_the_portfolio_is_there() {
    let (_server, admin) = demo().await;
    churn_risk(&admin).await;
    renewals(&admin).await;
    team(&admin).await;
    team_alerts(&admin).await;
    benchmarks(&admin).await;
    score_configuration(&admin).await;
    search(&admin).await;
}

/// Whoever shows the product types a name, misspells it, and looks for a word of a note.
async fn search(admin: &ApiClient) {
    let clients = get(admin, "/clients?limit=200").await;
    let named: Vec<&str> = rows(&clients, "/data").iter().filter_map(|client| client["name"].as_str()).collect();
    let long = |name: &&&str| name.split(' ').next().is_some_and(|word| word.len() > 5 && word.is_ascii());
    let name = named.iter().find(long).expect("a long name").split(' ').next().expect("a word");
    for q in [name[..4].to_owned(), format!("{}x{}", &name[..2], &name[2..])] {
        let found = get(admin, &format!("/search?types=CLIENT&q={q}")).await;
        let is_it = |hit: &Value| hit["name"].as_str().is_some_and(|found| found.contains(name));
        assert!(rows(&found, "/clients/data").iter().any(is_it), "{q}: {found}");
    }
    for q in ["sa", "ma", "renewal", "team"] {
        let found = get(admin, &format!("/search?types=CONTACT,NOTE&q={q}")).await;
        let kind = if q.len() == 2 { "/contacts/data" } else { "/notes/data" };
        assert!(!rows(&found, kind).is_empty(), "{q}: {found}");
    }
}

async fn churn_risk(admin: &ApiClient) {
    let risk = get(admin, "/analytics/churn-risk").await;
    let held = rows(&risk, "/categories").iter().filter(|share| share["clients"].as_i64() > Some(0));
    assert!(held.count() >= 2, "{risk}");
    assert!(rows(&risk, "/categories").iter().any(|share| share["clients_change"].as_i64() != Some(0)), "{risk}");
    assert!(rows(&risk, "/groups").iter().all(|groups| !rows(groups, "/groups").is_empty()), "{risk}");
    let first = &rows(&risk, "/list/data")[0];
    assert!(!rows(first, "/risk_factors").is_empty(), "{first}");
    let id = first["id"].as_str().expect("an id");
    let one = get(admin, &format!("/clients/{id}/churn-risk")).await;
    assert_eq!(one["source"], "HEURISTIC");
    assert!(rows(&one, "/history").len() > 60, "{one}");
    assert!(!rows(&one, "/recommended_actions").is_empty(), "{one}");
    assert!(rows(&one, "/horizons").iter().all(|horizon| horizon["probability"].is_f64()), "{one}");
}

async fn renewals(admin: &ApiClient) {
    let shown = get(admin, "/analytics/renewals").await;
    let clients = |figures: &Value| figures["clients"].as_i64().expect("a count");
    assert!(rows(&shown, "/windows").iter().all(|window| clients(&window["figures"]) > 0), "{shown}");
    let months = rows(&shown, "/months").iter().filter(|month| clients(&month["figures"]) > 0);
    assert!(months.count() > 5, "{shown}");
    assert!(rows(&shown, "/csms").iter().all(|csm| csm["csm"]["name"].is_string()), "{shown}");
    assert!(!rows(&shown, "/list/data").is_empty(), "{shown}");
}

async fn team(admin: &ApiClient) {
    let shown = get(admin, "/analytics/csm-performance?period=LAST_QUARTER").await;
    let csms = rows(&shown, "/csms");
    assert!(csms.iter().any(|row| row["figures"]["clients"].as_i64() > Some(0)), "{shown}");
    let total = &shown["total"];
    for figure in ["/activities/touchpoints", "/retention/clients_at_start", "/retention/arr_at_start"] {
        assert!(total.pointer(figure).and_then(Value::as_f64) > Some(0.0), "{figure} of {total}");
    }
    assert!(total["retention"]["gross_revenue_retention_percent"].is_f64(), "{total}");
    assert!(csms.iter().all(|row| row["capacity"]["utilisation_percent"].is_f64()), "{shown}");
    assert!(csms.iter().any(|row| row["capacity"]["utilisation_percent"].as_f64() > Some(50.0)), "{shown}");
    assert!(csms.iter().any(|row| row["figures"]["nps"]["score"].is_i64()), "{shown}");
    assert!(csms.iter().any(|row| row["figures"]["health_change"]["mean_points"].is_f64()), "{shown}");
    let balance = get(admin, "/analytics/csm-rebalancing").await;
    assert_eq!(rows(&balance, "/csms").len(), csms.len(), "{balance}");
    let id = csms[0]["csm"]["id"].as_str().expect("an id");
    let capacity = get(admin, &format!("/config/csm-capacity/{id}")).await;
    assert!(capacity["points"].as_f64() > Some(0.0), "{capacity}");
    let one = get(admin, &format!("/analytics/csm/{id}/metrics?period=LAST_QUARTER")).await;
    assert!(rows(&one, "/history/M012").iter().filter(|point| point["value"].is_f64()).count() > 10, "{one}");
}

async fn team_alerts(admin: &ApiClient) {
    let shown = get(admin, "/team-alerts").await;
    let overloads = rows(&shown, "/data").iter().filter(|alert| alert["alert_type"] == "CSM_OVERLOAD");
    let team = get(admin, "/analytics/csm-performance").await;
    let used = rows(&team, "/csms").iter().map(|row| row["capacity"]["utilisation_percent"].clone());
    assert!(overloads.count() > 0, "{shown}; {:?}", used.collect::<Vec<_>>());
}

async fn benchmarks(admin: &ApiClient) {
    let clients = get(admin, "/clients?limit=200").await;
    let clients = rows(&clients, "/data");
    // The first client with an industry that five others have, too.
    let with = |industry: &Value| clients.iter().filter(|client| &client["industry"] == industry).count();
    let client = clients.iter().find(|client| client["industry"].is_string() && with(&client["industry"]) > 5);
    let client = client.expect("an industry with several clients");
    let shown = get(admin, &format!("/clients/{}/benchmark?cohort=ALL", client["id"].as_str().expect("an id"))).await;
    assert_eq!(rows(&shown, "/metrics").len(), 4);
    for metric in rows(&shown, "/metrics") {
        assert!(metric["percentile"].is_i64() && metric["peer_mean"].is_f64(), "{metric}");
    }
    let name = client["industry"].as_str().expect("a name").replace(' ', "%20");
    let industry = get(admin, &format!("/benchmarks/industry/{name}")).await;
    assert!(industry["figures"]["average_health"].is_f64() && industry["figures"]["average_adoption"].is_f64());
    assert!(rows(&industry, "/trend").len() > 3, "{industry}");
}

async fn score_configuration(admin: &ApiClient) {
    let configs = get(admin, "/config/health-score").await;
    let id = rows(&configs, "/data")[0]["id"].as_str().expect("an id");
    let sample = get(admin, "/config/health-score/sample").await;
    assert!(rows(&sample, "/clients").len() > 20 && !rows(&sample, "/in_force").is_empty(), "{sample}");
    let weights = serde_json::json!({"weights": {"usage": 50, "adoption": 20, "support": 10, "relationship": 10, "contract": 10, "outcome": 0}});
    let path = format!("/config/health-score/{id}/simulate");
    let found = admin.post(&path).json(&weights).await.expect(200).value();
    assert!(found["change_band"].as_u64() > Some(0) && found["mean_change"].is_number(), "{found}");
    assert!(!rows(&found, "/movers").is_empty() && !rows(&found, "/band_changes").is_empty(), "{found}");
    for of in ["current", "candidate"] {
        let test = &found["back_test"][of];
        assert!(
            test["n"].as_u64() > Some(20) && rows(test, "/bands").iter().any(|band| band["n"].as_u64() > Some(0)),
            "{test}"
        );
    }
}
