use api_types::{activities::Activity, page::Page};
use harness::{seed, spawn};
use serde_json::json;

#[tokio::test]
async fn what_is_owed_stands_on_the_list_until_it_is_done() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    server.client("Theirs").external_id("T-1").csm(seed::OTHER_CSM).insert().await;
    let (csm, other) = (server.csm().await, server.other_csm().await);
    let owe = |days: u64, due: chrono::NaiveDate| {
        json!({"activity_type": "CALL", "subject": format!("due {due}"), "occurred_at": seed::noon(seed::days_ago(days)),
               "follow_up_date": due})
    };
    for due in [seed::days_ago(0), seed::days_ago(9), seed::days_ago(1), seed::in_days(3)] {
        csm.post("/clients/ext:A-1/activities").json(&owe(10, due)).await.expect(201);
    }
    other.post("/clients/ext:T-1/activities").json(&owe(10, seed::days_ago(5))).await.expect(201);
    let list = async |query: &str| {
        let page: Page<Activity> = csm.get(&format!("/follow-ups{query}")).await.ok();
        assert_eq!(page.pagination.total, page.data.len() as i64);
        page.data
    };
    let due = |rows: &[Activity]| rows.iter().filter_map(|row| row.follow_up_date).collect::<Vec<_>>();
    let open = list("").await;
    assert_eq!(due(&open), [seed::days_ago(9), seed::days_ago(1), seed::days_ago(0), seed::in_days(3)]);
    let overdue = list("?status=OVERDUE").await;
    assert_eq!(due(&overdue), [seed::days_ago(9), seed::days_ago(1)]);
    assert!(overdue.iter().all(|row| row.follow_up_overdue && row.client_name == "Acme"));

    let path = format!("/activities/{}", overdue[0].id);
    let done: Activity = csm.put(&path).if_match("\"v1\"").json(&json!({"follow_up_completed": true})).await.ok();
    assert_eq!((done.follow_up_completed, done.follow_up_completed_at), (true, Some(server.now())));
    assert_eq!(due(&list("?status=OVERDUE").await), [seed::days_ago(1)]);
    assert_eq!(due(&list("?status=COMPLETED").await), [seed::days_ago(9)]);
    // And back again.
    let open: Activity = csm.put(&path).if_match("\"v2\"").json(&json!({"follow_up_completed": false})).await.ok();
    assert_eq!((open.follow_up_completed, open.follow_up_completed_at, open.follow_up_overdue), (false, None, true));

    let everyone: Page<Activity> = server.vp().await.get("/follow-ups?status=OVERDUE").await.ok();
    assert_eq!(everyone.pagination.total, 3);
    let mine = format!("/follow-ups?performed_by_id={}", seed::OTHER_CSM.id());
    let theirs: Page<Activity> = server.vp().await.get(&mine).await.ok();
    assert_eq!(due(&theirs.data), [seed::days_ago(5)]);
    assert_eq!(csm.get("/follow-ups?status=SOON").await.status, 400);
    let first: Page<Activity> = csm.get("/follow-ups?limit=1").await.ok();
    let cursor = first.pagination.next_cursor.expect("more");
    let next: Page<Activity> = csm.get(&format!("/follow-ups?limit=1&cursor={cursor}")).await.ok();
    assert_eq!(due(&next.data), [seed::days_ago(1)]);
}
