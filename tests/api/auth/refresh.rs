use api_types::problem::ProblemCode;
use chrono::Duration;
use harness::{seed, server::REFRESH_COOKIE, spawn};

use super::{Browser, audit, post_with_cookie};

#[tokio::test]
async fn a_refresh_token_works_once_and_brings_the_next() {
    let server = spawn().await;
    let first = Browser::sign_in(&server, seed::CSM.email).await;
    server.advance(Duration::minutes(14));
    let second = Browser::of(&first.post(&server, "/auth/refresh").await.expect(200));
    assert_ne!(first.cookie, second.cookie);
    assert_eq!(first.token.user.session_id.expect("a session"), second.token.user.session_id.expect("a session"));
    // The new access token outlives the old one.
    server.advance(Duration::minutes(2));
    assert!(!first.is_signed_in(&server).await);
    assert!(second.is_signed_in(&server).await);
    second.post(&server, "/auth/refresh").await.expect(200);
}

#[tokio::test]
async fn a_token_used_twice_ends_the_whole_session() {
    let server = spawn().await;
    let thief = Browser::sign_in(&server, seed::CSM.email).await;
    let owner = Browser::of(&thief.post(&server, "/auth/refresh").await.expect(200));
    let elsewhere = Browser::sign_in(&server, seed::CSM.email).await;

    let reply = thief.post(&server, "/auth/refresh").await;
    reply.problem(401, ProblemCode::Unauthenticated);
    assert_eq!(reply.cookie(REFRESH_COOKIE).expect("the cookie is removed").0, "");
    // Neither token of the family works any more, another session of the same person does.
    owner.post(&server, "/auth/refresh").await.problem(401, ProblemCode::Unauthenticated);
    assert!(!owner.is_signed_in(&server).await);
    assert!(elsewhere.is_signed_in(&server).await);
    elsewhere.post(&server, "/auth/refresh").await.expect(200);

    let revoked: String = sqlx::query_scalar("select revoked_reason from staff_session where id = $1")
        .bind(owner.token.user.session_id.expect("a session").0)
        .fetch_one(&server.pool)
        .await
        .expect("the session");
    assert_eq!(revoked, "REUSE");
    let log = audit(&server).await;
    assert!(log.iter().any(|(action, _, changes)| {
        action == "UPDATE" && changes.as_ref().is_some_and(|changes| changes["revoked_reason"] == "REUSE")
    }));
}

#[tokio::test]
async fn two_refreshes_at_once_are_one_and_a_theft() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    let (one, two) = tokio::join!(browser.post(&server, "/auth/refresh"), browser.post(&server, "/auth/refresh"));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_token_that_is_old_or_made_up_is_refused() {
    let server = spawn().await;
    server.anonymous().post("/auth/refresh").await.problem(401, ProblemCode::Unauthenticated);
    for cookie in ["", "made-up", "%00"] {
        post_with_cookie(&server, "/auth/refresh", cookie).await.problem(401, ProblemCode::Unauthenticated);
    }
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    server.advance(Duration::days(7) + Duration::seconds(1));
    browser.post(&server, "/auth/refresh").await.problem(401, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn a_session_in_use_ends_after_thirty_days() {
    let server = spawn().await;
    let mut browser = Browser::sign_in(&server, seed::CSM.email).await;
    for _ in 0..5 {
        server.advance(Duration::days(6) - Duration::seconds(1));
        browser = Browser::of(&browser.post(&server, "/auth/refresh").await.expect(200));
    }
    server.advance(Duration::seconds(10));
    browser.post(&server, "/auth/refresh").await.problem(401, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn pages_of_other_origins_may_not_refresh() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    let refresh = |origin: &str| {
        let cookie = format!("{REFRESH_COOKIE}={}", browser.cookie);
        server.anonymous().post("/auth/refresh").header("cookie", &cookie).header("origin", origin)
    };
    refresh("https://evil.example").await.problem(403, ProblemCode::Forbidden);
    refresh("null").await.problem(403, ProblemCode::Forbidden);
    refresh(&server.origin).header("sec-fetch-site", "cross-site").await.problem(403, ProblemCode::Forbidden);
    refresh(&server.origin).header("sec-fetch-site", "same-origin").await.expect(200);
}

#[tokio::test]
async fn the_session_of_a_disabled_account_is_not_refreshed() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::CSM.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    browser.post(&server, "/auth/refresh").await.problem(401, ProblemCode::Unauthenticated);
}
