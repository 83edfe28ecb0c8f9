use harness::spawn;
use serde_json::Value;

#[tokio::test]
async fn the_document_is_served_as_it_is_made() {
    let server = spawn().await;
    let served: Value = server.anonymous().get_root("/api/openapi.json").await.ok();
    let made = serde_json::to_value(api::openapi()).expect("the document is JSON");
    assert_eq!(served, made);
    assert_eq!(served["openapi"].as_str().map(|version| &version[..2]), Some("3."));
}

#[tokio::test]
async fn the_docs_are_a_page_of_our_own() {
    let server = spawn().await;
    let page = server.anonymous().get_root("/api/docs/").await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(!page.text().contains("https://"), "the page loads something from elsewhere: {}", page.text());
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
}
