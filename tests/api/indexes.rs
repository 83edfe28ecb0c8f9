//! The portfolio list walks an index: it never sorts the whole table.

use domain::{Scope, client::ContractTier, health::HealthStatus};
use harness::{TestDatabase, plan::Explaining, seed};
use store::benchmarks::Cohort;
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

#[tokio::test]
async fn churn_is_summed_in_an_index_alone() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let rows = store::churn::groups(&mut explaining.connection, &Scope::All).await.expect("groups");
    assert_eq!(rows.iter().filter(|row| row.dimension == "ALL").map(|row| row.clients).sum::<i64>(), 5_000);
    let rows = store::churn::scores(&mut explaining.connection, &Scope::All).await.expect("scores");
    assert!(!rows.is_empty());
    let found = explaining.nodes();
    assert!(found.iter().any(|node| node == "Index Only Scan client_count_idx"), "{found:?}");
    assert!(!found.iter().any(|node| node == "Seq Scan client"), "{found:?}");
}

#[tokio::test]
async fn what_everyone_logged_is_counted_in_an_index_alone() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let (from, to) = (harness::date("2026-04-01"), harness::date("2026-06-30"));
    for sql in [
        // As in `portfolio`: else vacuum passes over the rows.
        "set synchronous_commit = on",
        "select ensure_month_partitions('client_activity', '2026-01-01', '2026-06-30')",
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, description, performed_by_id,
           follow_up_required, follow_up_completed, follow_up_completed_at)
         select c.id, uuid_v7(), timestamptz '2026-01-01 00:00Z' + n * interval '12 minutes', 'CALL', 'A talk',
           repeat('What was said. ', 20), c.csm_user_id, n % 50 = 0, n % 50 = 0,
           case when n % 50 = 0 then timestamptz '2026-01-02 00:00Z' + n * interval '12 minutes' end
         from generate_series(1, 20000) as n
         join (select id, csm_user_id, row_number() over () as k from client) c on c.k = 1 + n % 5000",
        "vacuum analyze client_activity",
    ] {
        sqlx::query(sql).execute(&mut explaining.connection).await.expect("activities");
    }
    explaining.nodes();
    let rows = store::team::activities(&mut explaining.connection, from, to).await.expect("counts");
    assert!(rows.iter().map(|row| row.count).sum::<i64>() > 5_000, "{rows:?}");
    let found = explaining.nodes();
    assert!(found.iter().any(|node| node.starts_with("Index Only Scan client_activity_")), "{found:?}");
    assert!(!found.iter().any(|node| node.starts_with("Seq Scan")), "{found:?}");

    let rows = store::team::follow_ups(&mut explaining.connection, to, from, to).await.expect("counts");
    assert!(rows.iter().map(|row| row.completed).sum::<i64>() > 100, "{rows:?}");
    let found = explaining.nodes();
    let walks = found.iter().filter(|node| node.contains("client_activity_") && node.starts_with("Index"));
    assert!(walks.count() > 2, "{found:?}");
    // Months ahead are empty, and an empty table has nothing to walk past.
    let is_ahead = |node: &String| node.ends_with("_y2026m07") || node.ends_with("_y2026m08");
    assert!(!found.iter().any(|node| node.starts_with("Seq Scan") && !is_ahead(node)), "{found:?}");
}

#[tokio::test]
async fn a_cohort_and_its_size_use_their_index() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    for sql in [
        "set synchronous_commit = on",
        "insert into client_benchmark_standing (client_id, as_of, is_peer, contract_tier, industry, contract_start_date, computed_at)
         select id, '2026-06-10', true, (array['STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM'])[1 + n % 4],
           'Industry ' || n % 20, '2025-01-01', now()
         from (select id, row_number() over () as n from client) c",
        "vacuum analyze client_benchmark_standing",
    ] {
        sqlx::query(sql).execute(&mut explaining.connection).await.expect("standings");
    }
    explaining.nodes();
    let subject = seed::CSM.id();
    for cohort in [
        Cohort { tier: Some("STARTER".to_owned()), industry: Some("Industry 4".to_owned()), ..Cohort::default() },
        Cohort { industry: Some("Industry 7".to_owned()), ..Cohort::default() },
    ] {
        let members = store::benchmarks::cohort(&mut explaining.connection, subject, &cohort).await.expect("a cohort");
        let size = store::benchmarks::size(&mut explaining.connection, subject, &cohort).await.expect("a size");
        assert_eq!((i64::try_from(members.len()), size > 0), (Ok(size), true), "{cohort:?}");
        let found = explaining.nodes();
        assert!(found.iter().any(|node| node.contains("client_benchmark_standing_")), "{found:?}");
        assert!(!found.iter().any(|node| node.starts_with("Seq Scan")), "{found:?}");
    }
}

#[tokio::test]
async fn the_audit_log_is_read_by_index_and_only_where_its_days_are() {
    let database = TestDatabase::migrated().await;
    portfolio(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    for sql in [
        "set synchronous_commit = on",
        "select ensure_month_partitions('audit_log', '2026-01-01', '2026-06-30')",
        "insert into audit_log (id, occurred_at, staff_id, actor, action, operation, entity, entity_ids, request_id)
         select uuid_v7(), timestamptz '2026-06-10 12:00Z' - n * interval '5 minutes', s.id, s.email,
           case when n % 50 = 0 then 'UPDATE' else 'READ' end, case when n % 50 = 0 then 'update_client' else 'list_clients' end,
           case when n % 50 = 0 then 'client_contact' else 'client' end, array[c.id], 'r-' || n
         from generate_series(1, 40000) as n
         join (select id, email, row_number() over (order by email) as i from staff) s on s.i = 1 + n % 8
         join (select id, row_number() over (order by id) as i from client) c on c.i = 1 + n % 5000",
        "vacuum analyze audit_log",
    ] {
        sqlx::query(sql).execute(&mut explaining.connection).await.expect("a log");
    }
    let client: uuid::Uuid =
        sqlx::query_scalar("select id from client limit 1").fetch_one(&mut explaining.connection).await.expect("one");
    let key = domain::ApiKeyId(seed::id_of("a key"));
    sqlx::query("update audit_log set api_key_id = $1 where request_id in ('r-100', 'r-200', 'r-300')")
        .bind(key.0)
        .execute(&mut explaining.connection)
        .await
        .expect("a program");
    sqlx::query("vacuum analyze audit_log").execute(&mut explaining.connection).await.expect("statistics");
    explaining.nodes();
    let june = store::audit::AuditFilter {
        from: "2026-05-15T00:00:00Z".parse().expect("an instant"),
        until: "2026-06-11T00:00:00Z".parse().expect("an instant"),
        staff_id: None,
        api_key_id: None,
        actions: vec![],
        entities: vec![],
        client_id: None,
        search: None,
        after: None,
        limit: 26,
    };
    let update = vec![domain::audit::AuditAction::Update];
    let cases = [
        ("all", june.clone(), "occurred_at_id"),
        ("action", store::audit::AuditFilter { actions: update, ..june.clone() }, "action_occurred"),
        (
            "entity",
            store::audit::AuditFilter { entities: vec!["client_contact".to_owned()], ..june.clone() },
            "entity_occ",
        ),
        ("person", store::audit::AuditFilter { staff_id: Some(seed::CSM.staff_id()), ..june.clone() }, "_idx"),
        (
            "client",
            store::audit::AuditFilter { client_id: Some(domain::ClientId(client)), ..june.clone() },
            "entity_ids",
        ),
        ("key", store::audit::AuditFilter { api_key_id: Some(key), ..june.clone() }, "api_key_id"),
        ("request", store::audit::AuditFilter { search: Some("r-100".to_owned()), ..june.clone() }, "request_id"),
    ];
    for (name, filter, index) in cases {
        let rows = store::audit::list(&mut explaining.connection, &filter, 100).await.expect("rows");
        assert!(!rows.is_empty(), "{name} finds nothing");
        let found = explaining.nodes();
        let of_log: Vec<&String> = found.iter().filter(|node| node.contains("audit_log")).collect();
        assert!(!of_log.is_empty() && of_log.iter().all(|node| !node.starts_with("Seq Scan")), "{name}: {found:?}");
        // Keys of partitions are named after them, other indexes after their columns.
        let key = if name == "all" { "pkey" } else { index };
        assert!(of_log.iter().any(|node| node.contains(key)), "{name} does not use {index}: {found:?}");
        let elsewhere = ["m01", "m02", "m03", "m04"].iter().any(|month| found.iter().any(|node| node.contains(month)));
        assert!(!elsewhere, "{name} reads months nobody asked for: {found:?}");
    }
}
