use harness::{
    seed::{self, Figures},
    spawn,
};
use serde_json::json;

#[tokio::test]
async fn the_file_holds_the_list_with_its_columns_and_runs_no_formula() {
    let server = spawn().await;
    let falling = Figures { health: Some(40), trend: Some(-14), ..Figures::default() };
    server.client("=HYPERLINK(\"http://evil\")").tags(&["@pilot", "emea"]).arr(85_000).figures(falling).insert().await;
    server.client("Acme, Inc").external_id("A-1").industry(None).arr(None).figures(Figures::default()).insert().await;
    server.client("Theirs").csm(seed::OTHER_CSM).figures(Figures::default()).insert().await;
    let csm = server.csm().await;
    let reply = csm.get("/clients.csv?sort=-name&columns=tags,health,trend,arr").await.expect(200);
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").contains("clients.csv"));
    let text = reply.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "id,external_id,name,contract_tier,industry,tags,current_health_score,health_status,health_trend_change,\
         annual_recurring_revenue,currency"
    );
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].ends_with(",A-1,\"Acme, Inc\",ENTERPRISE,,,,,,,USD"), "{}", lines[1]);
    // Text is defused; a falling score is a number and stays one.
    let defused = ",\"'=HYPERLINK(\"\"http://evil\"\")\",ENTERPRISE,Manufacturing,\"'@pilot, emea\",40,";
    assert!(lines[2].contains(defused) && lines[2].contains(",-14,85000"), "{}", lines[2]);

    let usual = csm.get("/clients.csv?q=acme").await.expect(200).text();
    assert!(usual.starts_with("id,external_id,name,contract_tier,industry,current_health_score,"), "{usual}");
    assert_eq!(
        (usual.lines().count(), csm.get("/clients.csv?q=nobody").await.expect(200).text().lines().count()),
        (2, 1)
    );
    for wrong in ["columns=shoe-size", "colour=red", "page=2", "sort=size"] {
        csm.get(&format!("/clients.csv?{wrong}")).await.expect(400);
    }
}

#[tokio::test]
async fn a_long_file_holds_everyone_once_and_is_audited() {
    let server = spawn().await;
    sqlx::query(
        "insert into client (id, name, contract_tier, contract_start_date, csm_user_id, is_active, current_health_score)
         select uuid_v7(), 'Client ' || n, 'STARTER', '2025-01-01', $1, true, nullif(n % 90, 7)
         from generate_series(1, 2500) n",
    )
    .bind(seed::CSM.id())
    .execute(&server.pool)
    .await
    .expect("clients");
    let text = server.csm().await.get("/clients.csv?columns=health").await.expect(200).text();
    let mut names: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').nth(2).expect("a name")).collect();
    assert_eq!(names.len(), 2_500);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 2_500);
    harness::eventually("the audit row", async || {
        let ids: Option<i32> = sqlx::query_scalar(
            "select cardinality(entity_ids) from audit_log where operation = 'get_clients_file' and action = 'READ'",
        )
        .fetch_optional(&server.pool)
        .await
        .expect("the audit log");
        (ids == Some(2_500)).then_some(())
    })
    .await;
    let filter = json!({"name": "Low", "filter": {"field": "health_score", "op": "lt", "value": 10}});
    let id = server.csm().await.post("/segments").json(&filter).await.expect(201).value()["id"].clone();
    let path = format!("/clients.csv?segment_id={}", id.as_str().expect("an id"));
    let low = server.csm().await.get(&path).await.expect(200).text();
    // The header, and the scores 0 to 9 without 7.
    assert_eq!(low.lines().count(), 1 + 8 * 28 + 27);
}
