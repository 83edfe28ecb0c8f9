use std::{sync::Arc, time::Duration};

use app::{
    Actor,
    imports::{ImportRequest, ImportSource, Progress},
};

use crate::setup::{World, difference, files, fixtures, table};

/// Drops an import in the moment it reports `stop_at`, as kill -9 would; the database sees the connection go.
async fn interrupt(world: &World, stop_at: fn(&Progress) -> bool) {
    let mapping = std::fs::read_to_string(fixtures().join("ravenstack.toml")).expect("the mapping");
    let request = ImportRequest {
        source: ImportSource::Cli,
        mapping,
        files: files(&fixtures().join("small")),
        as_of: world.today(),
        dry_run: false,
        log_dry_run: false,
        keep_history: false,
    };
    let (stopped, mut stop) = tokio::sync::mpsc::unbounded_channel();
    let progress = Arc::new(move |progress: Progress| {
        if stop_at(&progress) {
            stopped.send(()).expect("still listening");
        }
    });
    let victim = world.victim().await;
    let actor = Actor::system("steward import");
    let ended = {
        let run = app::imports::run(&victim, &actor, request, progress);
        tokio::pin!(run);
        tokio::select! {
            biased;
            _ = stop.recv() => false,
            _ = &mut run => true,
        }
    };
    assert!(!ended, "the import was to be interrupted");
    world.kill_victim().await;
}

#[tokio::test]
async fn an_interrupted_import_leaves_nothing_and_a_second_run_finishes() {
    let world = World::new().await;
    let empty = world.content().await;
    let stops: [fn(&Progress) -> bool; 3] = [
        |p| matches!(p, Progress::Reading { entity: "tickets", .. }),
        |p| matches!(p, Progress::Writing { entity: "subscriptions", .. }),
        |p| matches!(p, Progress::Writing { entity: "feature_usage", .. }),
    ];
    for stop in stops {
        interrupt(&world, stop).await;
        assert_eq!(difference(&world.content().await, &empty), Vec::<String>::new());
    }
    let report = tokio::time::timeout(Duration::from_secs(60), world.import(&fixtures().join("small"))).await;
    let report = report.expect("no lock is left behind");
    assert!(
        table(&report).iter().all(|(_, [created, updated, unchanged, _])| *created > 0 && updated + unchanged == 0)
    );
    let statuses: Vec<String> = world.one("select array_agg(status order by created_at, id) from import_batch").await;
    assert_eq!(statuses.iter().filter(|status| *status == "FAILED").count(), 3, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| *status == "APPLIED").count(), 1, "{statuses:?}");
    world.end().await;
}
