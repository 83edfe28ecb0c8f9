use app::{Actor, Error, imports::ImportReport};

use crate::setup::{Folder, World, difference, files, fixtures};

async fn undo(world: &World, report: &ImportReport) -> Result<app::imports::UndoReport, Error> {
    app::imports::undo(&world.context, &Actor::system("steward import"), report.batch).await
}

/// The small fixtures with some words replaced.
fn changed(name: &str, replace: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(name, &[]);
    for file in files(&fixtures().join("small")) {
        let mut text = std::fs::read_to_string(&file.path).expect("text");
        for (from, to) in replace {
            text = text.replace(from, to);
        }
        std::fs::write(folder.0.join(&file.name), text).expect("written");
    }
    folder
}

#[tokio::test]
async fn an_untouched_import_goes_without_a_trace() {
    let world = World::new().await;
    let before = world.content().await;
    let report = world.import(&fixtures().join("small")).await;
    let undone = undo(&world, &report).await.expect("undone");
    assert_eq!(undone.rows_left, []);
    assert_eq!(undone.rows_left_total, 0);
    assert!(undone.rows_removed >= 12 + 20 + 24 + 20 + 13 + 5, "{undone:?}");
    assert_eq!(difference(&world.content().await, &before), Vec::<String>::new());
    assert!(matches!(undo(&world, &report).await, Err(Error::Conflict(_))));
    // And it can come back.
    world.import(&fixtures().join("small")).await;
    assert_eq!(world.one::<i64>("select count(*) from client").await, 12);
    world.end().await;
}

#[tokio::test]
async fn changed_rows_become_what_they_were() {
    let world = World::new().await;
    world.import(&fixtures().join("small")).await;
    let before = world.content().await;
    let folder = changed(
        "undo-changed",
        &[
            ("U-002,S-02,2024-12-13,feature_2,2,", "U-002,S-02,2024-12-13,feature_2,7,"),
            (
                "T-02,A-02,2024-11-27,2024-11-27 08:00:00,8.0,medium",
                "T-02,A-02,2024-11-27,2024-11-27 08:00:00,8.0,high",
            ),
            ("S-01,A-01,2023-02-14,,Basic,5,95,", "S-01,A-01,2023-02-14,,Basic,5,190,"),
            ("Birch & Sons", "Birch & Daughters"),
        ],
    );
    let report = world.import(&folder.0).await;
    assert_ne!(difference(&world.content().await, &before), Vec::<String>::new());
    let undone = undo(&world, &report).await.expect("undone");
    assert_eq!((undone.rows_restored, undone.rows_removed, undone.rows_left_total), (4, 1, 0), "{undone:?}");
    // The version of an edited client moves on; everything else is as it was.
    let without_version = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().map(|line| line.replace("\"version\": 3", "\"version\": 1")).collect()
    };
    assert_eq!(difference(&without_version(world.content().await), &before), Vec::<String>::new());
    world.end().await;
}

#[tokio::test]
async fn what_someone_touched_stays_and_is_listed() {
    let world = World::new().await;
    let first = world.import(&fixtures().join("small")).await;
    // A person edits a client, writes a note about another, and a later import changes a ticket.
    world.run("update client set tags = '{vip}', version = version + 1 where external_id = 'A-01'").await;
    world
        .run(
            "insert into staff (id, email, first_name, last_name, role) values (uuid_v7(), 'a@b.test', 'A', 'B', 'CSM');
             ",
        )
        .await;
    world
        .run(
            "insert into client_note (client_id, id, content, created_by_id)
             select c.id, uuid_v7(), 'called', s.id from client c, staff s where c.external_id = 'A-02'",
        )
        .await;
    let folder = changed(
        "undo-later",
        &[("T-03,A-03,2024-11-04,2024-11-04 13:00:00,13.0,high", "T-03,A-03,2024-11-04,2024-11-04 13:00:00,13.0,low")],
    );
    let second = world.import(&folder.0).await;
    let undone = undo(&world, &first).await.expect("undone");
    let left: Vec<(String, String, String)> =
        undone.rows_left.into_iter().map(|left| (left.entity, left.key, left.reason)).collect();
    assert!(left.contains(&("clients".into(), "A-01".into(), "edited since".into())), "{left:#?}");
    let note = ("clients".into(), "A-02".into(), "has rows the import did not make: client_note".into());
    assert!(left.contains(&note), "{left:#?}");
    let ticket = ("tickets".into(), "T-03".into(), format!("changed by import {} since", second.batch));
    assert!(left.contains(&ticket), "{left:#?}");
    let kept = ("clients".into(), "A-03".into(), "has rows the import did not make: support_ticket".into());
    assert!(left.contains(&kept), "{left:#?}");
    assert_eq!(left.len(), 4, "{left:#?}");
    let remaining: Vec<String> = world.one("select array_agg(external_id order by external_id) from client").await;
    assert_eq!(remaining, ["A-01", "A-02", "A-03"]);
    assert_eq!(world.one::<i64>("select count(*) from feature_usage_daily").await, 0);
    world.end().await;
}
