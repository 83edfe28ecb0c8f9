use api_types::problem::ProblemCode as P;
use harness::{seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::contact;

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    let id = contact(&server, "A-1").await;
    let tomorrow = seed::in_days(1);
    let cases: [(Value, u16, &str); 10] = [
        (json!({"role": "USER"}), 400, "/name"),
        (json!({"name": "Sarah"}), 400, "/role"),
        (json!({"name": "Sarah", "role": "BOSS"}), 400, "/role"),
        (json!({"name": "Sarah", "role": "USER", "colour": "red"}), 400, "/colour"),
        (json!({"name": " ", "role": "USER"}), 422, "/name"),
        (json!({"name": "x".repeat(201), "role": "USER"}), 422, "/name"),
        (json!({"name": "two\nlines", "role": "USER"}), 422, "/name"),
        (json!({"name": "Sarah", "role": "USER", "email": "not an address"}), 422, "/email"),
        (json!({"name": "Sarah", "role": "USER", "notes": "y".repeat(2001)}), 422, "/notes"),
        (json!({"name": "Sarah", "role": "USER", "left_company_at": tomorrow}), 422, "/left_company_at"),
    ];
    for (body, status, pointer) in cases {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/clients/ext:A-1/contacts").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
        if body.get("role").is_some() && body["name"] != json!(null) {
            let problem =
                csm.put(&format!("/contacts/{id}")).if_match("\"v1\"").json(&body).await.problem(status, code);
            assert_eq!(problem.errors[0].pointer, pointer, "{body}");
        }
    }
    let path = format!("/contacts/{id}");
    csm.put(&path).json(&json!({"title": "CCO"})).await.problem(428, P::PreconditionRequired);
    csm.put(&path).if_match("\"v9\"").json(&json!({"title": "CCO"})).await.problem(412, P::PreconditionFailed);
    csm.put("/contacts/42").if_match("\"v1\"").json(&json!({})).await.problem(400, P::Malformed);
    csm.get(&format!("/contacts/{}", Uuid::nil())).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn a_contact_of_another_book_is_not_there() {
    let server = spawn().await;
    server.client("Theirs").external_id("T-1").csm(seed::OTHER_CSM).insert().await;
    let csm = server.csm().await;
    let path = format!("/contacts/{}", contact(&server, "T-1").await);
    csm.get(&path).await.problem(404, P::NotFound);
    csm.put(&path).if_match("\"v1\"").json(&json!({"title": "CCO"})).await.problem(404, P::NotFound);
    csm.delete(&path).await.problem(404, P::NotFound);
    let new = json!({"name": "Sarah", "role": "USER"});
    csm.post("/clients/ext:T-1/contacts").json(&new).await.problem(404, P::NotFound);
    server.other_csm().await.get(&path).await.expect(200);
}
