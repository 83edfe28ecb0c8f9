use crate::setup::{World, difference, fixtures, table};

fn expected(created: bool) -> Vec<(String, [i64; 4])> {
    let rows = [
        ("churn_events", 5),
        ("clients", 12),
        ("feature_licenses", 72),
        ("feature_usage", 24),
        ("features", 6),
        ("subscriptions", 20),
        ("surveys", 13),
        ("tickets", 20),
    ];
    let counts = |n| if created { [n, 0, 0, 0] } else { [0, 0, n, 0] };
    rows.map(|(entity, n)| (entity.to_owned(), counts(n))).to_vec()
}

#[tokio::test]
async fn everything_goes_in_and_a_second_run_changes_nothing() {
    let world = World::new().await;
    let report = world.import(&fixtures().join("small")).await;
    assert_eq!(table(&report), expected(true), "{:#?}", report.rejections);
    let before = world.content().await;
    let again = world.import(&fixtures().join("small")).await;
    assert_eq!(table(&again), expected(false));
    assert_eq!(difference(&world.content().await, &before), Vec::<String>::new());
    assert_eq!(world.one::<i64>("select count(*) from import_batch where status = 'APPLIED'").await, 2);
    assert_eq!(world.one::<i64>("select count(*) from audit_log where operation = 'create_import'").await, 2);
    world.end().await;
}

#[tokio::test]
async fn what_is_odd_is_reported() {
    let world = World::new().await;
    let report = world.import(&fixtures().join("small")).await;
    let found: Vec<(String, String, i64)> = report
        .files
        .iter()
        .flat_map(|f| f.warnings.iter().map(|w| (f.entity.clone(), w.column.clone().unwrap_or(w.code.clone()), w.rows)))
        .collect();
    for (entity, what, rows) in [
        ("clients", "churn_flag", 12),
        ("clients", "referral_source", 12),
        ("churn_events", "preceding_upgrade_flag", 5),
        ("subscriptions", "billing_frequency", 20),
        ("feature_usage", "is_beta_feature", 24),
        ("surveys", "row-passed", 7),
        ("churn_events", "churned-but-subscribed", 4),
    ] {
        assert!(found.contains(&(entity.to_owned(), what.to_owned(), rows)), "{entity} {what} {rows}: {found:#?}");
    }
    assert!(found.iter().any(|(entity, what, _)| entity == "feature_usage" && what == "before-contract"));
    world.end().await;
}

#[tokio::test]
async fn clients_are_billed_by_their_subscriptions() {
    let world = World::new().await;
    world.import(&fixtures().join("small")).await;
    // The sum over open, paid subscriptions on the last day, times twelve.
    let differing: i64 = world
        .one(
            "select count(*) from client c
             left join lateral (select arr_native from client_arr_history h where h.client_id = c.id
               and h.valid_from <= '2024-12-31' order by valid_from desc limit 1) h on true
             left join lateral (select sum(quantity * unit_amount * 12) as arr from subscription s
               where s.client_id = c.id and s.status = 'active' and s.started_at <= '2024-12-31') s on true
             where coalesce(h.arr_native, -1) <> coalesce(s.arr, 0)",
        )
        .await;
    assert_eq!(differing, 0);
    assert_eq!(world.one::<i64>("select count(*) from client where arr_source <> 'BILLING'").await, 0);
    // two subscriptions, the second 40 days later; a step at each beginning.
    let steps: Vec<f64> = world
        .one("select array_agg(arr_native::float8 order by valid_from) from client_arr_history join client c on c.id = client_id where c.external_id = 'A-02'")
        .await;
    assert_eq!(steps, [12.0 * 49.0 * 12.0, 12.0 * (12.0 * 49.0 + 13.0 * 199.0)]);
    assert_eq!(world.one::<i64>("select count(*) from contract_history").await, 12);
    let feeds: Vec<String> = world.one("select array_agg(feed || ' ' || mode order by feed) from data_feed").await;
    // No invoices: whether anyone pays is not known.
    assert_eq!(feeds, ["FEATURE_USAGE IMPORT", "SUPPORT IMPORT", "SURVEY IMPORT"]);
    world.end().await;
}

#[tokio::test]
async fn a_dry_run_changes_nothing_at_all() {
    let world = World::new().await;
    let before = world.counts().await;
    let mapping = std::fs::read_to_string(fixtures().join("ravenstack.toml")).expect("the mapping");
    let report =
        world.try_import(&fixtures().join("small"), &mapping, |request| request.dry_run = true).await.expect("ran");
    assert_eq!(table(&report), expected(true));
    assert_eq!(world.counts().await, before);
    // Asked to, it leaves an entry in the list of imports, and only that.
    let logged = |request: &mut app::imports::ImportRequest| {
        request.dry_run = true;
        request.log_dry_run = true;
    };
    world.try_import(&fixtures().join("small"), &mapping, logged).await.expect("ran");
    let changed: Vec<String> = world
        .counts()
        .await
        .into_iter()
        .zip(before)
        .filter(|(now, before)| now != before)
        .map(|((table, _), _)| table)
        .collect();
    assert_eq!(changed, ["import_batch", "import_file"]);
    world.end().await;
}

#[tokio::test]
async fn changed_rows_are_updated_and_only_they() {
    let world = World::new().await;
    world.import(&fixtures().join("small")).await;
    let folder = crate::setup::Folder::new("changed", &[]);
    for file in crate::setup::files(&fixtures().join("small")) {
        let text = std::fs::read_to_string(&file.path).expect("text");
        // A corrected count, a corrected day, another tier.
        let text = text.replace("U-002,S-02,2024-12-13,feature_2,2,", "U-002,S-02,2024-12-13,feature_2,7,");
        let text = text.replace("U-003,S-03,2024-11-26,", "U-003,S-03,2024-11-25,");
        let text = text.replace("2023-02-03,partner,Basic,5", "2023-02-03,partner,Enterprise,5");
        std::fs::write(folder.0.join(&file.name), text).expect("written");
    }
    let report = world.import(&folder.0).await;
    let changed: Vec<_> =
        table(&report).into_iter().filter(|(_, [created, updated, ..])| created + updated > 0).collect();
    assert_eq!(changed, [("clients".to_owned(), [0, 1, 11, 0]), ("feature_usage".to_owned(), [0, 2, 22, 0])]);
    assert_eq!(world.one::<i64>("select count(*) from feature_usage_daily").await, 24);
    let tiers: Vec<String> = world
        .one("select array_agg(tier || ' ' || valid_from order by valid_from) from contract_history h join client c on c.id = client_id where c.external_id = 'A-01'")
        .await;
    assert_eq!(tiers, ["STARTER 2023-02-03", "ENTERPRISE 2024-12-31"]);
    world.end().await;
}
