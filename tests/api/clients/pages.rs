use std::collections::BTreeSet;

use api_types::{
    clients::ClientListItem,
    page::Page,
    problem::ProblemCode::{InvalidCursor, Malformed},
};
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures},
    spawn,
};

const CLIENTS: i16 = 23;

/// Clients with few distinct scores, so that pages end within equal ones; every fifth has none.
async fn portfolio(server: &TestServer) {
    for n in 0..CLIENTS {
        let health = (n % 5 != 0).then_some(60 + n % 3);
        let figures = Figures { health, ..Figures::default() };
        server.client(&format!("Client {n:02}")).figures(figures).insert().await;
    }
}

async fn page(caller: &ApiClient, query: &str) -> Page<ClientListItem> {
    caller.get(&format!("/clients?{query}")).await.ok()
}

/// Every page of a query, by cursor.
async fn walk(caller: &ApiClient, query: &str) -> Vec<String> {
    let mut names = vec![];
    let mut cursor = String::new();
    loop {
        let part = page(caller, &format!("{query}{cursor}")).await;
        assert_eq!(part.pagination.total, i64::from(CLIENTS), "{query}");
        if !cursor.is_empty() {
            assert_eq!((part.pagination.page, part.pagination.pages), (None, None));
        }
        names.extend(part.data.into_iter().map(|client| client.name));
        assert!(names.len() <= 100, "the cursor walks in circles: {names:?}");
        let Some(next) = part.pagination.next_cursor else { return names };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test]
async fn pages_and_cursors_show_every_client_once_in_one_order() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    for sort in
        ["name", "-name", "current_health_score", "-current_health_score", "csm", "last_activity_at", "-industry"]
    {
        let whole: Vec<String> =
            page(&vp, &format!("sort={sort}&limit=200")).await.data.into_iter().map(|client| client.name).collect();
        assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), usize::try_from(CLIENTS).unwrap_or(0));
        assert_eq!(walk(&vp, &format!("sort={sort}&limit=4")).await, whole, "{sort} by cursor");
        let mut by_page = vec![];
        for number in 1..=6 {
            let part = page(&vp, &format!("sort={sort}&limit=4&page={number}")).await;
            assert_eq!((part.pagination.page, part.pagination.pages), (Some(number), Some(6)), "{sort}");
            assert_eq!((part.pagination.limit, part.pagination.total), (4, i64::from(CLIENTS)));
            by_page.extend(part.data.into_iter().map(|client| client.name));
        }
        assert_eq!(by_page, whole, "{sort} by page");
    }
}

#[tokio::test]
async fn a_cursor_stays_where_it_is_while_others_write() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let first = page(&vp, "sort=name&limit=10").await;
    let cursor = first.pagination.next_cursor.expect("more pages");
    let second_page_before = page(&vp, "sort=name&limit=10&page=2").await.data;
    // One comes in before the place the cursor stands at, one after it.
    for name in ["Aardvark", "Client 10 and a half"] {
        server.client(name).figures(Figures::default()).insert().await;
    }
    let by_cursor = page(&vp, &format!("sort=name&limit=10&cursor={cursor}")).await;
    assert_eq!(by_cursor.pagination.total, i64::from(CLIENTS) + 2);
    let names: Vec<_> = by_cursor.data.iter().map(|client| client.name.as_str()).collect();
    assert_eq!(names[..3], ["Client 10", "Client 10 and a half", "Client 11"]);
    assert_eq!(by_cursor.data[0], second_page_before[0]);
    // A page number does move: this is what cursors are for.
    assert_eq!(page(&vp, "sort=name&limit=10&page=2").await.data[0].name, "Client 09");
}

#[tokio::test]
async fn a_page_beyond_the_end_is_empty_and_the_total_stays() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let beyond = page(&vp, "page=99&limit=10").await;
    assert!(beyond.data.is_empty());
    assert_eq!((beyond.pagination.total, beyond.pagination.pages), (i64::from(CLIENTS), Some(3)));
    let none = page(&vp, "q=nobody").await;
    assert_eq!((none.pagination.total, none.pagination.pages, none.pagination.next_cursor), (0, Some(0), None));
    let default = page(&vp, "").await;
    assert_eq!(default.pagination.limit, 25);
}

#[tokio::test]
async fn a_cursor_belongs_to_its_query() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let cursor = page(&vp, "sort=name&limit=5&contract_tier=ENTERPRISE").await.pagination.next_cursor.expect("more");
    let follow = |query: &str| vp.get(&format!("/clients?{query}&cursor={cursor}"));
    for other in [
        "sort=-name&limit=5&contract_tier=ENTERPRISE",
        "sort=name&limit=5",
        "sort=name&limit=5&contract_tier=STARTER",
        "sort=name&limit=5&contract_tier=ENTERPRISE&q=a",
    ] {
        follow(other).await.problem(400, InvalidCursor);
    }
    vp.get(&format!("/users?limit=5&cursor={cursor}")).await.problem(400, InvalidCursor);
    follow("sort=name&limit=5&contract_tier=ENTERPRISE&page=2").await.problem(400, Malformed);
    // Another order of the same parameters, or longer pages, are the same query.
    let names = |page: Page<ClientListItem>| page.data.into_iter().map(|client| client.name).collect::<Vec<_>>();
    let same: Page<ClientListItem> = follow("contract_tier=ENTERPRISE&limit=2&sort=name").await.ok();
    assert_eq!(names(same), ["Client 05", "Client 06"]);
}

#[tokio::test]
async fn a_cursor_of_a_wider_book_shows_nothing_of_it() {
    let server = spawn().await;
    portfolio(&server).await;
    for n in 0..5 {
        let client = server.client(&format!("Z theirs {n}")).csm(seed::OTHER_CSM);
        client.figures(Figures::default()).insert().await;
    }
    let cursor = page(&server.vp().await, "sort=name&limit=20").await.pagination.next_cursor.expect("more");
    let own = page(&server.csm().await, &format!("sort=name&limit=20&cursor={cursor}")).await;
    let names: Vec<_> = own.data.iter().map(|client| client.name.as_str()).collect();
    assert_eq!((names, own.pagination.total), (vec!["Client 20", "Client 21", "Client 22"], i64::from(CLIENTS)));
}
