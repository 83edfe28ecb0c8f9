use api_types::{auth::Me, problem::ProblemCode};
use domain::staff::Permission;
use harness::{seed, spawn};

#[tokio::test]
async fn everyone_learns_who_they_are_and_what_they_may() {
    let server = spawn().await;
    for person in &seed::staff::EVERYONE {
        let me: Me = server.caller(person).await.get("/auth/me").await.ok();
        assert_eq!((me.id, me.email.as_str(), me.role), (person.staff_id(), person.email, person.role));
        assert_eq!((me.first_name.as_str(), me.last_name.as_str()), (person.first_name, person.last_name));
        let expected: Vec<Permission> =
            Permission::ALL.iter().copied().filter(|permission| person.role.may(*permission)).collect();
        assert_eq!(me.permissions, expected, "{}", person.email);
    }
}

#[tokio::test]
async fn an_account_that_is_gone_is_nobody() {
    let server = spawn().await;
    let csm = server.csm().await;
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::CSM.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    csm.get("/auth/me").await.problem(401, ProblemCode::Unauthenticated);
}
