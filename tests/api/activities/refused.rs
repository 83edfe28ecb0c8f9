use api_types::problem::ProblemCode as P;
use harness::{seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::{activity, contact};

fn with(field: &str, value: Value) -> Value {
    let mut body = json!({"activity_type": "CALL", "subject": "Check-in", "occurred_at": "2026-06-10T09:00:00Z"});
    body[field] = value;
    body
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at_in_post_and_put() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    server.client("Globex").external_id("G-1").insert().await;
    let theirs = contact(&server, "G-1").await;
    let id = activity(&server, "A-1", &seed::CSM).await;
    let csm = server.csm().await;
    let cases: [(Value, u16, &str); 16] = [
        (with("activity_type", json!("DANCE")), 400, "/activity_type"),
        (with("outcome", json!("GREAT")), 400, "/outcome"),
        (with("occurred_at", json!("yesterday")), 400, "/occurred_at"),
        (with("duration_minutes", json!("long")), 400, "/duration_minutes"),
        (with("client_contacts", json!(["sarah"])), 400, "/client_contacts/0"),
        (with("colour", json!("red")), 400, "/colour"),
        (with("subject", json!("  ")), 422, "/subject"),
        (with("subject", json!("x".repeat(201))), 422, "/subject"),
        (with("description", json!("x".repeat(10_001))), 422, "/description"),
        (with("description", json!("bell \u{7}")), 422, "/description"),
        (with("duration_minutes", json!(-1)), 422, "/duration_minutes"),
        (with("duration_minutes", json!(1441)), 422, "/duration_minutes"),
        (with("occurred_at", json!("2026-06-12T09:00:00Z")), 422, "/occurred_at"),
        (with("occurred_at", json!("1999-01-01T00:00:00Z")), 422, "/occurred_at"),
        (with("follow_up_date", json!("2026-06-09")), 422, "/follow_up_date"),
        (with("client_contacts", json!([theirs])), 422, "/client_contacts/0"),
    ];
    for (body, status, pointer) in cases {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/clients/ext:A-1/activities").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "POST {body}");
        let problem = csm.put(&format!("/activities/{id}")).if_match("\"v1\"").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "PUT {body}");
    }
    let post = async |body: Value| csm.post("/clients/ext:A-1/activities").json(&body).await;
    let pointer = |reply: harness::Reply, status: u16| {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        reply.problem(status, code).errors[0].pointer.clone()
    };
    assert_eq!(pointer(post(json!({"subject": "Check-in"})).await, 400), "/activity_type");
    assert_eq!(pointer(post(json!({"activity_type": "CALL"})).await, 400), "/subject");
    assert_eq!(pointer(post(with("follow_up_required", json!(true))).await, 422), "/follow_up_date");
    let mut unwanted = with("follow_up_date", json!("2026-06-20"));
    unwanted["follow_up_required"] = json!(false);
    assert_eq!(pointer(post(unwanted).await, 422), "/follow_up_date");
    let done = csm.put(&format!("/activities/{id}")).if_match("\"v1\"").json(&json!({"follow_up_completed": true}));
    assert_eq!(pointer(done.await, 422), "/follow_up_completed");
    // Nothing of all this was stored.
    let page = csm.get("/clients/ext:A-1/activities").await.expect(200).value();
    assert_eq!((&page["pagination"]["total"], &page["data"][0]["version"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn clients_of_others_and_none_are_not_there() {
    let server = spawn().await;
    server.client("Theirs").external_id("T-1").csm(seed::OTHER_CSM).insert().await;
    let csm = server.csm().await;
    let body = json!({"activity_type": "CALL", "subject": "Check-in"});
    for client in ["ext:T-1".to_owned(), "ext:nobody".to_owned(), Uuid::nil().to_string()] {
        csm.post(&format!("/clients/{client}/activities")).json(&body).await.problem(404, P::NotFound);
        csm.get(&format!("/clients/{client}/activities")).await.problem(404, P::NotFound);
    }
    csm.get(&format!("/activities/{}", Uuid::nil())).await.problem(404, P::NotFound);
}
