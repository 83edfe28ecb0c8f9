use harness::{seed, server::REFRESH_COOKIE, spawn};

use super::{Browser, audit, post_with_cookie};

#[tokio::test]
async fn signing_out_ends_the_session_and_removes_the_cookie() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    let elsewhere = Browser::sign_in(&server, seed::CSM.email).await;
    let reply = browser.post(&server, "/auth/logout").await.expect(204);
    let (value, attributes) = reply.cookie(REFRESH_COOKIE).expect("the cookie is removed");
    assert_eq!(value, "");
    assert!(
        attributes.contains("Max-Age=0") && attributes.contains("Path=/api/v1/client-success/auth"),
        "{attributes}"
    );
    assert!(!browser.is_signed_in(&server).await);
    assert!(elsewhere.is_signed_in(&server).await);
    assert_eq!(browser.post(&server, "/auth/refresh").await.status, 401);
    let last = audit(&server).await.pop().expect("an audit row");
    assert_eq!((last.0.as_str(), last.1.as_str()), ("LOGOUT", "cara@test.example"));
}

#[tokio::test]
async fn signing_out_without_a_session_is_no_mistake() {
    let server = spawn().await;
    server.anonymous().post("/auth/logout").await.expect(204);
    post_with_cookie(&server, "/auth/logout", "made-up").await.expect(204);
    assert_eq!(audit(&server).await, []);
}

#[tokio::test]
async fn pages_of_other_origins_may_not_sign_one_out() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    let cookie = format!("{REFRESH_COOKIE}={}", browser.cookie);
    let call =
        server.anonymous().post("/auth/logout").header("cookie", &cookie).header("origin", "https://evil.example");
    call.await.expect(403);
    assert!(browser.is_signed_in(&server).await);
}
