use harness::{seed, spawn};
use serde_json::json;

use super::stream::eventful;

#[tokio::test]
async fn the_file_holds_the_stream_and_runs_no_formula() {
    let server = spawn().await;
    eventful(&server).await;
    let csm = server.csm().await;
    for subject in ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "plain, with comma"] {
        let at = seed::noon(seed::days_ago(2));
        let body =
            json!({"activity_type": "CALL", "subject": subject, "description": "=1+1\nsecond line", "occurred_at": at});
        csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    }
    let reply = csm.get("/clients/ext:A-1/timeline.csv").await.expect(200);
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").contains("timeline.csv"));
    let text = reply.text();
    assert!(text.starts_with("occurred_at,kind,title,detail,by,facts\r\n"), "{text}");
    for cell in [
        "\"'=HYPERLINK(\"\"http://evil\"\")\"",
        ",'+1,",
        ",'-1,",
        ",'@SUM(A1),",
        "\"plain, with comma\"",
        "\"'=1+1\nsecond line\"",
    ] {
        assert!(text.contains(cell), "{cell} is not in {text}");
    }
    let begins = |start: char| text.contains(&format!(",{start}")) || text.contains(&format!("\"{start}"));
    assert!(!['=', '+', '@'].into_iter().any(begins), "{text}");
    for title in
        ["A talk", "A ticket", "Renewal won", "Health fell from 70 to 50", "Contract started", "Champion left: Sarah"]
    {
        assert!(text.contains(title), "{title} is not in {text}");
    }
    let renewals = csm.get("/clients/ext:A-1/timeline.csv?kind=RENEWAL").await.expect(200).text();
    assert_eq!(renewals.lines().count(), 2);
    csm.get("/clients/ext:A-1/timeline.csv?kind=SONG").await.expect(400);
    server.other_csm().await.get("/clients/ext:A-1/timeline.csv").await.expect(404);
}
