use api_types::{clients::ClientListItem, page::Page, problem::ProblemCode as P, segments::SegmentPreview};
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures, days_ago, in_days},
    spawn,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

async fn portfolio(server: &TestServer) {
    for (name, health, arr, renewal) in
        [("Acme", 92, 120_000, in_days(200)), ("Globex", 55, 85_000, in_days(30)), ("Initech", 35, 20_000, in_days(80))]
    {
        let figures = Figures { health: Some(health), renewal: Some(renewal), ..Figures::default() };
        server.client(name).arr(arr).tags(&["emea"]).figures(figures).insert().await;
    }
    let theirs = Figures { health: Some(20), ..Figures::default() };
    server.client("Theirs").csm(seed::OTHER_CSM).arr(1_000_000).figures(theirs).insert().await;
    server.client("Gone").churned(days_ago(100)).figures(Figures::default()).insert().await;
}

async fn names(caller: &ApiClient, filter: Value) -> Vec<String> {
    let page: Page<ClientListItem> = caller.post("/clients/search?sort=name").json(&filter).await.ok();
    page.data.into_iter().map(|client| client.name).collect()
}

#[tokio::test]
async fn a_search_finds_within_the_scope() {
    let server = spawn().await;
    portfolio(&server).await;
    let (vp, csm) = (server.vp().await, server.csm().await);
    let low = json!({"and": [{"field": "health_score", "op": "lt", "value": 60}]});
    assert_eq!(names(&vp, low.clone()).await, ["Globex", "Initech", "Theirs"]);
    assert_eq!(names(&csm, low).await, ["Globex", "Initech"]);
    let soon_or_large = json!({"or": [
        {"field": "next_renewal_date", "op": "within_days", "value": 30},
        {"field": "annual_recurring_revenue", "op": "gte", "value": 100_000}
    ]});
    assert_eq!(names(&csm, soon_or_large.clone()).await, ["Acme", "Globex"]);
    assert_eq!(
        names(&csm, json!({"and": [soon_or_large, {"not": {"field": "name", "op": "contains", "value": "ACM"}}]}))
            .await,
        ["Globex"]
    );
    // Only active clients, unless the filter says which.
    assert_eq!(names(&csm, json!({"and": []})).await, ["Acme", "Globex", "Initech"]);
    assert_eq!(names(&csm, json!({"field": "lifecycle_status", "op": "eq", "value": "CHURNED"})).await, ["Gone"]);
    assert_eq!(names(&csm, json!({"not": {"field": "is_active", "op": "eq", "value": true}})).await, ["Gone"]);
    // No filter widens a book.
    let others = json!({"field": "csm_id", "op": "eq", "value": seed::OTHER_CSM.id()});
    assert!(names(&csm, others.clone()).await.is_empty());
    assert_eq!(names(&vp, others).await, ["Theirs"]);
}

#[tokio::test]
async fn a_cursor_belongs_to_its_filter() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = server.csm().await;
    let all = json!({"field": "tags", "op": "contains", "value": "emea"});
    let first: Page<ClientListItem> = csm.post("/clients/search?limit=2&sort=name").json(&all).await.ok();
    assert_eq!((first.data.len(), first.pagination.total, first.pagination.pages), (2, 3, Some(2)));
    let path = format!("/clients/search?limit=2&sort=name&cursor={}", first.pagination.next_cursor.expect("more"));
    let second: Page<ClientListItem> = csm.post(&path).json(&all).await.ok();
    assert_eq!(second.data.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Initech"]);
    csm.post(&path).json(&json!({"and": []})).await.problem(400, P::InvalidCursor);
}

#[tokio::test]
async fn a_preview_counts_and_shows_the_first() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = server.csm().await;
    let filter = json!({"filter": {"field": "health_score", "op": "lt", "value": 60}});
    let preview: SegmentPreview = csm.post("/segments/preview").json(&filter).await.ok();
    assert_eq!((preview.clients, preview.currency.as_str()), (2, "USD"));
    assert_eq!(preview.annual_recurring_revenue, Some(Decimal::from(105_000)));
    assert_eq!(preview.sample.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Initech", "Globex"]);
    let nobody = json!({"filter": {"field": "health_score", "op": "lt", "value": 0}});
    let preview: SegmentPreview = csm.post("/segments/preview").json(&nobody).await.ok();
    assert_eq!((preview.clients, preview.annual_recurring_revenue, preview.sample.len()), (0, None, 0));
}

#[tokio::test]
async fn what_is_wrong_with_a_filter_is_pointed_at() {
    let server = spawn().await;
    let csm = server.csm().await;
    for (filter, status, pointer) in [
        (json!({}), 400, ""),
        (json!({"and": [{"field": "shoe_size", "op": "eq", "value": 1}]}), 400, "/and/0/field"),
        (json!({"and": [{"field": "health_score", "op": "lt", "value": "60"}]}), 400, "/and/0/value"),
        (json!({"and": [], "limit": 3}), 400, "/limit"),
        (json!({"field": "name", "op": "lt", "value": "x"}), 422, "/op"),
        (json!({"or": []}), 422, "/or"),
        (json!({"field": "name", "op": "eq", "value": "a\u{0}"}), 422, "/value"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/clients/search").json(&filter).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "{filter}");
        let body = json!({ "filter": filter });
        let problem = csm.post("/segments/preview").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, format!("/filter{pointer}"), "{filter}");
    }
    csm.post("/clients/search").body("application/json", "[]").await.problem(400, P::Malformed);
    csm.post("/clients/search?sort=shoe_size").json(&json!({"and": []})).await.problem(400, P::Malformed);
    csm.post("/clients/search?q=x").json(&json!({"and": []})).await.problem(400, P::Malformed);
    let deep = format!("{}{}{}", "{\"not\":".repeat(2_000), "{}", "}".repeat(2_000));
    csm.post("/clients/search").body("application/json", deep).await.problem(400, P::Malformed);
}
