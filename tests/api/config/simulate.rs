//! A version tried out on the portfolio, and on what became of clients.

use api_types::{
    clients::Client,
    config::HealthScoreConfig,
    page::Page,
    problem::ProblemCode as P,
    simulation::{HealthScoreSample, HealthScoreSimulation},
};
use chrono::Days;
use domain::{
    client::ContractTier,
    health::{BackTestWarning, HealthStatus},
};
use harness::{
    ApiClient, TestServer,
    seed::{Facts, days_ago},
    spawn,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

async fn documented(caller: &ApiClient) -> HealthScoreConfig {
    let configs = caller.get("/config/health-score").await.ok::<Page<HealthScoreConfig>>().data;
    configs.into_iter().find(|config| config.created_by.is_none()).expect("the documented one")
}

async fn simulate(caller: &ApiClient, body: Value) -> HealthScoreSimulation {
    let id = documented(caller).await.id;
    caller.post(&format!("/config/health-score/{id}/simulate")).json(&body).await.ok()
}

/// Nobody called, so it is the worse the more relationship counts; how it uses the platform differs.
async fn lonely(server: &TestServer, name: &str, tier: ContractTier, users: i32) -> Facts {
    let client = server.client(name).tier(tier).arr(i64::from(users) * 1_000).insert().await;
    client.usage(days_ago(60), days_ago(0), users).await;
    client
}

async fn portfolio(server: &TestServer) -> Vec<Uuid> {
    server.connect_feeds().await;
    let mut ids = vec![];
    for (name, tier, users) in [
        ("A", ContractTier::Enterprise, 40),
        ("B", ContractTier::Enterprise, 10),
        ("C", ContractTier::Starter, 30),
        ("D", ContractTier::Starter, 2),
    ] {
        ids.push(lonely(server, name, tier, users).await.id);
    }
    server.client("Trial").trial().insert().await;
    server.recompute_all().await;
    ids
}

async fn everything(server: &TestServer) -> Vec<(i64, String)> {
    let tables = ["health_score_config", "health_score_config_period", "client_health_score", "recalculation_request"];
    let mut found = vec![];
    for table in tables {
        let sql =
            format!("select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t");
        found.push(sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&server.pool).await.expect("rows"));
    }
    found
}

fn relations() -> Value {
    json!({"usage": 10, "adoption": 0, "support": 0, "relationship": 80, "contract": 0, "outcome": 10})
}

#[tokio::test]
async fn what_is_in_force_changes_nothing() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let before = everything(&server).await;
    let found = simulate(&vp, json!({})).await;
    assert_eq!((found.clients, found.concerned, found.change_band, found.without_score), (4, 4, 0, 0));
    assert_eq!((found.mean_change, found.mean_now), (Some(Decimal::ZERO), found.mean_then));
    assert!(found.movers.is_empty() && found.band_changes.is_empty());
    assert!(found.matrix.iter().all(|cell| Some(cell.from) == cell.to), "{:?}", found.matrix);
    assert_eq!(found.bands.iter().map(|band| band.now).sum::<usize>(), 4);
    assert_eq!(everything(&server).await, before, "nothing is written");
}

#[tokio::test]
async fn what_it_says_is_what_activating_does() {
    let server = spawn().await;
    let ids = portfolio(&server).await;
    let vp = server.vp().await;
    let found = simulate(&vp, json!({"weights": relations()})).await;
    assert!(found.change_band > 0, "{found:?}");
    assert_eq!(found.matrix.iter().map(|cell| cell.clients).sum::<usize>(), 4);
    let moved: usize = found.matrix.iter().filter(|cell| Some(cell.from) != cell.to).map(|cell| cell.clients).sum();
    assert_eq!((moved, found.band_changes.len()), (found.change_band, found.change_band));
    let sizes: Vec<i16> =
        found.movers.iter().map(|mover| (mover.score_then.expect("a score") - mover.score_now).abs()).collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|size| *size > 0), "{sizes:?}");
    let arr: Vec<_> = found.band_changes.iter().map(|client| client.annual_recurring_revenue).collect();
    assert!(arr.is_sorted_by(|a, b| a >= b), "the largest revenue first: {arr:?}");

    let body = json!({"name": "Relations", "weights": relations()});
    let made: HealthScoreConfig = vp.post("/config/health-score").json(&body).await.expect(201).json();
    vp.post(&format!("/config/health-score/{}/activate", made.id)).if_match("\"v1\"").await.expect(200);
    server.run_jobs().await;
    for id in ids {
        let client: Client = vp.get(&format!("/clients/{id}")).await.ok();
        let shown = client.summary.current_health_score;
        match found.movers.iter().find(|mover| mover.id.0 == id) {
            Some(mover) => {
                assert_eq!((shown, client.summary.health_status), (mover.score_then, mover.status_then));
                assert_ne!(Some(mover.score_now), shown);
            }
            None => assert!(found.movers.len() < 4),
        }
    }
}

#[tokio::test]
async fn only_those_it_would_be_for_are_concerned() {
    let server = spawn().await;
    let ids = portfolio(&server).await;
    let vp = server.vp().await;
    let found = simulate(&vp, json!({"weights": relations(), "applies_to_tier": "ENTERPRISE"})).await;
    assert_eq!((found.clients, found.concerned), (4, 2));
    assert!(found.movers.iter().all(|mover| mover.contract_tier == ContractTier::Enterprise));
    let found = simulate(&vp, json!({"weights": relations(), "applies_to_client_id": ids[0]})).await;
    assert_eq!(found.concerned, 1);
    let found = simulate(&vp, json!({"weights": relations(), "applies_to_segment": "Nobody's"})).await;
    assert_eq!((found.concerned, found.mean_change), (0, None));
    assert!(found.matrix.iter().all(|cell| Some(cell.from) == cell.to));
    let body = json!({"name": "Other formula", "profile": "SUB100",
        "weights": {"usage_consistency": 30, "adoption": 25, "support": 20, "payment": 25}});
    let other: HealthScoreConfig = vp.post("/config/health-score").json(&body).await.expect(201).json();
    let path = format!("/config/health-score/{}/simulate", other.id);
    let found: HealthScoreSimulation = vp.post(&path).json(&json!({})).await.ok();
    assert_eq!((found.other_profile, found.change_band, found.mean_now), (4, 0, None));
}

#[tokio::test]
async fn other_bounds_move_clients_between_bands_without_moving_scores() {
    let server = spawn().await;
    portfolio(&server).await;
    let found = simulate(&server.vp().await, json!({"bands": {"healthy": 3, "monitor": 2, "at_risk": 1}})).await;
    assert_eq!(found.mean_change, Some(Decimal::ZERO));
    let healthy = found.bands.iter().find(|band| band.health_status == Some(HealthStatus::Healthy)).expect("a band");
    assert_eq!(healthy.then, 4);
}

#[tokio::test]
async fn a_back_test_counts_who_really_left() {
    let server = spawn().await;
    server.connect_feeds().await;
    // The first window begins 120 days ago and ends 30 days ago.
    let (start, end) = (days_ago(120), days_ago(30));
    let mut ids = vec![];
    for (name, users, left) in [
        ("Stays", 40, None),
        ("Stays too", 40, None),
        ("Leaves", 1, Some(start + Days::new(20))),
        ("Leaves on the last day", 1, Some(end)),
        ("Leaves later", 40, Some(end + Days::new(1))),
        ("Had left", 40, Some(start)),
    ] {
        let client = server.client(name);
        let client = match left {
            Some(day) => client.churned(day).insert().await,
            None => client.insert().await,
        };
        client.usage(days_ago(160), start, users).await;
        ids.push(client.id);
    }
    server.backfill(&ids, start - Days::new(1), start + Days::new(1)).await;
    server.recompute_all().await;
    let vp = server.vp().await;
    let found = simulate(&vp, json!({"weights": relations()})).await.back_test;
    assert_eq!((found.days[0], found.window_days, found.n_excluded), (start, 90, 0));
    assert_eq!((found.current.n, found.current.churned), (5, 2), "who had left is not looked at");
    assert_eq!(found.current.churn_rate_percent, Some(40.0));
    assert_eq!((found.current.auc, found.current.lift_at_10_percent), (Some(1.0), Some(2.5)));
    assert_eq!(found.candidate.n, 5);
    let few = [BackTestWarning::FewClients, BackTestWarning::FewEvents, BackTestWarning::BandsDoNotSeparate];
    assert_eq!(found.current.warnings, few, "a handful proves nothing");
    let bands: usize = found.current.bands.iter().map(|band| band.n).sum();
    assert_eq!(bands, 5);
}

#[tokio::test]
async fn what_cannot_be_tried_is_told() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let path = format!("/config/health-score/{}/simulate", documented(&vp).await.id);
    let mut short = relations();
    short["usage"] = json!(5);
    let problem = vp.post(&path).json(&json!({"weights": short})).await.problem(422, P::Invalid);
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/weights", "wrong-sum"));
    vp.post(&path).json(&json!({"profile": "CX4"})).await.problem(400, P::Malformed);
    let unknown = format!("/config/health-score/{}/simulate", Uuid::nil());
    vp.post(&unknown).json(&json!({})).await.problem(404, P::NotFound);
    server.csm().await.post(&path).json(&json!({})).await.problem(403, P::Forbidden);
}

#[tokio::test]
async fn a_sample_holds_what_a_browser_needs() {
    let server = spawn().await;
    portfolio(&server).await;
    let sample: HealthScoreSample = server.vp().await.get("/config/health-score/sample").await.ok();
    assert_eq!((sample.clients.len(), sample.in_force.len(), sample.min_components), (4, 1, 2));
    assert!(sample.clients.is_sorted_by_key(|client| client.overall_score));
    assert!(sample.clients.iter().all(|client| client.component_scores.contains_key("relationship")));
    assert_eq!(sample.as_of, Some(server.today()));
}
