//! Nonsense in every field of every write: made from the OpenAPI document, so that a new operation is tried without a word
//! here. Whatever is sent, the answer is what was asked for or a problem that points at the field; never an error of ours.

mod document;
mod fields;

use domain::staff::Role;
use harness::{Reply, seed};
use serde_json::{Value, json};

use crate::authz::world::World;
use document::{Document, Write};
use fields::{Field, Probe, probes};

/// Says of nothing that it is wrong but that a sign-in failed, so that nobody learns which addresses there are.
const SAYS_NOTHING: &str = "log_in";
/// Its body is one of several shapes, so that a field of one is unknown to the others.
const OF_SEVERAL_SHAPES: &str = "search_clients";
/// What answers with a secret: that is shown once and kept nowhere, so a second answer can only say that it was done.
const SHOWN_ONCE: [&str; 2] = ["create_api_key", "create_user"];
/// Longer than anything the product takes, and shorter than the longest body.
const LONG: usize = 300_000;

struct Tried {
    world: World,
    document: Document,
    wrong: Vec<String>,
}

impl Tried {
    async fn new() -> Self {
        Self { world: World::new().await, document: Document::read(), wrong: vec![] }
    }

    fn writes(&self) -> Vec<Write> {
        let writes = self.document.writes();
        assert!(writes.len() >= 30, "{}", writes.len());
        writes
    }

    /// The call of an operation as it works, and what it sends.
    async fn call(&self, write: &Write) -> (harness::Call, Value) {
        let person = harness::Person { role: Role::Admin, ..seed::ADMIN };
        let caller = self.world.server.admin().await;
        let call = self.world.call(&write.operation, &caller, Some(person), "A").await;
        let body = call.sent_json().unwrap_or_else(|| json!({}));
        (call, body)
    }

    async fn send(&self, write: &Write, change: impl FnOnce(&mut Value)) -> Reply {
        // What is sent may give the client to somebody else, or to nobody.
        sqlx::query("update client set csm_user_id = $1, ae_user_id = $2 where external_id = 'A'")
            .bind(seed::CSM.id())
            .bind(seed::AE.id())
            .execute(&self.world.server.pool)
            .await
            .expect("whose it was");
        let (call, mut body) = self.call(write).await;
        change(&mut body);
        call.json(&body).await
    }

    fn done(self) {
        assert!(self.wrong.is_empty(), "{} answers are wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

fn shown(reply: &Reply) -> String {
    let text = reply.text();
    format!("{} {}", reply.status, text.chars().take(300).collect::<String>())
}

/// Whether it is refused, and the refusal points at the field or at something within it.
fn points_at(write: &Write, reply: &Reply, name: &str) -> bool {
    if write.operation == SAYS_NOTHING && reply.status == 401 {
        return reply.any_problem().errors.is_empty();
    }
    let within = format!("/{name}");
    let is_there = |pointer: &str| pointer.starts_with(&within) || write.operation == OF_SEVERAL_SHAPES;
    matches!(reply.status, 400 | 409 | 413 | 422)
        && reply.any_problem().errors.iter().any(|error| is_there(&error.pointer))
}

#[tokio::test]
async fn what_no_field_can_hold_is_refused_by_its_name() {
    let mut tried = Tried::new().await;
    for write in tried.writes() {
        for field in tried.document.fields(&write) {
            for Probe { what, value } in field.refused() {
                let reply = tried.send(&write, |body| body[field.name.as_str()] = value).await;
                if !points_at(&write, &reply, &field.name) {
                    tried.wrong.push(format!("{} {}: {what}: {}", write.operation, field.name, shown(&reply)));
                }
            }
        }
        let reply = tried.send(&write, |body| body["no_such_field"] = json!(1)).await;
        if !points_at(&write, &reply, "no_such_field") {
            tried.wrong.push(format!("{}: unknown field: {}", write.operation, shown(&reply)));
        }
    }
    tried.done();
}

#[tokio::test]
async fn what_is_missing_is_asked_for_by_its_name() {
    let mut tried = Tried::new().await;
    for write in tried.writes() {
        for field in tried.document.fields(&write).into_iter().filter(|field| field.is_required) {
            let reply =
                tried.send(&write, |body| drop(body.as_object_mut().expect("a body").remove(&field.name))).await;
            if !points_at(&write, &reply, &field.name) {
                tried.wrong.push(format!("{} without {}: {}", write.operation, field.name, shown(&reply)));
            }
        }
    }
    tried.done();
}

#[tokio::test]
async fn whatever_else_is_sent_is_taken_or_refused_and_never_our_fault() {
    let mut tried = Tried::new().await;
    for write in tried.writes() {
        for field in tried.document.fields(&write) {
            for Probe { what, value } in probes(&field) {
                let reply = tried.send(&write, |body| body[field.name.as_str()] = value).await;
                let is_right = reply.status < 300 || (reply.status < 500 && !reply.any_problem().detail.is_empty());
                if !is_right {
                    tried.wrong.push(format!("{} {}: {what}: {}", write.operation, field.name, shown(&reply)));
                }
            }
        }
    }
    tried.done();
}

#[tokio::test]
async fn an_edit_of_another_version_is_refused_and_one_of_none_asks_for_it() {
    let mut tried = Tried::new().await;
    for write in tried.document.guarded() {
        let (call, _) = tried.call(&write).await;
        let stale = call.with_header("if-match", Some("\"v999\"")).await;
        if stale.status != 412 {
            tried.wrong.push(format!("{} of another version: {}", write.operation, shown(&stale)));
        }
        let (call, _) = tried.call(&write).await;
        let none = call.with_header("if-match", None).await;
        if none.status != 428 {
            tried.wrong.push(format!("{} of no version: {}", write.operation, shown(&none)));
        }
    }
    tried.done();
}

#[tokio::test]
async fn a_write_that_is_sent_again_is_done_once() {
    let mut tried = Tried::new().await;
    for (number, write) in tried.document.repeatable().into_iter().enumerate() {
        let key = format!("again-{number}");
        let (call, _) = tried.call(&write).await;
        let call = call.with_header("idempotency-key", Some(&key));
        let (first, again) = (call.copy().await, call.await);
        let is_right = match SHOWN_ONCE.contains(&write.operation.as_str()) {
            true => again.status == 409 && again.any_problem().detail.contains("a secret that is shown once"),
            false => first.status == again.status && first.body == again.body,
        };
        if first.status >= 300 || !is_right {
            let wrong = format!("{}: {} and then {}", write.operation, shown(&first), shown(&again));
            tried.wrong.push(wrong);
        }
    }
    tried.done();
}

/// What is typed is kept as it was typed, and is JSON: nothing of it is markup to anyone who reads it.
#[tokio::test]
async fn markup_is_kept_as_text() {
    const MARKUP: &str = "<script>alert('x')</script><img src=x onerror=alert(1)>";
    let mut tried = Tried::new().await;
    let mut kept = 0;
    for write in tried.writes() {
        for field in tried.document.fields(&write).into_iter().filter(Field::is_free_text) {
            let reply = tried.send(&write, |body| body[field.name.as_str()] = json!(MARKUP)).await;
            let is_right = match reply.status {
                200..300 if reply.body.is_empty() => true,
                200..300 => reply.header("content-type") == "application/json",
                _ => points_at(&write, &reply, &field.name),
            };
            kept += usize::from(reply.status < 300 && reply.value()[field.name.as_str()] == json!(MARKUP));
            if !is_right {
                tried.wrong.push(format!("{} {}: {}", write.operation, field.name, shown(&reply)));
            }
        }
    }
    assert!(kept >= 10, "only {kept} fields gave it back");
    tried.done();
}
