//! Versions of how scores are made: made, changed, put in force, rolled back.

use api_types::{
    clients::Client,
    config::HealthScoreConfig,
    page::Page,
    problem::{ProblemCode as P, ProblemDetails},
};
use chrono::Duration;
use domain::{client::ContractTier, health::HealthStatus};
use harness::{
    ApiClient, Reply, TestServer,
    seed::{self, days_ago},
    spawn,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Usage counts for nothing, relationship for nearly all.
fn relations_first() -> Value {
    json!({"usage": 0, "adoption": 0, "support": 10, "relationship": 90, "contract": 0, "outcome": 0})
}

fn new(name: &str) -> Value {
    json!({"name": name, "weights": relations_first(), "bands": {"healthy": 80, "monitor": 60, "at_risk": 40}})
}

async fn create(caller: &ApiClient, body: Value) -> HealthScoreConfig {
    caller.post("/config/health-score").json(&body).await.expect(201).json()
}

fn path(config: &HealthScoreConfig, verb: &str) -> String {
    format!("/config/health-score/{}{verb}", config.id)
}

async fn act(caller: &ApiClient, config: &HealthScoreConfig, verb: &str) -> Reply {
    caller.post(&path(config, verb)).if_match(&format!("\"v{}\"", config.revision)).await
}

/// The newest first, as the API has them but for the one that came with the schema: it was made by another clock.
async fn all(caller: &ApiClient) -> Vec<HealthScoreConfig> {
    let mut all = caller.get("/config/health-score").await.ok::<Page<HealthScoreConfig>>().data;
    all.sort_by_key(|config| config.created_by.is_none());
    all
}

async fn score(caller: &ApiClient, client: Uuid) -> (Option<i16>, Option<HealthStatus>) {
    let client: Client = caller.get(&format!("/clients/{client}")).await.ok();
    (client.summary.current_health_score, client.summary.health_status)
}

fn told(problem: &ProblemDetails) -> Vec<(&str, &str)> {
    problem.errors.iter().map(|field| (field.pointer.as_str(), field.code.as_str())).collect()
}

/// A client whose usage is fine and whom nobody called.
async fn lonely(server: &TestServer, name: &str, tier: ContractTier) -> Uuid {
    let client = server.client(name).tier(tier).insert().await;
    client.usage(days_ago(60), days_ago(0), 40).await;
    client.id
}

#[tokio::test]
async fn a_version_is_made_put_in_force_and_rolled_back() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = lonely(&server, "Acme", ContractTier::Enterprise).await;
    server.recompute_all().await;
    let (vp, csm) = (server.vp().await, server.csm().await);
    let before = score(&csm, acme).await;
    let documented = all(&vp).await.remove(0);

    let made = create(&vp, new("  Relations first ")).await;
    assert_eq!((made.name.as_str(), made.version, made.revision), ("Relations first", 2, 1));
    assert_eq!((made.is_active, made.was_in_force, made.is_default), (false, false, false));
    assert_eq!(made.previous_version_id, Some(documented.id));
    assert_eq!(made.created_by.as_ref().map(|by| by.id.0), Some(seed::VP.id()));
    assert_eq!(score(&csm, acme).await, before, "not in force yet");

    server.advance(Duration::minutes(5));
    let active: HealthScoreConfig = act(&vp, &made, "/activate").await.ok();
    assert!(active.is_active && active.is_default && active.was_in_force);
    assert_eq!(active.in_force[0].by.as_ref().map(|by| by.id.0), Some(seed::VP.id()));
    assert_eq!((active.in_force[0].from, active.in_force[0].until), (Some(server.now()), None));
    server.run_jobs().await;
    let after = score(&csm, acme).await;
    assert!(after.0 < before.0, "{before:?} {after:?}");
    let versions = all(&csm).await;
    assert_eq!(versions.iter().map(|config| config.is_active).collect::<Vec<_>>(), [true, false]);
    assert_eq!(versions[1].in_force[0].until, Some(server.now()), "the other one is out of force since");

    // Rolling back is putting the older one in force.
    server.advance(Duration::minutes(5));
    let back: HealthScoreConfig = act(&vp, &versions[1], "/activate").await.ok();
    assert_eq!((back.id, back.is_active, back.in_force.len()), (documented.id, true, 2));
    server.run_jobs().await;
    assert_eq!(score(&csm, acme).await, before);

    let rows: Vec<(String, String)> = sqlx::query_as(
        "select operation, actor from audit_log where entity = 'health_score_config' and action <> 'READ' order by occurred_at, ctid",
    )
    .fetch_all(&server.pool)
    .await
    .expect("the audit log");
    let operations: Vec<&str> = rows.iter().map(|(operation, _)| operation.as_str()).collect();
    let expected = ["create_health_score_config", "activate_health_score_config", "activate_health_score_config"];
    assert_eq!(operations, expected);
    assert!(rows.iter().all(|(_, actor)| actor == seed::VP.email));
}

#[tokio::test]
async fn the_most_specific_version_in_force_makes_the_score() {
    let server = spawn().await;
    server.connect_feeds().await;
    let large = lonely(&server, "Large", ContractTier::Enterprise).await;
    let small = lonely(&server, "Small", ContractTier::Starter).await;
    server.recompute_all().await;
    let vp = server.vp().await;
    let before = [score(&vp, large).await, score(&vp, small).await];

    let mut body = new("Enterprise");
    body["applies_to_tier"] = json!("ENTERPRISE");
    let tier = create(&vp, body).await;
    assert_eq!((tier.version, tier.previous_version_id), (1, None), "the first one for this tier");
    act(&vp, &tier, "/activate").await.expect(200);
    server.run_jobs().await;
    assert!(score(&vp, large).await.0 < before[0].0);
    assert_eq!(score(&vp, small).await, before[1]);
    let default = all(&vp).await.into_iter().find(|config| config.is_default).expect("one for everyone");
    assert!(default.is_active, "the one for everyone stays in force beside it");

    // A client's own goes before its tier's.
    let mut body = new("Large alone");
    body["applies_to_client_id"] = json!(large);
    body["weights"] =
        json!({"usage": 90, "adoption": 0, "support": 0, "relationship": 10, "contract": 0, "outcome": 0});
    let own = create(&vp, body).await;
    assert_eq!(own.applies_to_client_name.as_deref(), Some("Large"));
    let active: HealthScoreConfig = act(&vp, &own, "/activate").await.ok();
    server.run_jobs().await;
    assert!(score(&vp, large).await.0 > before[0].0);

    // Out of force again, the tier's is back; the one for everyone cannot go.
    server.advance(Duration::minutes(5));
    let gone: HealthScoreConfig = act(&vp, &active, "/deactivate").await.ok();
    assert!(!gone.is_active && gone.was_in_force);
    server.run_jobs().await;
    assert!(score(&vp, large).await.0 < before[0].0);
    act(&vp, &default, "/deactivate").await.problem(409, P::Conflict);
}

#[tokio::test]
async fn a_version_is_edited_until_it_was_in_force() {
    let server = spawn().await;
    let vp = server.vp().await;
    let made = create(&vp, new("Draft")).await;
    let put = |etag: &'static str, body: Value| vp.put(&path(&made, "")).if_match(etag).json(&body);
    let edited = put("\"v1\"", json!({"name": "Better", "description": "Said why."})).await.expect(200);
    assert_eq!(edited.header("etag"), "\"v2\"");
    let edited: HealthScoreConfig = edited.json();
    assert_eq!((edited.name.as_str(), edited.version, edited.revision), ("Better", 2, 2));
    assert_eq!((edited.weights, edited.description.as_deref()), (made.weights.clone(), Some("Said why.")));
    put("\"v1\"", json!({"name": "Lost"})).await.problem(412, P::PreconditionFailed);
    vp.put(&path(&made, "")).json(&json!({"name": "Lost"})).await.problem(428, P::PreconditionRequired);
    let same = put("\"v2\"", json!({"name": "Better"})).await.expect(200);
    assert_eq!(same.header("etag"), "\"v2\"", "nothing changed");
    let cleared: HealthScoreConfig = put("\"v2\"", json!({"description": null})).await.ok();
    assert_eq!(cleared.description, None);

    // Nobody puts in force what someone else changed meanwhile.
    act(&vp, &made, "/activate").await.problem(412, P::PreconditionFailed);
    vp.post(&path(&made, "/activate")).await.problem(428, P::PreconditionRequired);
    act(&vp, &cleared, "/activate").await.expect(200);
    server.advance(Duration::minutes(1));
    put("\"v3\"", json!({"name": "History"})).await.problem(409, P::Conflict);
    vp.delete(&path(&made, "")).await.problem(409, P::Conflict);
    let read = vp.get(&path(&made, "")).await.expect(200);
    assert_eq!((read.header("etag"), read.json::<HealthScoreConfig>().name.as_str()), ("\"v3\"", "Better"));

    // Still so when it is out of force.
    let first = all(&vp).await.pop().expect("the first");
    act(&vp, &first, "/activate").await.expect(200);
    put("\"v3\"", json!({"name": "History"})).await.problem(409, P::Conflict);

    let draft = create(&vp, new("Another")).await;
    let later = create(&vp, new("Later")).await;
    assert_eq!((later.version, later.previous_version_id), (4, Some(draft.id)));
    vp.delete(&path(&draft, "")).await.expect(204);
    vp.get(&path(&draft, "")).await.problem(404, P::NotFound);
    let later: HealthScoreConfig = vp.get(&path(&later, "")).await.ok();
    assert_eq!(later.previous_version_id, Some(made.id), "made from the one before it now");
}

#[tokio::test]
async fn what_cannot_be_saved_is_told_field_by_field() {
    let server = spawn().await;
    let vp = server.vp().await;
    let bad = json!({
        "name": " ", "applies_to_client_id": Uuid::nil(), "applies_to_tier": "STARTER",
        "weights": {"usage": -5, "adoption": 20, "support": 15, "relationship": 15, "contract": 15, "payment": 20},
        "bands": {"healthy": 60, "monitor": 60, "at_risk": 0}
    });
    let problem = vp.post("/config/health-score").json(&bad).await.problem(422, P::Invalid);
    let expected = [
        ("/name", "required"),
        ("/weights/usage", "out-of-range"),
        ("/weights/outcome", "required"),
        ("/weights/payment", "unknown-component"),
        ("/weights", "wrong-sum"),
        ("/bands/monitor", "out-of-order"),
        ("/bands/at_risk", "out-of-order"),
        ("/applies_to_tier", "not-with-client"),
        ("/applies_to_client_id", "unknown-client"),
    ];
    assert_eq!(told(&problem), expected);
    let mut short = new("Short");
    short["weights"]["relationship"] = json!(85);
    let problem = vp.post("/config/health-score").json(&short).await.problem(422, P::Invalid);
    assert_eq!(told(&problem), [("/weights", "wrong-sum")]);
    assert_eq!(problem.errors[0].message, "The weights sum to 95, not to 100: add 5.");
    let one = json!({"name": "One", "weights": {"usage": 100, "adoption": 0, "support": 0, "relationship": 0, "contract": 0, "outcome": 0}});
    let problem = vp.post("/config/health-score").json(&one).await.problem(422, P::Invalid);
    assert_eq!(told(&problem), [("/weights", "too-few")]);
    let mut unknown = new("Unknown");
    unknown["weights"]["sunshine"] = json!(0);
    let problem = vp.post("/config/health-score").json(&unknown).await.problem(422, P::Invalid);
    assert_eq!(told(&problem), [("/weights/sunshine", "unknown-component")]);
    for (body, pointer) in [
        (json!({"name": "x", "weights": {"usage": "many"}}), "/weights/usage"),
        (json!({"name": "x", "weights": {}, "bands": {"healthy": 80, "at_risk": 40, "fine": 1}}), "/bands/fine"),
        (json!({"name": "x", "weights": {}, "colour": "red"}), "/colour"),
        (json!({"name": "x", "weights": {}, "applies_to_tier": "GOLD"}), "/applies_to_tier"),
        (json!({"weights": {}}), "/name"),
    ] {
        let problem = vp.post("/config/health-score").json(&body).await.problem(400, P::Malformed);
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    // Text is text.
    let shown = create(&vp, new("<script>alert(1)</script>")).await;
    assert_eq!(shown.name, "<script>alert(1)</script>");
    assert_eq!(all(&vp).await.len(), 2, "nothing else was made");
}

#[tokio::test]
async fn two_at_once_get_two_numbers_and_one_is_in_force() {
    let server = spawn().await;
    let (vp, admin) = (server.vp().await, server.admin().await);
    let (one, two) = tokio::join!(create(&vp, new("One")), create(&admin, new("Two")));
    let mut versions = [one.version, two.version];
    versions.sort_unstable();
    assert_eq!(versions, [2, 3]);
    let (first, second) = tokio::join!(act(&vp, &one, "/activate"), act(&admin, &two, "/activate"));
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(all(&vp).await.iter().filter(|config| config.is_active).count(), 1);
    // A replayed request makes nothing twice.
    let post = || vp.post("/config/health-score").header("idempotency-key", "only-once").json(&new("Once"));
    let (once, again): (HealthScoreConfig, HealthScoreConfig) =
        (post().await.expect(201).json(), post().await.expect(201).json());
    assert_eq!(once.id, again.id);
}

#[tokio::test]
async fn one_for_a_foreign_client_is_seen_by_whom_it_concerns() {
    let server = spawn().await;
    let foreign = server.client("Foreign").csm(seed::OTHER_CSM).insert().await;
    let vp = server.vp().await;
    let mut body = new("Their own");
    body["applies_to_client_id"] = json!(foreign.id);
    let own = create(&vp, body).await;
    assert_eq!(all(&server.csm().await).await.len(), 1);
    server.csm().await.get(&path(&own, "")).await.problem(404, P::NotFound);
    assert_eq!(all(&server.other_csm().await).await.len(), 2);
    for caller in [server.csm().await, server.vp_sales().await] {
        act(&caller, &own, "/activate").await.problem(403, P::Forbidden);
    }
}
