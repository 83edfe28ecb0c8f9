//! A search looks its words up; it never reads through a table.

use domain::{Scope, search::Typed};
use harness::{TestDatabase, plan::Explaining, seed};
use store::search::{self, NameSearch};

/// Thousands of clients, contacts and notes.
async fn portfolio(database: &TestDatabase) {
    let pool = database.pool().await;
    seed::staff::insert_everyone(&pool).await;
    let mut connection = pool.acquire().await.expect("a connection");
    for sql in [
        // As in the other tests of indexes: else vacuum passes over the rows.
        "set synchronous_commit = on",
        "insert into client (id, name, contract_tier, contract_start_date, csm_user_id, is_active)
         select uuid_v7(), 'Client ' || md5(n::text), 'ENTERPRISE', '2025-01-01', s.id, true
         from generate_series(1, 12000) n
         join (select id, row_number() over (order by email) - 1 as i, count(*) over () as count from staff) s
           on s.i = n % s.count",
        "insert into client_contact (client_id, id, name, email)
         select id, uuid_v7(), 'Contact ' || md5(name), 'c' || md5(name) || '@bench.test' from client",
        "insert into client_note (client_id, id, content, is_private, created_by_id, created_at)
         select id, uuid_v7(), 'We talked about ' || md5(name) || ' and more', false, csm_user_id, now() - random() * interval '1 year'
         from client",
        "vacuum analyze client, client_contact, client_note, search_name",
    ] {
        sqlx::query(sql).execute(&mut *connection).await.expect("seeded");
    }
}

#[track_caller]
fn uses(nodes: &[String], index: &str) {
    assert!(nodes.iter().any(|node| node.ends_with(index)), "{index} is not used: {nodes:?}");
    let through = nodes.iter().find(|node| node.starts_with("Seq Scan") && !node.ends_with(" staff"));
    assert!(through.is_none(), "{through:?} in {nodes:?}");
}

#[tokio::test]
async fn every_way_to_find_something_walks_an_index() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let everyone = Scope::All;
    let asked = |typed: &str| NameSearch::new(&Typed::read(typed), 6);
    for typed in ["c", "cl", "client c4ca", "c4ca4", "c4ca clie"] {
        search::clients(&mut explaining.connection, &everyone, &asked(typed)).await.expect("clients");
        uses(&explaining.nodes(), "search_name_client_idx");
    }
    search::clients(&mut explaining.connection, &everyone, &asked("c4ca4")).await.expect("clients");
    uses(&explaining.nodes(), "search_name_client_words_idx");
    let found = search::misspelt_clients(&mut explaining.connection, &everyone, &asked("c4ca24238a0")).await;
    assert!(!found.expect("clients").is_empty());
    uses(&explaining.nodes(), "search_name_client_words_idx");
    search::contacts(&mut explaining.connection, &everyone, &asked("contact c4ca")).await.expect("contacts");
    uses(&explaining.nodes(), "search_name_contact_idx");
    search::contacts(&mut explaining.connection, &everyone, &asked("c4ca4")).await.expect("contacts");
    uses(&explaining.nodes(), "search_name_contact_words_idx");
    search::misspelt_contacts(&mut explaining.connection, &everyone, &asked("c4ca24238a0")).await.expect("contacts");
    uses(&explaining.nodes(), "search_name_contact_words_idx");
    search::contacts_by_email(&mut explaining.connection, &everyone, &asked("cc4ca@")).await.expect("contacts");
    uses(&explaining.nodes(), "client_contact_email_idx");
    let reader = seed::VP.staff_id();
    let found =
        search::notes(&mut explaining.connection, &everyone, reader, "c4ca4238a0b923820dcc509a6f75849b", 6).await;
    let _ = found.expect("notes");
    let nodes = explaining.nodes();
    uses(&nodes, "client_note_newest_idx");
    uses(&nodes, "client_note_words_idx");
    uses(&nodes, "client_note_own_idx");
}

#[tokio::test]
async fn a_book_is_searched_without_looking_at_the_others() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let pool = database.pool().await;
    // A book of forty among thousands.
    sqlx::query(
        "update client set csm_user_id = $2 where csm_user_id = $1 and id not in
           (select id from client where csm_user_id = $1 order by id limit 40)",
    )
    .bind(seed::CSM.id())
    .bind(seed::OTHER_CSM.id())
    .execute(&pool)
    .await
    .expect("handed over");
    sqlx::query("vacuum analyze client").execute(&pool).await.expect("statistics");
    let mut explaining = Explaining::connect(&database).await;
    let own = Scope::Csm(seed::CSM.staff_id());
    let common = NameSearch::new(&Typed::read("client"), 6);
    let found = search::clients(&mut explaining.connection, &own, &common).await.expect("clients");
    assert_eq!(found.len(), 6);
    let _ = search::contacts(&mut explaining.connection, &own, &NameSearch::new(&Typed::read("contact"), 6)).await;
    let _ = search::notes(&mut explaining.connection, &own, seed::CSM.staff_id(), "talked", 6).await.expect("notes");
    let nodes = explaining.nodes();
    uses(&nodes, "client_csm_idx");
    uses(&nodes, "search_name_pkey");
}
