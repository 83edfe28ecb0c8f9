//! What a key lets through: never more than its user may do, and never more than its scopes allow.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    api_key::{self, ApiScope},
    staff::Permission,
};

use super::{
    COLUMNS, FOREIGN,
    table::{
        Cell::{All, No, Out, Own},
        TABLE,
    },
    world::World,
};
use crate::api_keys::program;

/// The right each operation documents, and its method; operations open to everybody are left out.
fn rights() -> BTreeMap<String, (Permission, String)> {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let mut rights = BTreeMap::new();
    for item in document["paths"].as_object().expect("paths").values() {
        for (method, operation) in item.as_object().expect("operations") {
            let right = operation["security"][0]["bearer"][0].as_str().and_then(|name| name.parse().ok());
            if let (Some(right), Some(id)) = (right, operation["operationId"].as_str()) {
                rights.insert(id.to_owned(), (right, method.clone()));
            }
        }
    }
    rights
}

/// Operations that are no GET and yet only read.
const READING: [&str; 2] = ["search_clients", "preview_segment"];

/// What a row beside an operation's asks for beside the operation's right.
fn beside(row: &str) -> Option<Permission> {
    match row {
        "update_client: assign" => Some(Permission::AssignClients),
        row if row.ends_with("_segment: shared") => Some(Permission::ConfigureSegments),
        row if row.ends_with("_view: shared") => Some(Permission::ShareViews),
        _ => None,
    }
}

#[test]
fn a_key_that_reads_changes_nothing() {
    for (operation, (right, method)) in rights() {
        let reads = method == "get" || READING.contains(&operation.as_str());
        assert!(reads || !ApiScope::Read.allows(right), "{operation} changes something and is let through by read");
    }
}

#[test]
fn a_key_that_writes_reads_nothing_but_itself() {
    for (operation, (right, method)) in rights() {
        let reads = method == "get" && right != Permission::ReadSelf;
        assert!(!(reads && ApiScope::Write.allows(right)), "{operation} reads and is let through by write");
    }
}

#[tokio::test]
async fn a_key_does_what_its_user_and_its_scopes_may_and_nothing_else() {
    let world = World::new().await;
    let rights = rights();
    let mut programs = vec![];
    for (column, (person, own)) in COLUMNS.into_iter().enumerate() {
        let Some(person) = person else { continue };
        for scope in ApiScope::ALL {
            let program = program(&world.server, &person, &[*scope]).await;
            programs.push((column, person, own, *scope, program));
        }
    }
    let mut wrong = vec![];
    let mut tried = BTreeSet::new();
    for (row, cells) in TABLE {
        let operation = row.split(':').next().expect("a name");
        let Some((right, _)) = rights.get(operation) else { continue };
        tried.insert(operation);
        for (column, person, own, scope, program) in &programs {
            let is_let_through =
                [Some(*right), beside(row)].into_iter().flatten().all(|right| api_key::allow(&[*scope], right));
            // What is refused is refused before anything is looked at, so one client is enough.
            let clients: &[&str] = if is_let_through { &[own, FOREIGN] } else { &[own] };
            for client in clients {
                let status = world.call(row, program, Some(*person), client).await.await.status;
                let is_right = match cells[*column] {
                    _ if !is_let_through => status == 403,
                    Own if *client == FOREIGN => status == 404,
                    Own | All => (200..300).contains(&status),
                    No => status == 403,
                    Out => false,
                };
                if !is_right {
                    wrong.push(format!("{row} as {} with {scope} on {client}: {status}", person.role));
                }
            }
        }
    }
    assert_eq!(tried.len(), rights.len(), "operations nobody tried with a key");
    assert!(wrong.is_empty(), "{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
