use api_types::{notes::Note, notifications::Notification, problem::ProblemCode as P};
use domain::notification::{DeliveryState, MentionOutcome, NotificationKind};
use harness::{ApiClient, seed, spawn, stand_in::StandIn};
use serde_json::json;

use super::{delivery, mail_to, send, sending, told};

async fn write(caller: &ApiClient, content: &str, is_private: bool) -> Note {
    let body = json!({"content": content, "is_private": is_private});
    caller.post("/clients/ext:A/notes").json(&body).await.expect(201).json()
}

fn outcomes(note: &Note) -> Vec<(&str, MentionOutcome)> {
    note.mentions.iter().map(|mention| (mention.user.name.as_str(), mention.outcome)).collect()
}

#[tokio::test]
async fn whoever_is_named_and_may_open_the_client_is_told_and_the_author_hears_of_the_others() {
    let server = spawn().await;
    server.client("Acme").external_id("A").csm(seed::CSM).ae(seed::AE).insert().await;
    let (csm, ae, vp, other) = (server.csm().await, server.ae().await, server.vp().await, server.other_csm().await);
    let note = write(&csm, "Look at this, @Vera Lund, @abel and @otto@test.example. @Cara Stone too.", false).await;
    assert_eq!(
        outcomes(&note),
        [
            ("Otto Berg", MentionOutcome::NoAccess),
            ("Abel Finch", MentionOutcome::Notified),
            ("Vera Lund", MentionOutcome::Notified)
        ]
    );
    for reader in [&ae, &vp] {
        let found = told(reader).await;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].kind, found[0].note_id), (NotificationKind::Mention, Some(note.id)));
        assert_eq!(found[0].title, "Cara Stone mentioned you in a note about Acme");
        assert_eq!(found[0].actor.as_ref().map(|by| by.name.as_str()), Some("Cara Stone"));
        let seen: Note = reader.get(&format!("/notes/{}", note.id)).await.ok();
        assert!(seen.mentions.is_empty(), "what became of it is the author's to know");
    }
    assert!(told(&other).await.is_empty() && told(&csm).await.is_empty());

    // Edited, only those are told who were not told before.
    let path = format!("/notes/{}", note.id);
    let edit = json!({"content": "@Vera Lund and @Saul Quist"});
    let edited: Note = csm.put(&path).if_match("\"v1\"").json(&edit).await.ok();
    assert_eq!(edited.mentions.len(), 2);
    assert_eq!((told(&vp).await.len(), told(&server.vp_sales().await).await.len()), (1, 1));
}

#[tokio::test]
async fn a_private_note_tells_nobody_and_takes_back_what_it_told() {
    let server = spawn().await;
    server.client("Acme").external_id("A").csm(seed::CSM).ae(seed::AE).insert().await;
    let (csm, ae) = (server.csm().await, server.ae().await);
    let note = write(&csm, "The sponsor leaves, @Abel Finch", true).await;
    assert_eq!(outcomes(&note), [("Abel Finch", MentionOutcome::Private)]);
    assert!(told(&ae).await.is_empty());

    let path = format!("/notes/{}", note.id);
    let shared: Note = csm.put(&path).if_match("\"v1\"").json(&json!({"is_private": false})).await.ok();
    assert_eq!(outcomes(&shared), [("Abel Finch", MentionOutcome::Notified)]);
    let found: Vec<Notification> = told(&ae).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].excerpt.as_deref(), Some("The sponsor leaves, @Abel Finch"));

    csm.put(&path).if_match("\"v2\"").json(&json!({"is_private": true})).await.expect(200);
    assert!(told(&ae).await.is_empty());
    let read = format!("/notifications/{}/read", found[0].id);
    ae.put(&read).await.problem(404, P::NotFound);

    csm.put(&path).if_match("\"v3\"").json(&json!({"is_private": false})).await.expect(200);
    assert_eq!(told(&ae).await.len(), 1);
    csm.delete(&path).await.expect(204);
    assert!(told(&ae).await.is_empty());
}

#[tokio::test]
async fn a_mail_about_a_note_that_became_private_is_not_sent() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    server.client("Acme <i>").external_id("A").csm(seed::CSM).ae(seed::AE).insert().await;
    let csm = server.csm().await;
    let note = write(&csm, "<script>alert(1)</script> & @Abel Finch", false).await;
    csm.put(&format!("/notes/{}", note.id)).if_match("\"v1\"").json(&json!({"is_private": true})).await.expect(200);
    send(&server).await;
    assert_eq!((receiver.received().len(), delivery(&server).await.state), (0, DeliveryState::Cancelled));

    write(&csm, "<script>alert(1)</script> & @Abel Finch", false).await;
    send(&server).await;
    let mail = &receiver.received()[0];
    assert!(mail.head.contains("abel@test.example"), "{}", mail.head);
    let text = mail.decoded();
    assert!(!text.contains("<script>alert(1)</script> &amp;") && text.contains("&#60;script&#62;alert(1)"), "{text}");
    assert!(text.contains("<script>alert(1)</script> & @Abel Finch"), "the text part says it as it was typed: {text}");
}
