use std::time::Duration;

use api_types::{auth::Session, page::Page, problem::ProblemCode};
use harness::{seed, spawn, within};

use super::Browser;

#[tokio::test]
async fn one_sees_ones_own_sessions_and_ends_them() {
    let server = spawn().await;
    let laptop = Browser::sign_in(&server, seed::CSM.email).await;
    server.advance(chrono::Duration::minutes(1));
    let phone = Browser::sign_in(&server, seed::CSM.email).await;
    Browser::sign_in(&server, seed::VP.email).await;
    let csm = server.anonymous().with_token(&phone.token.access_token);

    let page: Page<Session> = csm.get("/auth/sessions").await.ok();
    assert_eq!(page.pagination.total, 2);
    let shown: Vec<_> = page.data.iter().map(|session| (session.id, session.is_current)).collect();
    assert_eq!(
        shown,
        [
            (phone.token.user.session_id.expect("a session"), true),
            (laptop.token.user.session_id.expect("a session"), false)
        ]
    );

    csm.delete(&format!("/auth/sessions/{}", laptop.token.user.session_id.expect("a session"))).await.expect(204);
    assert!(!laptop.is_signed_in(&server).await);
    assert!(phone.is_signed_in(&server).await);
    let page: Page<Session> = csm.get("/auth/sessions").await.ok();
    assert_eq!(page.pagination.total, 1);
    csm.delete(&format!("/auth/sessions/{}", laptop.token.user.session_id.expect("a session")))
        .await
        .problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn the_sessions_of_others_are_not_there() {
    let server = spawn().await;
    let vp = Browser::sign_in(&server, seed::VP.email).await;
    let csm = server.csm().await;
    let path = format!("/auth/sessions/{}", vp.token.user.session_id.expect("a session"));
    csm.delete(&path).await.problem(404, ProblemCode::NotFound);
    server.admin().await.delete(&path).await.problem(404, ProblemCode::NotFound);
    assert!(vp.is_signed_in(&server).await);
}

#[tokio::test]
async fn an_ended_session_is_out_on_every_replica_within_five_seconds() {
    let server = spawn().await;
    let replica = server.replica().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    assert!(browser.is_signed_in(&replica).await);
    let csm = server.anonymous().with_token(&browser.token.access_token);
    csm.delete(&format!("/auth/sessions/{}", browser.token.user.session_id.expect("a session"))).await.expect(204);
    assert!(!browser.is_signed_in(&server).await, "at once where it was ended");
    within(Duration::from_secs(5), "the replica hears of it", || async {
        (!browser.is_signed_in(&replica).await).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_replica_that_cannot_listen_still_learns_of_it_within_five_seconds() {
    let server = spawn().await;
    let replica = server.replica().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    assert!(browser.is_signed_in(&replica).await);
    // A notification that nobody sent: the row alone must do.
    sqlx::query("update staff_session set revoked_at = $2, revoked_reason = 'REVOKED' where id = $1")
        .bind(browser.token.user.session_id.expect("a session").0)
        .bind(server.now())
        .execute(&server.pool)
        .await
        .expect("revoked");
    within(Duration::from_secs(5), "the replica reads of it", || async {
        (!browser.is_signed_in(&replica).await).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_server_that_starts_knows_who_is_out() {
    let server = spawn().await;
    let browser = Browser::sign_in(&server, seed::CSM.email).await;
    browser.post(&server, "/auth/logout").await.expect(204);
    let started_later = server.replica().await;
    assert!(!browser.is_signed_in(&started_later).await);
}
