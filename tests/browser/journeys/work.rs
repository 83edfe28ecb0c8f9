use api_types::{activities::Activity, contacts::ContactList, page::Page};
use domain::{client::ContactRole, work::ActivityOutcome};
use harness::seed::{CSM, Facts, VP};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    page::{has, journey},
    stage::{NAME, client_with_history, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_call_logged_from_the_keyboard_stands_on_the_timeline_and_moves_the_relationship() {
    let server = server().await;
    let id = client_with_history(&server).await;
    Facts::of(server.pool.clone(), id).contact(ContactRole::Admin, "Ann", 300).await;
    journey("work_log_call", &server, async |page| {
        let api = server.csm().await;
        let relationship = async || -> Value {
            api.get(&format!("/clients/{id}/health")).await.expect(200).value()["components"]["relationship"].clone()
        };
        let before = relationship().await;
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/timeline")).await;
        page.presses("l").await;
        page.part("dialog", "Log activity").appears().await;
        page.presses("c").await;
        let form = page.part("dialog", "Log activity");
        form.part("textbox", "Subject").appears().await;
        page.settles().await;
        assert_eq!(page.focused().await, "Subject", "what is typed first has the focus");
        page.presses("Keyboard call").await;
        form.part("checkbox", has("Ann")).click().await;
        form.part("textbox", "Subject").presses(Key::Enter).await;
        page.is_told("“Keyboard call” was logged").await;
        form.goes().await;
        page.part("list", "What happened").comes_to_say("Keyboard call").await;
        server.run_jobs().await;
        assert_ne!(before, relationship().await, "the relationship score moved");

        let logged: Page<Activity> = api.get(&format!("/clients/{id}/activities?q=keyboard")).await.ok();
        assert_eq!(logged.data[0].contacts[0].name.as_deref(), Some("Ann"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_elsewhere_the_client_is_chosen_and_a_mistake_stands_beside_its_field() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("work_log_elsewhere", &server, async |page| {
        page.expects_failure(&format!("/clients/{id}/activities"), 422);
        page.signs_in(&CSM).await;
        page.open_and_settle("/follow-ups").await;
        page.presses("l").await;
        page.part("dialog", "Log activity").appears().await;
        page.presses("m").await;
        let form = page.part("dialog", "Log activity");
        form.part("searchbox", "Client").fills(&NAME[..5]).await;
        form.button(NAME).click().await;
        form.part("textbox", "Subject").fills("Roadmap").await;
        form.part("textbox", "Minutes").fills("soon").await;
        form.button("Save").click().await;
        form.comes_to_say("Goes from 0 to 1440 minutes").await;
        form.part("textbox", "Subject").holds("Roadmap").await;
        form.button("Close").click().await;
        form.comes_to_say("Discard what you typed?").await;
        form.button("Keep editing").click().await;
        form.part("textbox", "Minutes").fills("45").await;
        form.button("Save").click().await;
        form.goes().await;
        let logged: Page<Activity> = server.csm().await.get(&format!("/clients/{id}/activities?q=roadmap")).await.ok();
        assert_eq!(logged.data[0].duration_minutes, Some(45));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_is_done_and_undone_and_an_edit_that_met_another_loses_nothing() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let api = server.csm().await;
    let body = json!({"activity_type": "CALL", "subject": "Owed call", "occurred_at": "2026-06-01T10:00:00Z",
                      "follow_up_date": "2026-06-05"});
    let owed: Activity = api.post(&format!("/clients/{id}/activities")).json(&body).await.expect(201).json();
    let path = format!("/activities/{}", owed.id);
    journey("work_follow_up", &server, async |page| {
        page.expects_failure(&path, 412);
        page.signs_in(&CSM).await;
        page.open_and_settle("/follow-ups?status=OVERDUE&page=1").await;
        let list = page.region("Follow-ups");
        list.comes_to_say("Owed call").await;
        list.button("Done").nth(0).click().await;
        page.is_told("is done").await;
        page.button("Undo").click().await;
        list.comes_to_say("Owed call").await;
        page.settles().await;
        let now: Activity = api.get(&path).await.ok();
        assert!(!now.follow_up_completed);

        page.open_and_settle(&format!("/clients/{id}/timeline?q=owed")).await;
        page.region("Timeline").button(has("Owed call")).click().await;
        page.button("Edit activity").click().await;
        let form = page.part("dialog", "Edit activity");
        form.part("textbox", "Subject").fills("Owed and typed").await;
        let etag = api.get(&path).await.expect(200).header("etag").to_owned();
        api.put(&path).if_match(&etag).json(&json!({"outcome": "RISK_IDENTIFIED"})).await.expect(200);
        form.button("Save").click().await;
        form.any("alert").comes_to_say("the outcome is another").await;
        form.part("textbox", "Subject").holds("Owed and typed").await;
        form.button("Save").click().await;
        form.goes().await;
        let now: Activity = api.get(&path).await.ok();
        assert_eq!((now.subject.as_str(), now.outcome), ("Owed and typed", Some(ActivityOutcome::RiskIdentified)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_note_is_seen_by_its_author_and_nobody_else() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("work_note_author", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/notes")).await;
        page.button("Write a note").nth(0).click().await;
        let form = page.part("dialog", "Write a note");
        form.part("textbox", "Title").fills("Between us").await;
        form.part("textbox", "Text").fills("<b>They</b> may leave.").await;
        form.part("checkbox", has("Private")).click().await;
        form.button("Save").click().await;
        form.goes().await;
        let notes = page.region("Notes");
        notes.comes_to_say("Between us").await;
        notes.comes_to_say("<b>They</b> may leave.").await;
        page.open_and_settle(&format!("/clients/{id}/timeline?kind=NOTE")).await;
        page.region("Timeline").comes_to_say("Between us").await;
    })
    .await;
    journey("work_note_other", &server, async |page| {
        page.signs_in(&VP).await;
        for (tab, name) in [("notes", "Notes"), ("timeline", "Timeline")] {
            page.open_and_settle(&format!("/clients/{id}/{tab}")).await;
            let said = page.region(name).says().await;
            assert!(!said.contains("Between us"), "{tab} shows another's private note");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_added_changed_taken_back_and_removed() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("work_contacts", &server, async |page| {
        page.expects_failure(&format!("/clients/{id}/contacts"), 422);
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/contacts")).await;
        page.region("Role coverage").comes_to_say("roles covered").await;
        page.button("Add a contact").nth(0).click().await;
        let form = page.part("dialog", "Add a contact");
        form.part("textbox", "Name").fills("Grace Hall").await;
        form.part("textbox", "E-mail").fills("nowhere").await;
        form.button("Save").click().await;
        form.comes_to_say("Must be an address").await;
        form.part("textbox", "E-mail").fills("grace@client.example").await;
        form.button("Save").click().await;
        form.goes().await;
        let list = page.region("Contacts");
        list.comes_to_say("Grace Hall").await;
        list.button("Edit Grace Hall").click().await;
        let form = page.part("dialog", "Edit Grace Hall");
        form.part("textbox", "Job title").fills("Chief of staff").await;
        form.button("Save").click().await;
        form.goes().await;
        list.comes_to_say("Chief of staff").await;
        page.button("Undo").click().await;
        // Drawn anew by then: a click on what is about to be replaced would be lost.
        list.text(has("Chief of staff")).goes().await;
        let api = server.csm().await;
        page.settles().await;
        let stored = async || -> Option<(Option<String>, i32)> {
            let contacts: ContactList = api.get(&format!("/clients/{id}/contacts")).await.ok();
            contacts.data.into_iter().find(|one| one.name == "Grace Hall").map(|one| (one.title, one.version))
        };
        assert_eq!(stored().await, Some((None, 3)));
        list.button("Remove Grace Hall").click().await;
        page.part("dialog", "Remove this contact?").button("Remove contact").click().await;
        list.button("Remove Grace Hall").goes().await;
        assert_eq!(stored().await, None);
    })
    .await;
}
