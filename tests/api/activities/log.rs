use api_types::{activities::Activity, health::HealthDetails};
use domain::{
    client::ContactRole,
    work::{ActivityOutcome, ActivityType},
};
use harness::{
    seed::{self, days_ago},
    spawn,
};
use serde_json::json;

use crate::work::{audited, contact};

#[tokio::test]
async fn an_activity_is_answered_as_the_documents_print_it() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    let sarah = contact(&server, "A-1").await;
    let csm = server.csm().await;
    let body = json!({
        "activity_type": "CALL", "subject": "Check-in call with Sarah Chen",
        "description": "<script>alert(1)</script> Year-end audit.", "occurred_at": "2026-06-09T10:00:00Z",
        "duration_minutes": 30, "client_contacts": [sarah, sarah], "outcome": "SUCCESSFUL_ENGAGEMENT",
        "follow_up_required": true, "follow_up_date": "2026-06-25"
    });
    let reply = csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    assert_eq!(reply.header("etag"), "\"v1\"");
    let call: Activity = reply.json();
    assert_eq!((call.client_id.0, call.client_name.as_str()), (acme.id, "Acme"));
    assert_eq!((call.activity_type, call.outcome), (ActivityType::Call, Some(ActivityOutcome::SuccessfulEngagement)));
    assert_eq!(call.description.as_deref(), Some("<script>alert(1)</script> Year-end audit."));
    assert_eq!(call.client_contacts.iter().map(|id| id.0).collect::<Vec<_>>(), [sarah]);
    assert_eq!(call.contacts[0].name.as_deref(), Some("Sarah"));
    assert_eq!(call.performed_by.as_ref().map(|person| person.id), Some(seed::CSM.staff_id()));
    assert!(call.follow_up_required && !call.follow_up_completed && !call.follow_up_overdue);
    let read: Activity = csm.get(&format!("/activities/{}", call.id)).await.ok();
    assert_eq!(read, call);
    let rows = audited(&server, "create_client_activity").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].0, seed::CSM.email);
    assert_eq!(rows[0].1.as_ref().map(|changes| changes["subject"]["to"].clone()), Some(json!(call.subject)));
}

/// What is logged moves the relationship: the request is in the transaction, so the next run sees it.
#[tokio::test]
async fn a_call_moves_the_relationship_score() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    acme.contact(ContactRole::Admin, "Ann", 200).await;
    server.backfill(&[acme.id], days_ago(31), server.today()).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let relationship = async || {
        let health: HealthDetails = csm.get(&format!("{path}/health")).await.ok();
        serde_json::to_value(&health).expect("JSON")["components"]["relationship"].clone()
    };
    let before = relationship().await;
    let list = csm.get(&format!("{path}/contacts")).await.expect(200).value();
    let ann =
        list["data"].as_array().expect("contacts").iter().find(|one| one["name"] == "Ann").expect("Ann")["id"].clone();
    let body = json!({"activity_type": "CALL", "subject": "Check-in", "client_contacts": [ann]});
    csm.post(&format!("{path}/activities")).json(&body).await.expect(201);
    assert_eq!(server.queued_jobs("recompute_requested").await, 1);
    server.run_jobs().await;
    let after = relationship().await;
    assert_ne!(before, after, "the score stayed at {before}");
}

#[tokio::test]
async fn every_type_and_outcome_can_be_logged_and_a_repeated_post_logs_once() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    for kind in ActivityType::ALL {
        let body = json!({"activity_type": kind, "subject": kind.as_str()});
        csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    }
    for outcome in ActivityOutcome::ALL {
        let body = json!({"activity_type": "CALL", "subject": "Call", "outcome": outcome});
        csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    }
    let again = json!({"activity_type": "CALL", "subject": "Once"});
    let log = async || csm.post("/clients/ext:A-1/activities").header("idempotency-key", "k-1").json(&again).await;
    let (first, second): (Activity, Activity) = (log().await.expect(201).json(), log().await.expect(201).json());
    assert_eq!(first.id, second.id);
    let total = csm.get("/clients/ext:A-1/activities").await.expect(200).value()["pagination"]["total"].clone();
    assert_eq!(total, ActivityType::ALL.len() + ActivityOutcome::ALL.len() + 1);
}
