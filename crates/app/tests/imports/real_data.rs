use crate::setup::{World, table};

/// The RavenStack data set is not in the repository: `STEWARD_REAL_DATA` says in which folder it lies.
#[tokio::test]
async fn ravenstack_goes_in_and_most_clients_get_a_score() {
    #[expect(clippy::disallowed_methods, reason = "where the data set is, is the environment's to say")]
    let Ok(data) = std::env::var("STEWARD_REAL_DATA") else {
        #[expect(clippy::print_stderr, reason = "a test left out says so")]
        {
            eprintln!("left out: STEWARD_REAL_DATA is not set");
        }
        return;
    };
    // The folder of the data set, or the one it lies in.
    let data = std::path::Path::new(&data);
    let folder = if data.join("ravenstack").is_dir() { data.join("ravenstack") } else { data.to_owned() };
    let world = World::at("2026-11-21T03:00:00Z").await;
    let as_of = chrono::NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day");
    let mapping = std::fs::read_to_string(crate::setup::fixtures().join("ravenstack.toml")).expect("the mapping");
    let report = world.try_import(&folder, &mapping, |request| request.as_of = as_of).await.expect("imported");
    let created: Vec<(String, i64)> =
        table(&report).into_iter().map(|(entity, [created, ..])| (entity, created)).collect();
    let expected = [
        ("churn_events", 600),
        ("clients", 500),
        ("feature_licenses", 20_000),
        ("feature_usage", 25_000),
        ("features", 40),
        ("subscriptions", 5_000),
        ("surveys", 1_175),
        ("tickets", 2_000),
    ];
    assert_eq!(created, expected.map(|(entity, n)| (entity.to_owned(), n)), "{:#?}", report.rejections.first());
    assert!(report.rejections.is_empty());

    let score = app::imports::score(&world.context, &report, as_of, std::sync::Arc::new(|_| {})).await.expect("scored");
    assert!(score.active_clients > 300, "{score:#?}");
    assert!(score.scored_clients * 100 >= score.active_clients * 80, "{score:#?}");

    let dialect = world.try_import(&folder.join("dialect-dmy"), &mapping, |request| request.as_of = as_of).await;
    let dialect = dialect.expect("imported");
    assert_eq!(table(&dialect), [("churn_events".to_owned(), [0, 0, 600, 0]), ("clients".to_owned(), [0, 0, 500, 0])]);
    let again = world.try_import(&folder, &mapping, |request| request.as_of = as_of).await.expect("imported");
    assert!(table(&again).iter().all(|(_, [created, updated, _, rejected])| created + updated + rejected == 0));
    world.end().await;
}
