use api_types::contacts::Contact;
use domain::client::ContactRole;
use harness::{seed, spawn};
use serde_json::json;

use crate::work::audited;

#[tokio::test]
async fn a_contact_is_added_changed_and_removed_and_each_leaves_its_row() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    let new = json!({
        "name": "  Sarah Chen ", "email": "sarah@acme.example", "phone": "+1 555 0100", "title": "CCO", "role": "CHAMPION",
        "is_key": true, "notes": "<b>bold</b>\r\nprefers mornings"
    });
    let reply = csm.post("/clients/ext:A-1/contacts").json(&new).await.expect(201);
    assert_eq!(reply.header("etag"), "\"v1\"");
    let sarah: Contact = reply.json();
    assert_eq!((sarah.name.as_str(), sarah.role, sarah.is_key), ("Sarah Chen", ContactRole::Champion, true));
    // Markup is text like any other.
    assert_eq!(sarah.notes.as_deref(), Some("<b>bold</b>\nprefers mornings"));
    assert_eq!(server.queued_jobs("recompute_requested").await, 1);

    let path = format!("/contacts/{}", sarah.id);
    let change = json!({"title": null, "role": "EXECUTIVE_SPONSOR"});
    let reply = csm.put(&path).if_match("\"v1\"").json(&change).await.expect(200);
    assert_eq!(reply.header("etag"), "\"v2\"");
    let changed: Contact = reply.json();
    assert_eq!((changed.title, changed.role, changed.email), (None, ContactRole::ExecutiveSponsor, sarah.email));
    // What changes nothing leaves no trace.
    let same = csm.put(&path).if_match("\"v2\"").json(&json!({"name": "Sarah Chen"})).await.expect(200);
    assert_eq!(same.header("etag"), "\"v2\"");

    csm.delete(&path).await.expect(204);
    csm.get(&path).await.expect(404);
    csm.delete(&path).await.expect(404);

    let updates = audited(&server, "update_contact").await;
    let expected = json!({
        "title": {"from": "CCO", "to": null}, "role": {"from": "CHAMPION", "to": "EXECUTIVE_SPONSOR"}
    });
    assert_eq!(updates, [(seed::CSM.email.to_owned(), Some(expected))]);
    assert_eq!(audited(&server, "create_client_contact").await.len(), 1);
    assert_eq!(audited(&server, "delete_contact").await.len(), 1);
}

#[tokio::test]
async fn of_two_changes_made_from_one_version_one_wins() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let (csm, vp) = (server.csm().await, server.vp().await);
    let sarah: Contact =
        csm.post("/clients/ext:A-1/contacts").json(&json!({"name": "Sarah", "role": "USER"})).await.expect(201).json();
    let path = format!("/contacts/{}", sarah.id);
    let put = async |who: &harness::ApiClient, title: &str| {
        who.put(&path).if_match("\"v1\"").json(&json!({"title": title})).await.status
    };
    let (one, two) = tokio::join!(put(&csm, "One"), put(&vp, "Two"));
    let mut statuses = [one, two];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn a_repeated_post_adds_one_contact() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    let add = async |name: &str| {
        let call = csm.post("/clients/ext:A-1/contacts").header("idempotency-key", "once");
        call.json(&json!({"name": name, "role": "USER"})).await
    };
    let first: Contact = add("Sarah").await.expect(201).json();
    let again: Contact = add("Sarah").await.expect(201).json();
    assert_eq!(first.id, again.id);
    add("Tom").await.expect(422);
    let total = &csm.get("/clients/ext:A-1/contacts").await.expect(200).value()["pagination"]["total"];
    assert_eq!(total, 1);
}
