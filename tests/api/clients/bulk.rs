use api_types::{
    bulk::BulkAnswer,
    clients::{Client, ClientListItem},
    page::Page,
    problem::ProblemCode as P,
};
use domain::work::BulkVerdict as V;
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures},
    spawn,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::audited;

async fn book(server: &TestServer) -> [Uuid; 4] {
    let acme = server.client("Acme").tags(&["pilot"]).figures(Figures::default()).insert().await.id;
    let globex = server.client("Globex").figures(Figures::default()).insert().await.id;
    let many: Vec<String> = (0..50).map(|n| format!("tag {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let full = server.client("Full").tags(&many).figures(Figures::default()).insert().await.id;
    let theirs = server.client("Theirs").csm(seed::OTHER_CSM).figures(Figures::default()).insert().await.id;
    [acme, globex, full, theirs]
}

async fn tag(caller: &ApiClient, query: &str, body: Value) -> BulkAnswer {
    caller.post(&format!("/clients/bulk/tag{query}")).json(&body).await.ok()
}

fn verdicts(answer: &BulkAnswer) -> Vec<V> {
    answer.data.iter().map(|result| result.verdict).collect()
}

#[tokio::test]
async fn tags_come_and_go_with_a_verdict_each() {
    let server = spawn().await;
    let [acme, globex, full, theirs] = book(&server).await;
    let csm = server.csm().await;
    let ids = [globex, acme, full, theirs, globex];
    let answer = tag(&csm, "", json!({"ids": ids, "add": [" pilot "]})).await;
    // In the order they were named, each once; what is not one's own is told like what is not there.
    assert_eq!(answer.data.iter().map(|result| result.client_id.0).collect::<Vec<_>>(), [globex, acme, full, theirs]);
    assert_eq!(verdicts(&answer), [V::Changed, V::Unchanged, V::Refused, V::Refused]);
    assert_eq!((answer.changed, answer.unchanged, answer.refused), (1, 1, 2));
    assert_eq!(
        (answer.data[0].added.as_slice(), answer.data[3].name.as_deref()),
        (["pilot".to_owned()].as_slice(), None)
    );
    assert!(answer.data[2].message.as_deref().is_some_and(|message| message.contains("at most 50")));
    let client: Client = csm.get(&format!("/clients/{globex}")).await.ok();
    assert_eq!((client.summary.tags, client.version), (vec!["pilot".to_owned()], 2));
    let changes = audited(&server, "tag_clients").await;
    assert_eq!(changes, [(seed::CSM.email.to_owned(), Some(json!({"tags": {"add": ["pilot"], "remove": []}})))]);

    // Taken back from those it was given to, everything is as before.
    let back = tag(&csm, "", json!({"ids": [globex], "remove": ["pilot"]})).await;
    assert_eq!((verdicts(&back), back.data[0].removed.as_slice()), (vec![V::Changed], ["pilot".to_owned()].as_slice()));
    let list: Page<ClientListItem> = csm.get("/clients?tags=pilot").await.ok();
    assert_eq!(list.data.iter().map(|row| row.id.0).collect::<Vec<_>>(), [acme]);
    // A full client can still give a tag up for another.
    let swap = tag(&csm, "", json!({"ids": [full], "add": ["pilot"], "remove": ["tag 1"]})).await;
    assert_eq!(verdicts(&swap), [V::Changed]);
}

#[tokio::test]
async fn all_that_match_are_those_who_were_seen() {
    let server = spawn().await;
    let [acme, globex, ..] = book(&server).await;
    let csm = server.csm().await;
    let answer = tag(&csm, "?q=e", json!({"expected": 2, "add": ["seen"]})).await;
    let mut changed: Vec<Uuid> = answer.data.iter().map(|result| result.client_id.0).collect();
    changed.sort_unstable();
    let mut expected = vec![acme, globex];
    expected.sort_unstable();
    assert_eq!((changed, answer.changed), (expected, 2));
    let problem =
        csm.post("/clients/bulk/tag?q=e").json(&json!({"expected": 3, "add": ["x"]})).await.problem(409, P::Conflict);
    assert!(problem.detail.contains("2 clients match now, not 3"), "{}", problem.detail);
    assert_eq!(tag(&csm, "?q=nobody", json!({"expected": 0, "add": ["x"]})).await.data.len(), 0);
}

#[tokio::test]
async fn owners_change_with_counters_and_history() {
    let server = spawn().await;
    let [acme, globex, ..] = book(&server).await;
    let vp = server.vp().await;
    let body = json!({"ids": [acme, globex], "csm_user_id": seed::OTHER_CSM.id(), "ae_user_id": seed::AE.id()});
    let answer: BulkAnswer = vp.post("/clients/bulk/assign").json(&body).await.ok();
    assert_eq!(verdicts(&answer), [V::Changed, V::Changed]);
    assert_eq!(answer.data[0].csm_before, Some(seed::CSM.staff_id()));
    for id in [acme, globex] {
        let client: Client = vp.get(&format!("/clients/{id}")).await.ok();
        assert_eq!(client.summary.csm.map(|csm| csm.id), Some(seed::OTHER_CSM.staff_id()));
        assert_eq!(client.summary.ae.map(|ae| ae.id), Some(seed::AE.staff_id()));
    }
    let open: Vec<(String, Uuid)> = sqlx::query_as(
        "select role, user_id from csm_assignment where client_id = $1 and valid_to is null order by role",
    )
    .bind(acme)
    .fetch_all(&server.pool)
    .await
    .expect("assignments");
    assert_eq!(open, [("AE".to_owned(), seed::AE.id()), ("CSM".to_owned(), seed::OTHER_CSM.id())]);
    assert_eq!(server.queued_jobs("recompute_requested").await, 1);
    let rows = audited(&server, "assign_clients").await;
    let [(_, Some(changes))] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(changes["csm_user_id"]["from"][seed::CSM.id().to_string()].as_array().map(Vec::len), Some(2));
    server.csm().await.get(&format!("/clients/{acme}")).await.problem(404, P::NotFound);

    // Again, and nothing changes; taken from everyone, nobody has them.
    let again: BulkAnswer = vp.post("/clients/bulk/assign").json(&body).await.ok();
    assert_eq!((again.changed, again.unchanged), (0, 2));
    let none: BulkAnswer =
        vp.post("/clients/bulk/assign").json(&json!({"ids": [acme], "csm_user_id": null})).await.ok();
    assert_eq!(none.changed, 1);
    let client: Client = vp.get(&format!("/clients/{acme}")).await.ok();
    assert_eq!(client.summary.csm, None);
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at_and_changes_nothing() {
    let server = spawn().await;
    let [acme, ..] = book(&server).await;
    let vp = server.vp().await;
    let too_many: Vec<Uuid> = (0..10_001).map(Uuid::from_u128).collect();
    for (path, body, status, pointer) in [
        ("tag", json!({"ids": [acme], "add": ["x"], "colour": 1}), 400, "/colour"),
        ("tag", json!({"ids": ["x"], "add": ["x"]}), 400, "/ids/0"),
        ("tag?health_status=FINE", json!({"expected": 1, "add": ["x"]}), 400, "health_status"),
        ("tag", json!({"add": ["x"]}), 422, "/ids"),
        ("tag", json!({"ids": [], "add": ["x"]}), 422, "/ids"),
        ("tag", json!({"ids": too_many, "add": ["x"]}), 422, "/ids"),
        ("tag", json!({"ids": [acme], "expected": 1, "add": ["x"]}), 422, "/expected"),
        ("tag", json!({"ids": [acme]}), 422, "/add"),
        ("tag", json!({"ids": [acme], "add": ["a,b"]}), 422, "/add/0"),
        ("tag", json!({"ids": [acme], "add": ["x", " "]}), 422, "/add/1"),
        ("tag", json!({"ids": [acme], "add": ["x"], "remove": ["y", "x"]}), 422, "/remove/1"),
        ("assign", json!({"ids": [acme]}), 422, "/csm_user_id"),
        ("assign", json!({"ids": [acme], "csm_user_id": Uuid::nil()}), 422, "/csm_user_id"),
        ("assign", json!({"ids": [acme], "csm_user_id": null, "ae_user_id": Uuid::nil()}), 422, "/ae_user_id"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = vp.post(&format!("/clients/bulk/{path}")).json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "{path} {pointer}");
    }
    let client: Client = vp.get(&format!("/clients/{acme}")).await.ok();
    assert_eq!((client.version, client.summary.csm.map(|csm| csm.id)), (1, Some(seed::CSM.staff_id())));
    let body = json!({"ids": [acme], "add": ["once"]});
    let once = async || vp.post("/clients/bulk/tag").header("idempotency-key", "b").json(&body).await;
    let (first, again): (BulkAnswer, BulkAnswer) = (once().await.ok(), once().await.ok());
    assert_eq!((first.changed, again.changed), (1, 1));
}
