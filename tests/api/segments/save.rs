use api_types::{
    benchmarks::ClientBenchmark, clients::ClientListItem, page::Page, problem::ProblemCode as P, segments::Segment,
};
use domain::{NullReason, benchmark::CohortKind};
use harness::{
    ApiClient,
    seed::{self, Figures},
    spawn,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::audited;

pub async fn save(caller: &ApiClient, body: Value) -> Segment {
    caller.post("/segments").json(&body).await.expect(201).json()
}

fn low() -> Value {
    json!({"and": [{"field": "health_score", "op": "lt", "value": 60}]})
}

#[tokio::test]
async fn a_segment_is_saved_used_changed_and_removed() {
    let server = spawn().await;
    for (name, health) in [("Acme", 92), ("Globex", 55), ("Initech", 35)] {
        server.client(name).figures(Figures { health: Some(health), ..Figures::default() }).insert().await;
    }
    let csm = server.csm().await;
    let segment = save(&csm, json!({"name": " Slipping ", "description": "Low health", "filter": low()})).await;
    assert_eq!((segment.name.as_str(), segment.version, segment.is_shared), ("Slipping", 1, false));
    assert_eq!((&segment.filter, segment.owner.id), (&low(), seed::CSM.staff_id()));
    let path = format!("/segments/{}", segment.id);
    let reply = csm.get(&path).await.expect(200);
    assert_eq!((reply.header("etag"), reply.json::<Segment>()), ("\"v1\"", segment.clone()));

    let names = async |query: String| {
        let page: Page<ClientListItem> = csm.get(&format!("/clients?sort=name&{query}")).await.ok();
        page.data.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let by_it = format!("segment_id={}", segment.id);
    assert_eq!(names(by_it.clone()).await, ["Globex", "Initech"]);
    assert_eq!(names(format!("{by_it}&q=glo")).await, ["Globex"]);

    let narrower = json!({"filter": {"field": "health_score", "op": "lt", "value": 40}, "description": null});
    let changed: Segment = csm.put(&path).if_match("\"v1\"").json(&narrower).await.ok();
    assert_eq!((changed.version, changed.description.as_deref(), changed.name.as_str()), (2, None, "Slipping"));
    assert_eq!(names(by_it.clone()).await, ["Initech"]);
    csm.put(&path).if_match("\"v1\"").json(&json!({"name": "Late"})).await.problem(412, P::PreconditionFailed);
    csm.put(&path).json(&json!({"name": "Late"})).await.problem(428, P::PreconditionRequired);

    csm.delete(&path).await.expect(204);
    csm.get(&path).await.problem(404, P::NotFound);
    let problem = csm.get(&format!("/clients?{by_it}")).await.problem(400, P::Malformed);
    assert_eq!(problem.errors[0].pointer, "segment_id");
    for operation in ["create_segment", "update_segment", "delete_segment"] {
        assert_eq!(audited(&server, operation).await.len(), 1, "{operation}");
    }
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    let csm = server.csm().await;
    save(&csm, json!({"name": "Slipping", "filter": low()})).await;
    let id = save(&csm, json!({"name": "Other", "filter": low()})).await.id;
    for (body, status, pointer) in [
        (json!({"name": "x", "filter": low(), "colour": "red"}), 400, "/colour"),
        (json!({"name": 7, "filter": low()}), 400, "/name"),
        (json!({"name": "x", "filter": {"and": [{"field": "x", "op": "eq"}]}}), 400, "/filter/and/0/field"),
        (json!({"name": "x", "filter": {"or": []}}), 422, "/filter/or"),
        (json!({"name": "  ", "filter": low()}), 422, "/name"),
        (json!({"name": "two\nlines", "filter": low()}), 422, "/name"),
        (json!({"name": "x".repeat(81), "filter": low()}), 422, "/name"),
        (json!({"name": "x", "filter": low(), "description": "y".repeat(501)}), 422, "/description"),
        (json!({"name": "SLIPPING", "filter": low()}), 422, "/name"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/segments").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "POST {body}");
        let put = csm.put(&format!("/segments/{id}")).if_match("\"v1\"");
        let problem = put.json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "PUT {body}");
    }
    for (body, pointer) in [(json!({"filter": low()}), "/name"), (json!({"name": "x"}), "/filter")] {
        assert_eq!(csm.post("/segments").json(&body).await.problem(400, P::Malformed).errors[0].pointer, pointer);
    }
    csm.get("/segments/x").await.problem(400, P::Malformed);
    csm.get(&format!("/segments/{}", Uuid::nil())).await.problem(404, P::NotFound);
    // Markup is text like any other, and a repeated request is done once.
    let body = json!({"name": "<script>alert(1)</script>", "filter": low()});
    let once = async || csm.post("/segments").header("idempotency-key", "s").json(&body).await.expect(201).json();
    let (first, again): (Segment, Segment) = (once().await, once().await);
    assert_eq!((first.id, first.name.as_str()), (again.id, "<script>alert(1)</script>"));
}

#[tokio::test]
async fn a_segment_is_a_cohort_to_compare_with() {
    let server = spawn().await;
    server.connect_feeds().await;
    let mut ids = vec![];
    for n in 0..7 {
        let csm = if n < 3 { seed::CSM } else { seed::OTHER_CSM };
        let client = server.client(&format!("Client {n}")).tags(&["peer"]).csm(csm).insert().await;
        client.ordinary().await;
        ids.push(client.id);
    }
    server.recompute_all().await;
    let tagged = json!({"field": "tags", "op": "contains", "value": "peer"});
    let (csm, vp) = (server.csm().await, server.vp().await);
    let own = save(&csm, json!({"name": "Own", "filter": tagged})).await.id;
    let shared = save(&vp, json!({"name": "Peers", "filter": tagged, "is_shared": true})).await.id;
    let benchmark = async |query: String| -> ClientBenchmark {
        csm.get(&format!("/clients/{}/benchmark?{query}", ids[0])).await.ok()
    };
    // One for everyone is looked at over everyone; one's own over one's own clients, two of them, which are too few.
    let shown = benchmark(format!("segment_id={shared}")).await;
    assert_eq!((shown.cohort.cohort, shown.cohort.label.as_deref()), (CohortKind::SavedSegment, Some("Peers")));
    assert_eq!((shown.cohort.peers, shown.offered), (Some(6), None));
    assert!(shown.metrics.iter().any(|metric| metric.peers == Some(6)));
    let shown = benchmark(format!("cohort=SAVED_SEGMENT&segment_id={own}")).await;
    assert_eq!((shown.cohort.peers, shown.cohort.null_reason), (None, Some(NullReason::SuppressedSmallN)));
    assert_eq!(shown.offered.map(|cohort| cohort.cohort), Some(CohortKind::All));
    assert!(shown.metrics.iter().all(|metric| metric.peers.is_none()));
    assert_eq!(benchmark(String::new()).await.cohorts.len(), CohortKind::BUILT_IN.len());
    for query in [
        "cohort=SAVED_SEGMENT".to_owned(),
        format!("cohort=TIER&segment_id={shared}"),
        format!("segment_id={}", Uuid::nil()),
    ] {
        let problem = csm.get(&format!("/clients/{}/benchmark?{query}", ids[0])).await.problem(400, P::Malformed);
        assert_eq!(problem.errors[0].pointer, "segment_id", "{query}");
    }
}
