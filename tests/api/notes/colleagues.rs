use api_types::{
    notes::{Colleagues, Note},
    problem::ProblemCode as P,
};
use domain::{notification::MentionOutcome, staff::Role};
use harness::{
    ApiClient,
    seed::{self, Person, staff},
    spawn,
};
use serde_json::json;

async fn names(caller: &ApiClient, client: &str) -> Vec<String> {
    let answer: Colleagues = caller.get(&format!("/clients/ext:{client}/colleagues")).await.ok();
    answer.data.into_iter().map(|colleague| colleague.name).collect()
}

#[tokio::test]
async fn those_are_offered_who_may_open_the_client() {
    let server = spawn().await;
    server.client("Acme").external_id("A").csm(seed::CSM).ae(seed::AE).insert().await;
    server.client("Globex").external_id("G").csm(seed::OTHER_CSM).insert().await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    assert_eq!(names(&csm, "A").await, ["Abel Finch", "Adam Voss", "Saul Quist", "Vera Lund"], "all but oneself");
    assert_eq!(names(&vp, "G").await, ["Adam Voss", "Otto Berg", "Saul Quist"]);
    csm.get("/clients/ext:G/colleagues").await.problem(404, P::NotFound);
    csm.get("/clients/ext:Nobody/colleagues").await.problem(404, P::NotFound);

    let left = sqlx::query("update staff set is_active = false where id = $1").bind(seed::VP_SALES.id());
    left.execute(&server.pool).await.expect("staff");
    assert_eq!(names(&csm, "A").await, ["Abel Finch", "Adam Voss", "Vera Lund"], "who left is told nothing");
}

#[tokio::test]
async fn whoever_is_offered_is_told_also_where_two_have_one_name() {
    let server = spawn().await;
    server.client("Acme").external_id("A").csm(seed::CSM).insert().await;
    staff::insert(&server.pool, &Person::new("vera.two@test.example", "Véra", "Lund", Role::Admin), false).await;
    staff::insert(&server.pool, &Person::new("vera.three@test.example", "Vera", "Lund", Role::Admin), false).await;
    let csm = server.csm().await;
    let offered: Colleagues = csm.get("/clients/ext:A/colleagues").await.ok();
    let mentions: Vec<(&str, &str)> =
        offered.data.iter().map(|one| (one.folded.as_str(), one.mention.as_str())).collect();
    for expected in [
        ("saul quist", "Saul Quist"),
        ("vera lund", "Véra Lund"),
        ("vera lund", "vera@test.example"),
        ("vera lund", "vera.three@test.example"),
    ] {
        assert!(mentions.contains(&expected), "{expected:?} in {mentions:?}");
    }
    let all: Vec<String> = offered.data.iter().map(|one| format!("@{}", one.mention)).collect();
    let note = json!({"content": format!("Look, {} please", all.join(" "))});
    let note: Note = csm.post("/clients/ext:A/notes").json(&note).await.expect(201).json();
    assert_eq!(note.mentions.len(), offered.data.len(), "{:?}", note.mentions);
    assert!(note.mentions.iter().all(|mention| mention.outcome == MentionOutcome::Notified));
}
