//! Whatever goes wrong, the answer is a problem with every field, and says what would be right.

use api_types::problem::{ProblemCode as P, ProblemDetails};
use harness::{Options, Reply, TestServer, seed, spawn, spawn_with};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

/// The one field a problem points at: its pointer and the kind of mistake.
fn points_at(reply: &Reply, status: u16, code: P) -> (String, String) {
    let problem: ProblemDetails = reply.problem(status, code);
    assert_eq!(problem.errors.len(), 1, "{problem:?}");
    (problem.errors[0].pointer.clone(), problem.errors[0].code.clone())
}

fn pair(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

async fn one_client(server: &TestServer) -> Uuid {
    server.client("Acme").external_id("A-1").insert().await.id
}

#[tokio::test]
async fn routes_that_do_not_exist() {
    let server = spawn().await;
    let csm = server.csm().await;
    csm.get("/nothing-here").await.problem(404, P::NotFound);
    csm.get("/clients/").await.problem(404, P::NotFound);
    csm.post("/nothing-here").json(&json!({})).await.problem(404, P::NotFound);
    csm.get_root("/api/v2/clients").await.problem(404, P::NotFound);
    csm.get_root("/api").await.problem(404, P::NotFound);
    // Outside the API a page is the app, anything else is not found.
    server.anonymous().get_root("/favicon.bmp").await.problem(404, P::NotFound);
}

#[tokio::test]
async fn methods_that_do_not_exist() {
    let server = spawn().await;
    let csm = server.csm().await;
    let reply = csm.delete("/clients").await;
    reply.problem(405, P::MethodNotAllowed);
    assert_eq!(reply.header("allow"), "GET, HEAD");
    let reply = csm.call(Method::PATCH, "/clients/ext:A-1").await;
    reply.problem(405, P::MethodNotAllowed);
    assert!(
        reply.header("allow").contains("GET") && reply.header("allow").contains("PUT"),
        "{}",
        reply.header("allow")
    );
    csm.get("/auth/login").await.problem(405, P::MethodNotAllowed);
    csm.call_root(Method::POST, "/healthz").await.problem(405, P::MethodNotAllowed);
}

#[tokio::test]
async fn bad_ids_in_paths() {
    let server = spawn().await;
    let csm = server.csm().await;
    for id in ["42", "ext:", "018f0000-0000-7000-8000-00000000000g", "ext:a%00b"] {
        for path in ["", "/overview", "/health", "/health/history"] {
            let reply = csm.get(&format!("/clients/{id}{path}")).await;
            assert_eq!(points_at(&reply, 400, P::Malformed), pair("id", "bad-id"), "{id}{path}");
        }
    }
    let reply = csm.get("/clients/ext:%FF").await;
    assert_eq!(points_at(&reply, 400, P::Malformed).0, "id");
    let reply = csm.delete("/auth/sessions/42").await;
    assert_eq!(points_at(&reply, 400, P::Malformed).0, "id");
    csm.get("/clients/018f0000-0000-7000-8000-000000000000").await.problem(404, P::NotFound);
    csm.get("/clients/ext:nobody").await.problem(404, P::NotFound);
}

#[tokio::test]
async fn bad_query_parameters() {
    let server = spawn().await;
    let csm = server.csm().await;
    let long = "x".repeat(201);
    let cases = [
        ("colour=red", "colour", "unknown-parameter"),
        ("health_status=SICK", "health_status", "unknown-value"),
        ("health_status=healthy", "health_status", "unknown-value"),
        ("contract_tier=ENTERPRISE,GOLD", "contract_tier", "unknown-value"),
        ("health_score_min=many", "health_score_min", "wrong-value"),
        ("health_score_min=40.5", "health_score_min", "wrong-value"),
        ("health_score_min=99999", "health_score_min", "wrong-value"),
        ("at_risk=yes", "at_risk", "wrong-value"),
        ("csm_id=me", "csm_id", "wrong-value"),
        ("next_renewal_date_after=2026-02-30", "next_renewal_date_after", "wrong-value"),
        ("renewal_within_days=-1", "renewal_within_days", "out-of-range"),
        ("renewal_within_days=99999", "renewal_within_days", "out-of-range"),
        ("sort=colour", "sort", "unknown-value"),
        ("sort=-", "sort", "unknown-value"),
        ("sort=name;drop", "sort", "unknown-value"),
        ("q=a&q=b", "q", "duplicate-parameter"),
        (&format!("q={long}"), "q", "too-long"),
        ("q=%ff", "q", "bad-utf8"),
        ("q=%00", "q", "unstorable-text"),
        ("limit=0", "limit", "out-of-range"),
        ("limit=201", "limit", "out-of-range"),
        ("limit=ten", "limit", "wrong-value"),
        ("page=0", "page", "out-of-range"),
        ("page=-1", "page", "out-of-range"),
        ("page=9223372036854775807", "page", "out-of-range"),
        ("page=2&cursor=abc", "page", "page-and-cursor"),
        ("annual_recurring_revenue_min=NaN", "annual_recurring_revenue_min", "wrong-value"),
    ];
    for (query, pointer, code) in cases {
        let reply = csm.get(&format!("/clients?{query}")).await;
        assert_eq!(reply.status, 400, "{query} answered {}: {}", reply.status, reply.text());
        assert_eq!(points_at(&reply, 400, P::Malformed), pair(pointer, code), "{query}");
    }
    // An operation without parameters knows none, either.
    let id = one_client(&server).await;
    for path in ["/analytics/portfolio".to_owned(), "/analytics/at-risk".to_owned(), format!("/clients/{id}/health")] {
        let reply = csm.get(&format!("{path}?colour=red")).await;
        assert_eq!(reply.status, 400, "{path}?colour=red answered {}", reply.status);
    }
}

#[tokio::test]
async fn bad_bodies() {
    let server = spawn().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", one_client(&server).await);
    let put = |body: &str| csm.put(&path).if_match("\"v1\"").body("application/json", body.to_owned());
    let cases = [
        (r#"{"colour": "red"}"#, "/colour", "unknown-field"),
        (r#"{"tags": "red"}"#, "/tags", "wrong-type"),
        (r#"{"tags": ["red", 1]}"#, "/tags/1", "wrong-type"),
        (r#"{"lifecycle_status": "GONE"}"#, "/lifecycle_status", "unknown-value"),
        (r#"{"lifecycle_status": null}"#, "", ""),
        (r#"{"expected_dau_override": "ten"}"#, "/expected_dau_override", "wrong-type"),
        (r#"{"expected_dau_override": 1.5}"#, "/expected_dau_override", "wrong-type"),
        (r#"{"csm_user_id": "me"}"#, "/csm_user_id", "wrong-value"),
        (r#"{"churned_at": "2026-02-30"}"#, "/churned_at", "wrong-value"),
        (r#"{"tags": [], "tags": []}"#, "/tags", "duplicate-field"),
        (r#"["tags"]"#, "", "wrong-type"),
        ("{\"tags\": [", "", "bad-json"),
        ("{} {}", "", "bad-json"),
        ("", "", "bad-json"),
    ];
    for (body, pointer, code) in cases {
        if pointer.is_empty() && code.is_empty() {
            // Null for a field that cannot be cleared leaves it as it is.
            put(body).await.expect(200);
            continue;
        }
        let reply = put(body).await;
        assert_eq!(reply.status, 400, "{body} answered {}: {}", reply.status, reply.text());
        assert_eq!(points_at(&reply, 400, P::Malformed), pair(pointer, code), "{body}");
    }
    let reply = csm.put(&path).if_match("\"v1\"").body("application/json", &b"{\"segment\": \"\xff\"}"[..]).await;
    assert_eq!(points_at(&reply, 400, P::Malformed), pair("", "bad-utf8"));
    let reply = put("{\"segment\": \"a\\u0000b\"}").await;
    assert!((400..500).contains(&reply.status), "{}", reply.text());
    reply.any_problem();
}

#[tokio::test]
async fn bodies_of_another_type_or_size() {
    let server =
        spawn_with(Options { configure: |config| config.api.body_limit_bytes = 1000, ..Options::default() }).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", one_client(&server).await);
    let put = || csm.put(&path).if_match("\"v1\"");
    put().await.problem(415, P::UnsupportedMediaType);
    put().body("text/plain", "{}").await.problem(415, P::UnsupportedMediaType);
    put().body("application/x-www-form-urlencoded", "tags=a").await.problem(415, P::UnsupportedMediaType);
    put().header("content-encoding", "gzip").body("application/json", "{}").await.problem(415, P::UnsupportedMediaType);
    put().body("application/json; charset=utf-8", "{}").await.expect(200);

    let huge = format!(r#"{{"segment": "{}"}}"#, "x".repeat(1000));
    put().body("application/json", huge.clone()).await.problem(413, P::TooLarge);
    // One that does not say how long it is, is cut off as soon as it is too long.
    let chunks: Vec<std::io::Result<String>> =
        huge.as_bytes().chunks(100).map(|c| Ok(String::from_utf8_lossy(c).into_owned())).collect();
    let body = reqwest::Body::wrap_stream(futures::stream::iter(chunks));
    put().body("application/json", body).await.problem(413, P::TooLarge);
    server.anonymous().post("/auth/login").body("application/json", huge).await.problem(413, P::TooLarge);
}

#[tokio::test]
async fn versions_that_are_missing_or_old() {
    let server = spawn().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", one_client(&server).await);
    let body = json!({"segment": "Strategic"});
    csm.put(&path).json(&body).await.problem(428, P::PreconditionRequired);
    for etag in ["\"v2\"", "\"v0\"", "v1", "*", "\"v99999999999\"", ""] {
        csm.put(&path).if_match(etag).json(&body).await.problem(412, P::PreconditionFailed);
    }
    csm.put(&path).if_match("\"v1\"").json(&body).await.expect(200);
    csm.put(&path).if_match("\"v1\"").json(&body).await.problem(412, P::PreconditionFailed);
    csm.put(&path).if_match("W/\"v2\"").json(&body).await.expect(200);
}

#[tokio::test]
async fn too_many_requests() {
    let server =
        spawn_with(Options { configure: |config| config.api.requests_per_minute = Some(5), ..Options::default() })
            .await;
    let csm = server.csm().await;
    for left in (0..5).rev() {
        let reply = csm.get("/auth/me").await.expect(200);
        assert_eq!(reply.header("ratelimit-limit"), "5");
        assert_eq!(reply.header("ratelimit-remaining"), left.to_string());
    }
    let reply = csm.get("/auth/me").await;
    reply.problem(429, P::RateLimited);
    assert!((1..=12).contains(&reply.header("retry-after").parse::<u32>().expect("seconds")), "{:?}", reply.headers);
    assert_eq!(reply.header("ratelimit-remaining"), "0");
    // Each caller has their own allowance, and probes need none.
    server.anonymous().get_root("/healthz").await.expect(200);
    let cursor_of_others = server.anonymous().get("/auth/me").await;
    cursor_of_others.problem(401, P::Unauthenticated);
}

#[tokio::test]
async fn cursors_of_nobody() {
    let server = spawn().await;
    let csm = server.csm().await;
    for cursor in ["abc", "%20", "e30", "eyJxIjoxLCJrIjpbXX0", "null", "AAAA"] {
        csm.get(&format!("/clients?cursor={cursor}")).await.problem(400, P::InvalidCursor);
    }
}

#[tokio::test]
async fn inner_errors_are_not_told() {
    let server = spawn().await;
    let csm = server.csm().await;
    sqlx::query("alter table client rename column tags to labels").execute(&server.pool).await.expect("renamed");
    let reply = csm.get("/clients").await;
    let problem = reply.problem(500, P::Internal);
    for word in ["tags", "column", "sql", "select", "client"] {
        assert!(!problem.detail.to_lowercase().contains(word), "{:?}", problem.detail);
    }
    // The next request is served.
    csm.get("/auth/me").await.expect(200);
}

#[tokio::test]
async fn nobody_is_told_what_they_may_not_see() {
    let server = spawn().await;
    let theirs = server.client("Theirs").external_id("T-1").csm(seed::OTHER_CSM).insert().await;
    let csm = server.csm().await;
    let foreign = csm.get(&format!("/clients/{}", theirs.id)).await.problem(404, P::NotFound);
    let nowhere = csm.get("/clients/018f0000-0000-7000-8000-000000000000").await.problem(404, P::NotFound);
    assert_eq!((foreign.detail, foreign.title), (nowhere.detail, nowhere.title));
}
