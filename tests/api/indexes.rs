//! The portfolio list walks an index: it never sorts the whole table.

use domain::{Scope, client::ContractTier, health::HealthStatus};
use harness::{TestDatabase, plan::Explaining, seed};
use store::clients::{ClientFilter, Keyset, ListRequest, Position, SortDirection, SortField};

/// A few thousand clients as wide as real ones, with everything one can sort by spread evenly.
async fn portfolio(database: &TestDatabase) {
    let pool = database.pool().await;
    seed::staff::insert_everyone(&pool).await;
    let mut connection = pool.acquire().await.expect("a connection");
    // Vacuum passes over rows whose commit is not on disk yet, and an index then does not answer alone.
    sqlx::query("set synchronous_commit = on").execute(&mut *connection).await.expect("set");
    sqlx::query(
        "insert into client (id, name, contract_tier, contract_start_date, csm_user_id, is_active,
           annual_recurring_revenue, current_health_score, health_status, churn_risk_score, renewal_due_date, tags)
         select uuid_v7(), 'Client ' || n, 'ENTERPRISE', '2025-01-01', (array[$1, $2]::uuid[])[1 + n % 2], true,
           n * 7919 % 100000, n * 31 % 100, case when n * 31 % 100 >= 80 then 'HEALTHY' else 'MONITOR' end, n * 17 % 100,
           date '2026-06-01' + n % 400, array(select md5(i::text) from generate_series(n, n + 15) i)
         from generate_series(1, 5000) as n",
    )
    .bind(seed::CSM.id())
    .bind(seed::OTHER_CSM.id())
    .execute(&mut *connection)
    .await
    .expect("clients");
    // Statistics, and the index of names without rows that are still to be sorted in.
    sqlx::query("vacuum analyze client, staff").execute(&mut *connection).await.expect("statistics");
}

fn request(sort: SortField, direction: SortDirection) -> ListRequest {
    let filter = ClientFilter { is_active: Some(true), ..ClientFilter::default() };
    ListRequest { filter, sort, direction, position: Position::Offset(0), limit: 26 }
}

async fn nodes(explaining: &mut Explaining, scope: &Scope, request: &ListRequest) -> Vec<String> {
    let rows = store::clients::list(&mut explaining.connection, scope, request).await.expect("a page");
    assert_eq!(rows.len(), 26);
    explaining.nodes()
}

#[track_caller]
fn walks(nodes: &[String], index: &str) {
    let uses = nodes.iter().any(|node| node.starts_with("Index") && node.ends_with(index));
    assert!(uses, "{index} is not used: {nodes:?}");
    let detours: Vec<_> = nodes
        .iter()
        .filter(|node| *node == "Sort" || *node == "Seq Scan client" || node.starts_with("Bitmap"))
        .collect();
    assert!(detours.is_empty(), "{detours:?} in {nodes:?}");
}

#[tokio::test]
async fn the_sorts_people_use_walk_their_index() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let cases = [
        (SortField::AnnualRecurringRevenue, SortDirection::Descending, "client_arr_idx"),
        (SortField::HealthScore, SortDirection::Ascending, "client_health_idx"),
        (SortField::NextRenewalDate, SortDirection::Ascending, "client_renewal_idx"),
        (SortField::ChurnRiskScore, SortDirection::Descending, "client_churn_idx"),
        (SortField::Name, SortDirection::Ascending, "client_name_idx"),
        (SortField::AnnualRecurringRevenue, SortDirection::Ascending, "client_arr_asc_idx"),
        (SortField::HealthScore, SortDirection::Descending, "client_health_desc_idx"),
        (SortField::NextRenewalDate, SortDirection::Descending, "client_renewal_desc_idx"),
        (SortField::ChurnRiskScore, SortDirection::Ascending, "client_churn_asc_idx"),
    ];
    for (sort, direction, index) in cases {
        let found = nodes(&mut explaining, &Scope::All, &request(sort, direction)).await;
        walks(&found, index);
    }
}

#[tokio::test]
async fn a_filter_that_lets_many_through_does_not_change_that() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let mut filtered = request(SortField::AnnualRecurringRevenue, SortDirection::Descending);
    filtered.filter.health_status = vec![HealthStatus::Monitor];
    walks(&nodes(&mut explaining, &Scope::All, &filtered).await, "client_arr_idx");
    // Within one of two books, too.
    let own = Scope::Csm(seed::CSM.staff_id());
    let by_health = request(SortField::HealthScore, SortDirection::Ascending);
    walks(&nodes(&mut explaining, &own, &by_health).await, "client_health_idx");
}

#[tokio::test]
async fn a_cursor_walks_on_where_it_stood() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let mut next = request(SortField::AnnualRecurringRevenue, SortDirection::Descending);
    let rows = store::clients::list(&mut explaining.connection, &Scope::All, &next).await.expect("a page");
    let last = rows.last().expect("a row");
    next.position = Position::After(Keyset { value: last.sort_value.clone(), id: last.id });
    explaining.nodes();
    walks(&nodes(&mut explaining, &Scope::All, &next).await, "client_arr_idx");
}

#[tokio::test]
async fn a_search_by_name_uses_its_index() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let mut search = request(SortField::Name, SortDirection::Ascending);
    search.filter.q = Some("xotic".to_owned());
    let rename = "update client set name = 'Quixotic Ltd' where name = 'Client 4321'";
    sqlx::query(rename).execute(&mut explaining.connection).await.expect("renamed");
    explaining.nodes();
    let rows = store::clients::list(&mut explaining.connection, &Scope::All, &search).await.expect("a page");
    assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Quixotic Ltd"]);
    let found = explaining.nodes();
    assert!(found.iter().any(|node| node.ends_with("client_name_trgm_idx")), "{found:?}");
    assert!(!found.iter().any(|node| node == "Seq Scan client"), "{found:?}");
}

#[tokio::test]
async fn clients_are_counted_in_an_index_alone() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let filter = ClientFilter {
        is_active: Some(true),
        health_status: vec![HealthStatus::Monitor],
        contract_tier: vec![ContractTier::Enterprise],
        arr_min: Some(50_000.into()),
        ..ClientFilter::default()
    };
    let total = store::clients::count(&mut explaining.connection, &Scope::All, &filter).await.expect("a count");
    assert!(total > 1_000, "{total}");
    let found = explaining.nodes();
    assert!(found.iter().any(|node| node == "Index Only Scan client_count_idx"), "{found:?}");
}
