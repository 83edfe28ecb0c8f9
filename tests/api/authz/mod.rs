//! Who may do what: the table of the product, written out by hand, and tried cell by cell over TCP. An operation of
//! the OpenAPI document without a row fails.

mod keys;
mod table;
pub(crate) mod world;

use std::collections::BTreeSet;

use harness::{Person, seed};
use uuid::Uuid;

use Cell::{All, No, Out, Own};
use table::{Cell, TABLE};
use world::World;

/// The columns: who calls, and which client is theirs. The client of [`seed::OTHER_CSM`] is nobody's of these.
const COLUMNS: [(Option<Person>, &str); 7] = [
    (Some(seed::CSM), "A"),
    (Some(seed::SENIOR_CSM), "B"),
    (Some(seed::AE), "A"),
    (Some(seed::VP), "A"),
    (Some(seed::VP_SALES), "A"),
    (Some(seed::ADMIN), "A"),
    (None, "A"),
];
const FOREIGN: &str = "C";

#[test]
fn every_operation_has_a_row() {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let operations: BTreeSet<String> = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|item| item.as_object().expect("operations").values())
        .filter_map(|operation| operation["operationId"].as_str().map(str::to_owned))
        .collect();
    let rows: BTreeSet<String> =
        TABLE.iter().filter(|(name, _)| !name.contains(':')).map(|(name, _)| (*name).to_owned()).collect();
    let without: Vec<_> = operations.difference(&rows).collect();
    assert!(without.is_empty(), "operations without a row: {without:?}");
    let gone: Vec<_> = rows.difference(&operations).collect();
    assert!(gone.is_empty(), "rows of operations that are gone: {gone:?}");
}

#[tokio::test]
async fn every_cell_is_as_the_table_says() {
    let world = World::new().await;
    let mut wrong = vec![];
    for (operation, cells) in TABLE {
        for ((person, own), cell) in COLUMNS.into_iter().zip(cells) {
            let caller = match &person {
                Some(person) => world.server.caller(person).await,
                None => world.server.anonymous(),
            };
            for client in [own, FOREIGN] {
                let status = world.call(operation, &caller, person, client).await.await.status;
                let is_right = match cell {
                    Own if client == FOREIGN => status == 404,
                    Own | All => (200..300).contains(&status),
                    No => status == 403,
                    Out => status == 401,
                };
                if !is_right {
                    let who = person.map_or("nobody", |person| person.role.as_str());
                    wrong.push(format!("{operation} as {who} on {client}: {status}, the table says {cell:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells are not as the table says:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn an_id_and_an_external_id_open_the_same_doors() {
    let world = World::new().await;
    let csm = world.server.csm().await;
    for (client, expected) in [("A", 200), ("B", 404), ("C", 404)] {
        let id: Uuid = world.one("select id from client where external_id = $1", client).await;
        for path in
            ["", "/overview", "/health", "/health/history", "/usage", "/usage/users", "/usage/heatmap", "/adoption"]
        {
            let by_id = csm.get(&format!("/clients/{id}{path}")).await.status;
            let by_external = csm.get(&format!("/clients/ext:{client}{path}")).await.status;
            assert_eq!((by_id, by_external), (expected, expected), "{client}{path}");
        }
    }
}
