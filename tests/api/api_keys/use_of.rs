use api_types::{audit::AuditEvent, page::Stretch, problem::ProblemCode as P};
use domain::api_key::ApiScope;
use harness::{seed, spawn, within};
use serde_json::json;

use super::{created, program};

#[tokio::test]
async fn what_a_program_does_is_written_down_with_its_key() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    let made = created(&server, &seed::CSM, &[ApiScope::Read, ApiScope::Write]).await;
    let program = server.anonymous().with_token(&made.token);
    program.post("/clients/ext:A-1/notes").json(&json!({"content": "By a program."})).await.expect(201);
    program.get(&format!("/clients/{}", acme.id)).await.expect(200);
    let path = format!("/audit?api_key_id={}", made.api_key.id);
    let admin = server.admin().await;
    let rows: Vec<AuditEvent> = within(std::time::Duration::from_secs(5), "the read is written", || async {
        let rows: Stretch<AuditEvent> = admin.get(&path).await.ok();
        (rows.data.len() == 2).then_some(rows.data)
    })
    .await;
    for row in &rows {
        assert_eq!(row.actor, seed::CSM.email);
        assert_eq!(row.user.as_ref().map(|user| user.id), Some(seed::CSM.staff_id()));
        assert_eq!(row.api_key.as_ref().map(|key| (key.id, key.name.as_str())), Some((made.api_key.id, "A program")));
    }
    let operations: Vec<&str> = rows.iter().map(|row| row.operation.as_str()).collect();
    assert!(operations.contains(&"get_client") && operations.contains(&"create_client_note"), "{operations:?}");
}

#[tokio::test]
async fn an_answer_to_a_person_is_not_repeated_to_a_key() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let body = json!({"content": "For people."});
    let post =
        |caller: harness::ApiClient| caller.post("/clients/ext:A-1/notes").header("idempotency-key", "n-1").json(&body);
    post(server.csm().await).await.expect(201);
    let reading = program(&server, &seed::CSM, &[ApiScope::Read]).await;
    post(reading).await.problem(403, P::Forbidden);
}

#[tokio::test]
async fn a_key_ends_no_session_and_a_revoked_one_hears_no_more() {
    let server = spawn().await;
    let made = created(&server, &seed::CSM, ApiScope::ALL).await;
    let program = server.anonymous().with_token(&made.token);
    program.get("/auth/sessions").await.problem(403, P::Forbidden);
    let session =
        server.log_in(seed::CSM.email, seed::PASSWORD).await.expect(200).value()["user"]["session_id"].clone();
    let path = format!("/auth/sessions/{}", session.as_str().expect("a session"));
    program.delete(&path).await.problem(403, P::Forbidden);

    let mut events = program.get("/events").listen().await;
    events.next().await.expect("the counts one begins with");
    server.admin().await.delete(&format!("/api-keys/{}", made.api_key.id)).await.expect(204);
    assert_eq!(events.next().await, None, "the stream ends with the key");
}
