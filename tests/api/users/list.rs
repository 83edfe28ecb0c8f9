use api_types::{page::Page, problem::ProblemCode, users::User};
use domain::staff::Role;
use harness::{
    TestServer,
    seed::{self, Figures, Person},
    spawn,
};

async fn emails(server: &TestServer, query: &str) -> Vec<String> {
    let page: Page<User> = server.vp().await.get(&format!("/users{query}")).await.ok();
    assert_eq!(usize::try_from(page.pagination.total).expect("a count"), page.data.len(), "{query}");
    page.data.into_iter().map(|user| user.email).collect()
}

fn those(people: &[Person]) -> Vec<String> {
    people.iter().map(|person| person.email.to_owned()).collect()
}

#[tokio::test]
async fn everyone_by_last_name() {
    let server = spawn().await;
    let by_last_name = [
        seed::SENIOR_CSM, // Adler
        seed::OTHER_CSM,  // Berg
        seed::AE,         // Finch
        seed::VP,         // Lund
        seed::VP_SALES,   // Quist
        seed::OTHER_AE,   // Reed
        seed::CSM,        // Stone
        seed::ADMIN,      // Voss
    ];
    assert_eq!(emails(&server, "").await, those(&by_last_name));
}

#[tokio::test]
async fn filters() {
    let server = spawn().await;
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("disabled");
    assert_eq!(emails(&server, "?role=CSM").await, those(&[seed::OTHER_CSM, seed::CSM]));
    assert_eq!(emails(&server, "?role=CSM,AE&is_active=true").await, those(&[seed::AE, seed::OTHER_AE, seed::CSM]));
    assert_eq!(emails(&server, "?is_active=false").await, those(&[seed::OTHER_CSM]));
    assert_eq!(emails(&server, "?q=STONE").await, those(&[seed::CSM]));
    assert_eq!(emails(&server, "?q=cara%20st").await, those(&[seed::CSM]));
    assert_eq!(emails(&server, "?q=%25").await, those(&[]));
    assert_eq!(emails(&server, "?q=abel@").await, those(&[seed::AE]));
    server.vp().await.get("/users?role=BOSS").await.problem(400, ProblemCode::Malformed);
}

#[tokio::test]
async fn books_are_counted_within_ones_own_scope() {
    let server = spawn().await;
    for (name, csm, ae) in
        [("A", seed::CSM, seed::AE), ("B", seed::CSM, seed::OTHER_AE), ("C", seed::OTHER_CSM, seed::AE)]
    {
        server.client(name).csm(csm).ae(ae).figures(Figures::default()).insert().await;
    }
    server.client("Gone").churned(harness::date("2026-03-01")).figures(Figures::default()).insert().await;
    let counts = |page: Page<User>| -> Vec<(Role, i64, i64)> {
        let mut shown: Vec<_> = page.data.iter().filter(|user| user.csm_clients + user.ae_clients > 0).collect();
        shown.sort_by_key(|user| user.email.clone());
        shown.iter().map(|user| (user.role, user.csm_clients, user.ae_clients)).collect()
    };
    let all: Page<User> = server.vp().await.get("/users").await.ok();
    // Abel and Alma (AE), then Cara and Otto (CSM).
    assert_eq!(counts(all), [(Role::Ae, 0, 2), (Role::Ae, 0, 1), (Role::Csm, 2, 0), (Role::Csm, 1, 0)]);
    let own: Page<User> = server.csm().await.get("/users").await.ok();
    assert_eq!(own.pagination.total, 8);
    assert_eq!(counts(own), [(Role::Ae, 0, 1), (Role::Ae, 0, 1), (Role::Csm, 2, 0)]);
}

#[tokio::test]
async fn pages_and_cursors_walk_the_same_list() {
    let server = spawn().await;
    let vp = server.vp().await;
    let all = emails(&server, "").await;
    let mut by_page = vec![];
    for page in 1..=3 {
        let part: Page<User> = vp.get(&format!("/users?limit=3&page={page}")).await.ok();
        assert_eq!((part.pagination.page, part.pagination.pages), (Some(page), Some(3)));
        by_page.extend(part.data.into_iter().map(|user| user.email));
    }
    let mut by_cursor = vec![];
    let mut cursor = String::new();
    loop {
        let part: Page<User> = vp.get(&format!("/users?limit=3{cursor}")).await.ok();
        assert_eq!(part.pagination.total, 8);
        by_cursor.extend(part.data.into_iter().map(|user| user.email));
        let Some(next) = part.pagination.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!((&by_page, &by_cursor), (&all, &all));
}
