use harness::{seed, spawn};
use serde_json::json;

#[tokio::test]
async fn the_file_holds_the_log_and_runs_no_formula() {
    let server = spawn().await;
    server.client("=HYPERLINK(1)").external_id("A-1").insert().await;
    let csm = server.csm().await;
    for id in ["=1+1", "@SUM(A1)", "plain"] {
        let call = csm.post("/clients/ext:A-1/notes").header("x-request-id", id);
        call.json(&json!({"content": "x"})).await.expect(201);
    }
    let admin = server.admin().await;
    let reply = admin.get("/audit/export?action=CREATE").await.expect(200);
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").contains("audit.csv"));
    let text = reply.text();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert!(lines[0].starts_with("occurred_at,actor,api_key,action,operation,entity,entity_count,"), "{text}");
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[1..].iter().all(|line| line.contains("cara@test.example,,CREATE,create_client_note,client_note,2,")));
    assert!(text.contains(",'=HYPERLINK(1),"), "{text}");
    let begins = |start: char| text.contains(&format!(",{start}")) || text.contains(&format!("\"{start}"));
    assert!(!['=', '+', '@'].into_iter().any(begins), "{text}");
}

#[tokio::test]
async fn a_long_log_is_sent_whole_stride_by_stride() {
    let server = spawn().await;
    sqlx::query(
        "insert into audit_log (id, occurred_at, staff_id, actor, action, operation, entity, entity_ids)
         select uuid_v7(), timestamptz '2026-06-10 11:00Z' - n / 3 * interval '1 second', $1, 'cara@test.example', 'RUN',
           'step_' || n, 'job', '{}'
         from generate_series(1, 2500) as n",
    )
    .bind(seed::CSM.id())
    .execute(&server.pool)
    .await
    .expect("rows");
    let admin = server.admin().await;
    let text = admin.get("/audit/export?action=RUN").await.expect(200).text();
    let mut steps: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    assert_eq!(steps.len(), 2500);
    steps.sort_unstable();
    steps.dedup();
    assert_eq!(steps.len(), 2500, "a row is there twice, and another is not");
    // Read like any other page of client data.
    harness::within(std::time::Duration::from_secs(5), "the read is written", || async {
        let reads: i64 = sqlx::query_scalar(
            "select count(*) from audit_log where operation = 'get_audit_file' and action = 'READ' and actor = $1",
        )
        .bind(seed::ADMIN.email)
        .fetch_one(&server.pool)
        .await
        .expect("a count");
        (reads > 0).then_some(())
    })
    .await;
}
