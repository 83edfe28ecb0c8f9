use api_types::{
    page::Page,
    problem::ProblemCode as P,
    users::{CreatedPassword, CreatedUser, User},
};
use domain::staff::Role;
use harness::{ApiClient, TestServer, seed, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::work::audited;

async fn version_of(admin: &ApiClient, id: Uuid) -> (User, String) {
    let reply = admin.get(&format!("/users/{id}")).await.expect(200);
    let etag = reply.header("etag").to_owned();
    (reply.json(), etag)
}

async fn change(admin: &ApiClient, id: Uuid, body: &Value) -> harness::Reply {
    let (_, etag) = version_of(admin, id).await;
    admin.put(&format!("/users/{id}")).if_match(&etag).json(body).await
}

async fn ends(caller: &ApiClient) {
    harness::eventually("the session ends", || async { (caller.get("/clients").await.status == 401).then_some(()) })
        .await;
}

#[tokio::test]
async fn a_user_is_added_and_signs_in_with_what_was_shown_once() {
    let server = spawn().await;
    let admin = server.admin().await;
    let body = json!({
        "email": " Ada@Example.COM", "first_name": "Ada", "last_name": "<b>Byron</b>", "role": "CSM",
        "time_zone": "Europe/London"
    });
    let reply = admin.post("/users").header("idempotency-key", "u-1").json(&body).await.expect(201);
    assert_eq!((reply.header("etag"), reply.header("cache-control")), ("\"v1\"", "no-store"));
    let made: CreatedUser = reply.json();
    let account = made.user.account.as_ref().expect("the account");
    assert_eq!((made.user.email.as_str(), made.user.role), ("ada@example.com", Role::Csm));
    assert_eq!((made.user.last_name.as_str(), account.time_zone.as_str()), ("<b>Byron</b>", "Europe/London"));
    assert_eq!((account.last_sign_in_at, account.version, account.api_keys), (None, 1, 0));
    admin.post("/users").header("idempotency-key", "u-1").json(&body).await.problem(409, P::Conflict);

    server.log_in("ada@example.com", &made.password).await.expect(200);
    let (user, _) = version_of(&admin, made.user.id.0).await;
    let account = user.account.expect("the account");
    assert_eq!((account.last_sign_in_at, account.version), (Some(server.now()), 1));
    for table in ["staff", "audit_log", "idempotency_key"] {
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select to_jsonb(t)::text from {table} t")))
                .fetch_all(&server.pool)
                .await
                .expect("rows");
        assert!(rows.iter().all(|row| !row.contains(&made.password)), "{table} holds the password");
    }
    // What an account holds is for administrators.
    let seen: Page<User> = server.vp().await.get("/users").await.ok();
    assert!(seen.data.iter().all(|user| user.account.is_none()));
    let seen: Page<User> = admin.get("/users").await.ok();
    assert!(seen.data.iter().all(|user| user.account.is_some()));
}

#[tokio::test]
async fn another_role_ends_the_sessions_and_counts_at_the_next_sign_in() {
    let server = spawn().await;
    let (admin, csm) = (server.admin().await, server.csm().await);
    csm.get("/clients").await.expect(200);
    let id = seed::CSM.id();
    let body = json!({"role": "SENIOR_CSM", "last_name": "Stein", "time_zone": "Europe/Berlin"});
    let changed: User = change(&admin, id, &body).await.ok();
    assert_eq!((changed.role, changed.last_name.as_str()), (Role::SeniorCsm, "Stein"));
    ends(&csm).await;
    let again = server.log_in(seed::CSM.email, seed::PASSWORD).await.expect(200).value();
    assert_eq!(again["user"]["role"], "SENIOR_CSM");
    let (actor, changes) = audited(&server, "update_user").await.pop().expect("an audit row");
    let changes = changes.expect("what changed");
    assert_eq!((actor.as_str(), &changes["role"]), (seed::ADMIN.email, &json!({"from": "CSM", "to": "SENIOR_CSM"})));
    assert!(changes.get("first_name").is_none() && changes.get("is_active").is_none());
    // A name alone signs nobody out.
    let ae = server.ae().await;
    change(&admin, seed::AE.id(), &json!({"first_name": "Abelard"})).await.expect(200);
    ae.get("/clients").await.expect(200);
}

#[tokio::test]
async fn a_disabled_user_is_out_until_enabled() {
    let server = spawn().await;
    server.client("Acme").figures(seed::Figures::default()).insert().await;
    let (admin, csm) = (server.admin().await, server.csm().await);
    let disabled: User = change(&admin, seed::CSM.id(), &json!({"is_active": false})).await.ok();
    assert_eq!((disabled.is_active, disabled.csm_clients), (false, 1));
    ends(&csm).await;
    server.log_in(seed::CSM.email, seed::PASSWORD).await.problem(401, P::Unauthenticated);
    change(&admin, seed::CSM.id(), &json!({"is_active": true})).await.expect(200);
    server.log_in(seed::CSM.email, seed::PASSWORD).await.expect(200);
}

#[tokio::test]
async fn another_password_is_made_shown_once_and_ends_the_sessions() {
    let server = spawn().await;
    let (admin, csm) = (server.admin().await, server.csm().await);
    let path = format!("/users/{}/password", seed::CSM.id());
    let reply = admin.post(&path).await.expect(201);
    assert_eq!(reply.header("cache-control"), "no-store");
    let made: CreatedPassword = reply.json();
    ends(&csm).await;
    server.log_in(seed::CSM.email, seed::PASSWORD).await.problem(401, P::Unauthenticated);
    server.log_in(seed::CSM.email, &made.password).await.expect(200);
    let rows = audited(&server, "create_user_password").await;
    assert!(rows.len() == 1 && !format!("{rows:?}").contains(&made.password));
    // The session that asks for one's own stays: else what is shown once would be gone.
    let elsewhere = server.log_in(seed::ADMIN.email, seed::PASSWORD).await.expect(200).value();
    let elsewhere = server.anonymous().with_token(elsewhere["access_token"].as_str().expect("a token"));
    admin.post(&format!("/users/{}/password", seed::ADMIN.id())).await.expect(201);
    ends(&elsewhere).await;
    admin.get("/clients").await.expect(200);
    admin.post(&format!("/users/{}/password", Uuid::nil())).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn nobody_shuts_themselves_out_and_somebody_can_always_administer() {
    let server = spawn().await;
    let admin = server.admin().await;
    for (body, pointer) in [(json!({"is_active": false}), "/is_active"), (json!({"role": "CSM"}), "/role")] {
        let problem = change(&admin, seed::ADMIN.id(), &body).await.problem(422, P::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), (pointer, "own-account"));
    }
    // A name of one's own, and one's own role again, are no matter.
    change(&admin, seed::ADMIN.id(), &json!({"first_name": "Adamo", "role": "ADMIN"})).await.expect(200);
    // Two administrators who demote each other at the same moment: one of them stays.
    promote(&server, &admin, seed::VP.id()).await;
    let vp = server.log_in(seed::VP.email, seed::PASSWORD).await.expect(200).value();
    let vp = server.anonymous().with_token(vp["access_token"].as_str().expect("a token"));
    let (demoted, disabled) = (json!({"role": "CSM"}), json!({"is_active": false}));
    let (one, other) = tokio::join!(change(&admin, seed::VP.id(), &demoted), change(&vp, seed::ADMIN.id(), &disabled));
    assert!(one.status == 200 || other.status == 200, "{} {}", one.text(), other.text());
    let left: i64 = sqlx::query_scalar("select count(*) from staff where role = 'ADMIN' and is_active")
        .fetch_one(&server.pool)
        .await
        .expect("a count");
    assert!(left >= 1);
}

async fn promote(server: &TestServer, admin: &ApiClient, id: Uuid) {
    change(admin, id, &json!({"role": "ADMIN"})).await.expect(200);
    assert_eq!(audited(server, "update_user").await.last().expect("a row").0, seed::ADMIN.email);
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    let admin = server.admin().await;
    let good = json!({"email": "ada@example.com", "first_name": "Ada", "last_name": "Byron", "role": "CSM"});
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        body
    };
    for (field, value, status) in [
        ("role", json!("BOSS"), 400),
        ("email", json!(7), 400),
        ("password", json!("mine"), 400),
        ("email", json!("nobody"), 422),
        ("email", json!(""), 422),
        ("email", json!(format!("{}@example.com", "x".repeat(250))), 422),
        ("email", json!("Cara@test.example"), 422),
        ("first_name", json!(" "), 422),
        ("last_name", json!("x".repeat(101)), 422),
        ("last_name", json!("two\nlines"), 422),
        ("time_zone", json!("Mars/Olympus"), 422),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = admin.post("/users").json(&with(field, value.clone())).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, format!("/{field}"), "{value}");
    }
    let problem = admin.post("/users").json(&json!({"email": "a@example.com"})).await.problem(400, P::Malformed);
    assert_eq!(problem.errors[0].pointer, "/first_name");
    let path = format!("/users/{}", seed::CSM.id());
    for (body, status, pointer) in [
        (json!({"role": "BOSS"}), 400, "/role"),
        (json!({"email": "new@example.com"}), 400, "/email"),
        (json!({"first_name": ""}), 422, "/first_name"),
        (json!({"time_zone": "Nowhere"}), 422, "/time_zone"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = admin.put(&path).if_match("\"v1\"").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    admin.put(&path).json(&json!({"first_name": "C"})).await.problem(428, P::PreconditionRequired);
    admin.put(&path).if_match("\"v1\"").json(&json!({"first_name": "C"})).await.expect(200);
    admin.put(&path).if_match("\"v1\"").json(&json!({"first_name": "D"})).await.problem(412, P::PreconditionFailed);
    let nobody = format!("/users/{}", Uuid::nil());
    admin.get(&nobody).await.problem(404, P::NotFound);
    admin.put(&nobody).if_match("\"v1\"").json(&json!({"first_name": "C"})).await.problem(404, P::NotFound);
    admin.get("/users/seven").await.problem(400, P::Malformed);
}
