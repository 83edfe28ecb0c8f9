use api_types::{auth::AccessToken, problem::ProblemCode};
use domain::staff::{Permission, Role};
use harness::{Options, seed, seed::PASSWORD, server::REFRESH_COOKIE, spawn, spawn_with};
use serde_json::json;
use server::config::Environment;

use super::audit;

#[tokio::test]
async fn signing_in_answers_who_one_is_and_a_token_for_a_quarter_of_an_hour() {
    let server = spawn().await;
    let reply = server.log_in("Cara@Test.EXAMPLE ", PASSWORD).await.expect(200);
    let signed_in: AccessToken = reply.json();
    assert_eq!((signed_in.token_type.as_str(), signed_in.expires_in_seconds), ("Bearer", 900));
    assert_eq!((signed_in.user.id, signed_in.user.role), (seed::CSM.staff_id(), Role::Csm));
    assert_eq!(signed_in.user.email, "cara@test.example");
    assert!(signed_in.user.permissions.contains(&Permission::EditClients));
    assert!(!signed_in.user.permissions.contains(&Permission::AssignClients));
    assert_eq!(reply.header("cache-control"), "no-store");
    server.anonymous().with_token(&signed_in.access_token).get("/auth/me").await.expect(200);

    let actions: Vec<_> = audit(&server).await.into_iter().map(|(action, actor, _)| (action, actor)).collect();
    assert_eq!(actions, [("LOGIN".to_owned(), "cara@test.example".to_owned())]);
}

#[tokio::test]
async fn the_refresh_token_is_a_cookie_the_page_cannot_read() {
    let server = spawn().await;
    let reply = server.log_in(seed::CSM.email, PASSWORD).await.expect(200);
    let (value, attributes) = reply.cookie(REFRESH_COOKIE).expect("a cookie");
    assert!(value.len() >= 40, "{value}");
    assert!(!reply.text().contains(&value), "the body holds the refresh token");
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/client-success/auth", "Max-Age=604800"] {
        assert!(attributes.contains(attribute), "{attribute} is not in {attributes}");
    }
    assert!(!attributes.contains("Secure"), "on loopback without TLS a secure cookie would be lost: {attributes}");

    let reply = server
        .anonymous()
        .post("/auth/login")
        .header("host", "steward.example.com")
        .json(&json!({"email": seed::CSM.email, "password": PASSWORD}))
        .await
        .expect(200);
    let (_, attributes) = reply.cookie(REFRESH_COOKIE).expect("a cookie");
    assert!(attributes.contains("Secure"), "{attributes}");
}

#[tokio::test]
async fn what_is_wrong_is_not_told() {
    let server = spawn().await;
    let mut answers = vec![];
    for (email, password) in
        [(seed::CSM.email, "wrong"), ("nobody@test.example", PASSWORD), (seed::CSM.email, ""), ("", ""), ("a\0b", "x")]
    {
        let reply = server.log_in(email, password).await;
        answers.push(reply.problem(401, ProblemCode::Unauthenticated).detail);
        assert!(reply.cookie(REFRESH_COOKIE).is_none());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    // The log may say why; what was typed it never holds.
    let log = audit(&server).await;
    assert!(log.iter().all(|(action, ..)| action == "LOGIN_FAILED"));
    let reasons: Vec<_> = log.iter().filter_map(|(.., changes)| changes.as_ref()?["reason"].as_str()).collect();
    assert_eq!(reasons, ["WRONG_PASSWORD", "UNKNOWN_ACCOUNT", "WRONG_PASSWORD", "UNKNOWN_ACCOUNT", "UNKNOWN_ACCOUNT"]);
    assert!(log.iter().all(|(_, actor, _)| !actor.contains("nobody")), "{log:?}");
}

#[tokio::test]
async fn after_five_failures_each_try_must_wait_longer() {
    let server = spawn().await;
    for _ in 0..5 {
        server.log_in(seed::CSM.email, "wrong").await.problem(401, ProblemCode::Unauthenticated);
    }
    let reply = server.log_in(seed::CSM.email, PASSWORD).await;
    reply.problem(429, ProblemCode::RateLimited);
    assert_eq!(reply.header("retry-after"), "2");
    // Someone else is not held up, and neither is this account on another replica let through.
    server.log_in(seed::VP.email, PASSWORD).await.expect(200);
    let replica = server.replica().await;
    replica.log_in(seed::CSM.email, PASSWORD).await.problem(429, ProblemCode::RateLimited);

    server.advance(chrono::Duration::seconds(2));
    server.log_in(seed::CSM.email, "wrong").await.problem(401, ProblemCode::Unauthenticated);
    assert_eq!(server.log_in(seed::CSM.email, PASSWORD).await.header("retry-after"), "4");
    server.advance(chrono::Duration::seconds(4));
    server.log_in(seed::CSM.email, PASSWORD).await.expect(200);
    // Forgiven: the next failure is the first again.
    server.log_in(seed::CSM.email, "wrong").await.problem(401, ProblemCode::Unauthenticated);
    server.log_in(seed::CSM.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let server = spawn().await;
    let mut statuses = vec![];
    for i in 0..21 {
        statuses.push(server.log_in(&format!("guess{i}@test.example"), "wrong").await.status);
    }
    assert!(statuses[..20].iter().all(|status| *status == 401), "{statuses:?}");
    assert_eq!(statuses[20], 429);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let server = spawn().await;
    let csm = server.csm().await;
    csm.get("/auth/me").await.expect(200);
    let by = app::Actor::system("steward user disable");
    app::auth::disable_staff(&server.context, &by, seed::CSM.email).await.expect("disabled");

    server.log_in(seed::CSM.email, PASSWORD).await.problem(401, ProblemCode::Unauthenticated);
    harness::eventually("the session ends", || async { (csm.get("/clients").await.status == 401).then_some(()) }).await;
}

#[tokio::test]
async fn another_password_ends_the_sessions_of_the_old_one() {
    let server = spawn().await;
    let csm = server.csm().await;
    let by = app::Actor::system("steward user reset-password");
    let password = "another password of mine".to_owned().into();
    app::auth::reset_password(&server.context, &by, seed::CSM.email, &password).await.expect("reset");
    server.log_in(seed::CSM.email, PASSWORD).await.problem(401, ProblemCode::Unauthenticated);
    server.log_in(seed::CSM.email, "another password of mine").await.expect(200);
    harness::eventually("the session ends", || async { (csm.get("/auth/me").await.status == 401).then_some(()) }).await;
}

#[tokio::test]
async fn demo_logins_are_refused_in_production() {
    let demo = seed::Person { email: "csm@demo.test", first_name: "Demo", last_name: "Manager", role: Role::Csm };
    let development = spawn().await;
    seed::staff::insert(&development.pool, &demo, true).await;
    development.log_in(demo.email, PASSWORD).await.expect(200);

    let production =
        spawn_with(Options { configure: |config| config.environment = Environment::Production, ..Options::default() })
            .await;
    seed::staff::insert(&production.pool, &demo, true).await;
    production.log_in(demo.email, PASSWORD).await.problem(401, ProblemCode::Unauthenticated);
    production.log_in(seed::CSM.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_pointed_at() {
    let server = spawn().await;
    let post = |body: serde_json::Value| server.anonymous().post("/auth/login").json(&body);
    let pointer = |reply: harness::Reply| reply.problem(400, ProblemCode::Malformed).errors[0].pointer.clone();
    assert_eq!(pointer(post(json!({"email": seed::CSM.email})).await), "/password");
    assert_eq!(pointer(post(json!({"email": 1, "password": "x"})).await), "/email");
    assert_eq!(pointer(post(json!({"email": "a", "password": "x", "remember": true})).await), "/remember");
    // Whatever was wrong, the password is not repeated.
    let reply = post(json!({"email": "a", "password": {"secret": "hunter2"}})).await;
    assert!(!reply.text().contains("hunter2"), "{}", reply.text());
}
