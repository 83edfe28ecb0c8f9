use api_types::{clients::Client, problem::ProblemCode as P};
use harness::{TestServer, date, seed, spawn};
use serde_json::json;
use uuid::Uuid;

async fn assignments(server: &TestServer, id: Uuid, role: &str) -> Vec<(String, Option<String>, Uuid)> {
    sqlx::query_as(
        "select valid_from::text, valid_to::text, user_id from csm_assignment where client_id = $1 and role = $2 order by valid_from",
    )
    .bind(id)
    .bind(role)
    .fetch_all(&server.pool)
    .await
    .expect("the assignments")
}

#[tokio::test]
async fn a_manager_edits_the_own_book_but_does_not_hand_it_on() {
    let server = spawn().await;
    let acme = server.client("Acme").ae(seed::AE).insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    for body in [
        json!({"csm_user_id": seed::OTHER_CSM.id()}),
        json!({"csm_user_id": null}),
        json!({"ae_user_id": seed::OTHER_AE.id()}),
        json!({"tags": ["mine"], "csm_user_id": seed::OTHER_CSM.id()}),
    ] {
        csm.put(&path).if_match("\"v1\"").json(&body).await.problem(403, P::Forbidden);
    }
    csm.put(&path).if_match("\"v1\"").json(&json!({"tags": ["mine"]})).await.expect(200);
    // Others may not even see it, or see it but not edit it.
    server.other_csm().await.put(&path).if_match("\"v2\"").json(&json!({})).await.problem(404, P::NotFound);
    server.ae().await.put(&path).if_match("\"v2\"").json(&json!({})).await.problem(403, P::Forbidden);
    server.vp_sales().await.put(&path).if_match("\"v2\"").json(&json!({})).await.problem(403, P::Forbidden);
}

#[tokio::test]
async fn a_client_changes_hands() {
    let server = spawn().await;
    let acme = server.client("Acme").since(date("2025-05-01")).insert().await;
    let (csm, other, vp) = (server.csm().await, server.other_csm().await, server.vp().await);
    let path = format!("/clients/{}", acme.id);
    let hand = |version: i32, to: Option<Uuid>| {
        vp.put(&path).if_match(&format!("\"v{version}\"")).json(&json!({"csm_user_id": to}))
    };
    let client: Client = hand(1, Some(seed::OTHER_CSM.id())).await.ok();
    assert_eq!(client.summary.csm.map(|csm| csm.name).as_deref(), Some("Otto Berg"));
    // Rights move with it at once.
    csm.get(&path).await.problem(404, P::NotFound);
    other.get(&path).await.expect(200);
    let row =
        |from: &str, to: Option<&str>, person: seed::Person| (from.to_owned(), to.map(str::to_owned), person.id());
    let expected = [row("2025-05-01", Some("2026-06-10"), seed::CSM), row("2026-06-10", None, seed::OTHER_CSM)];
    assert_eq!(assignments(&server, acme.id, "CSM").await, expected);

    // Back on the same day, away the next, and nobody's in the end.
    hand(2, Some(seed::CSM.id())).await.expect(200);
    server.advance(chrono::Duration::minutes(10));
    hand(3, None).await.expect(200);
    let client: Client = vp.get(&path).await.ok();
    assert_eq!(client.summary.csm, None);
    let open: Vec<_> = assignments(&server, acme.id, "CSM").await.into_iter().filter(|row| row.1.is_none()).collect();
    assert_eq!(open, []);
    csm.get(&path).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn a_client_can_be_handed_to_staff_only() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let vp = server.vp().await;
    let path = format!("/clients/{}", acme.id);
    for (field, pointer) in [("csm_user_id", "/csm_user_id"), ("ae_user_id", "/ae_user_id")] {
        let reply = vp.put(&path).if_match("\"v1\"").json(&json!({ field: seed::id_of("nobody") })).await;
        assert_eq!(reply.problem(422, P::Invalid).errors[0].pointer, pointer);
    }
    // Whoever could not open it, or cannot sign in, would hear its alerts in nobody's place.
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::OTHER_AE.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    for (field, user, code) in [
        ("csm_user_id", seed::AE, "other-role"),
        ("ae_user_id", seed::OTHER_CSM, "other-role"),
        ("ae_user_id", seed::OTHER_AE, "disabled-user"),
    ] {
        let problem =
            vp.put(&path).if_match("\"v1\"").json(&json!({ field: user.id() })).await.problem(422, P::Invalid);
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
            (&*format!("/{field}"), code)
        );
        let bulk = json!({"ids": [acme.id], field: user.id()});
        assert_eq!(vp.post("/clients/bulk/assign").json(&bulk).await.problem(422, P::Invalid).errors[0].code, code);
    }
    let admin = server.admin().await;
    let client: Client = admin.put(&path).if_match("\"v1\"").json(&json!({"ae_user_id": seed::AE.id()})).await.ok();
    assert_eq!(client.summary.ae.map(|ae| ae.id), Some(seed::AE.staff_id()));
    assert_eq!(assignments(&server, acme.id, "AE").await.len(), 1);
    server.ae().await.get(&path).await.expect(200);
}

#[tokio::test]
async fn the_past_keeps_its_owner() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    let vp = server.vp().await;
    let body = json!({"csm_user_id": seed::OTHER_CSM.id()});
    vp.put(&format!("/clients/{}", acme.id)).if_match("\"v1\"").json(&body).await.expect(200);
    server.recompute_all().await;
    let owners: Vec<(String, Uuid)> =
        sqlx::query_as("select date::text, csm_user_id from client_daily_state where client_id = $1 order by date")
            .bind(acme.id)
            .fetch_all(&server.pool)
            .await
            .expect("the daily states");
    assert_eq!(owners, [("2026-06-09".to_owned(), seed::CSM.id()), ("2026-06-10".to_owned(), seed::OTHER_CSM.id())]);
}
