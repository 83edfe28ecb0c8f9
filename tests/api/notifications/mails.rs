use chrono::Duration;
use domain::notification::{DeliveryKind, DeliveryState};
use harness::stand_in::{Manner, StandIn};

use super::{PUBLIC, SHORT, deliveries, delivery, mail_to, send, sendgrid, sending, smtp};
use crate::alerts::{risky, set_churn, sweep};

const DIRT: &str = "Acme <script>alert('x')</script> & \"Söhne\"";

#[tokio::test]
async fn a_mail_says_what_was_raised_and_where_to_go_on() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    let acme = risky(&server, DIRT, 85).await;
    sweep(&server).await;
    assert_eq!(receiver.connections(), 0, "whoever raises an alert waits for nobody");
    server.run_jobs().await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 1);
    let sent = delivery(&server).await;
    assert_eq!((sent.state, sent.kind, sent.attempts), (DeliveryState::Sent, DeliveryKind::Alerts, 1));
    assert_eq!((sent.sent_at, sent.next_attempt_at), (Some(server.now()), None));
    let mail = &mails[0];
    assert!(mail.head.contains("cara@test.example"), "{}", mail.head);
    assert_eq!(mail.header("message-id"), format!("<{}@example.com>", sent.id));
    assert_eq!(mail.header("from"), "Steward <steward@example.com>");
    let text = mail.decoded();
    assert!(text.contains(&format!("{PUBLIC}/clients/{}", acme.id)), "{text}");
    assert!(text.contains("text/plain") && text.contains("text/html"));
    let html = text.split("text/html").nth(1).expect("an HTML part");
    assert!(!html.contains("<script>") && html.contains("&#60;script&#62;"), "{html}");
    assert!(text.contains(DIRT), "the text part says it as it was typed");
    send(&server).await;
    assert_eq!(receiver.received().len(), 1, "once is enough");
}

#[tokio::test]
async fn a_server_that_is_down_gets_it_later_under_the_same_id() {
    let receiver = StandIn::smtp().await;
    receiver.behave(Manner::Answers(451));
    let server = sending(mail_to(receiver.address())).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    let failed = delivery(&server).await;
    assert_eq!((failed.state, failed.attempts), (DeliveryState::Failed, 1));
    assert_eq!(failed.next_attempt_at, Some(server.now() + Duration::minutes(1)));
    let error = failed.last_error.expect("a reason");
    assert!(error.contains("451") && !error.contains("cara@"), "{error}");

    receiver.behave(Manner::Takes);
    send(&server).await;
    assert_eq!(receiver.received().len(), 0, "not before its time");
    server.advance(Duration::minutes(1));
    send(&server).await;
    assert_eq!(receiver.received()[0].header("message-id"), format!("<{}@example.com>", failed.id));
    let sent = &deliveries_of(&server).await;
    assert_eq!((sent[0].0, sent[0].1), (DeliveryState::Sent, 2));
}

async fn deliveries_of(server: &harness::TestServer) -> Vec<(DeliveryState, i32)> {
    let rows: Vec<(String, i32)> =
        sqlx::query_as("select state, attempts from notification_delivery order by created_at, id")
            .fetch_all(&server.pool)
            .await
            .expect("deliveries");
    rows.into_iter().map(|(state, attempts)| (state.parse().expect("a state"), attempts)).collect()
}

#[tokio::test]
async fn a_server_that_is_not_there_is_given_up_in_the_end() {
    let nobody = StandIn::smtp().await.address();
    let server = sending(mail_to(nobody)).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    for tries in 1..=analytics::telling::MOST_TRIES {
        send(&server).await;
        let (state, attempts) = deliveries_of(&server).await[0];
        assert_eq!(attempts, tries);
        let is_last = tries == analytics::telling::MOST_TRIES;
        assert_eq!(state, if is_last { DeliveryState::GaveUp } else { DeliveryState::Failed });
        server.advance(Duration::hours(8));
    }
    send(&server).await;
    assert_eq!(deliveries_of(&server).await[0].1, analytics::telling::MOST_TRIES);
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_not_tried_again() {
    let receiver = StandIn::smtp().await;
    receiver.behave(Manner::Answers(550));
    let server = sending(mail_to(receiver.address())).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert_eq!(delivery(&server).await.state, DeliveryState::GaveUp);
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_where_tls_is_asked_for() {
    let receiver = StandIn::smtp().await;
    let url = format!("smtp://steward:secret-of-tests@{}?tls=required", receiver.address());
    let server = sending(smtp(&url, SHORT)).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert!(receiver.connections() > 0 && receiver.received().is_empty());
    let failed = delivery(&server).await;
    assert_eq!(failed.state, DeliveryState::Failed);
    let error = failed.last_error.expect("a reason");
    assert!(!error.contains("secret-of-tests"), "{error}");

    let url = format!("smtps://{}", receiver.address());
    let server = sending(smtp(&url, SHORT)).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert!(receiver.received().is_empty());
    assert_eq!(delivery(&server).await.state, DeliveryState::Failed);
}

#[tokio::test]
async fn a_server_that_says_nothing_costs_a_try_and_no_more() {
    let receiver = StandIn::smtp().await;
    receiver.behave(Manner::Hangs);
    let server = sending(mail_to(receiver.address())).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    let failed = delivery(&server).await;
    assert_eq!((failed.state, failed.attempts), (DeliveryState::Failed, 1));
}

#[tokio::test]
async fn an_alert_that_is_over_by_then_is_not_told_of() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    set_churn(&server, acme.id, 20).await;
    sweep(&server).await;
    send(&server).await;
    assert_eq!(delivery(&server).await.state, DeliveryState::Cancelled);
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn many_clients_at_once_are_one_mail() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    for n in 0..7 {
        risky(&server, &format!("Client {n}"), 85).await;
    }
    sweep(&server).await;
    server.advance(Duration::seconds(15));
    send(&server).await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 1);
    let text = mails[0].decoded();
    assert!((0..7).all(|n| text.contains(&format!("Client {n}"))), "{text}");
    assert!(text.contains(&format!("{PUBLIC}/alerts")));
}

#[tokio::test]
async fn two_workers_send_each_message_once() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    for n in 0..30 {
        risky(&server, &format!("Client {n}"), 85).await;
        if n % 3 == 2 {
            sweep(&server).await;
            // Apart from each other, or they were gathered into one.
            server.advance(Duration::minutes(11));
        }
    }
    let replica = server.replica().await;
    tokio::join!(send(&server), send(&replica), send(&server), send(&replica));
    let mails = receiver.received();
    let ids: std::collections::BTreeSet<String> = mails.iter().map(|mail| mail.header("message-id")).collect();
    assert_eq!((mails.len(), ids.len()), (30, 30));
    assert!(deliveries(&server).await.iter().all(|delivery| delivery.state == DeliveryState::Sent));
}

#[tokio::test]
async fn sendgrid_gets_the_same_by_its_api() {
    let receiver = StandIn::http().await;
    let server = sending(sendgrid(&receiver)).await;
    risky(&server, DIRT, 85).await;
    sweep(&server).await;
    for (manner, state) in [
        (Manner::Answers(401), DeliveryState::Failed),
        (Manner::Answers(503), DeliveryState::Failed),
        (Manner::Hangs, DeliveryState::Failed),
        (Manner::Answers(202), DeliveryState::Sent),
    ] {
        receiver.behave(manner);
        server.advance(Duration::minutes(20));
        send(&server).await;
        assert_eq!(deliveries_of(&server).await[0].0, state, "{manner:?}");
    }
    let request = receiver.received().pop().expect("a request");
    assert!(request.head.starts_with("POST /v3/mail/send"), "{}", request.head);
    assert_eq!(request.header("authorization"), "Bearer SG.secret-of-tests");
    let body: serde_json::Value = serde_json::from_str(&request.body).expect("JSON");
    assert_eq!(body["personalizations"][0]["to"][0]["email"], "cara@test.example");
    assert_eq!(body["content"][0]["type"], "text/plain");
    assert!(!body["content"][1]["value"].as_str().expect("HTML").contains("<script>"));
    let errors: Vec<Option<String>> = sqlx::query_scalar("select last_error from notification_delivery")
        .fetch_all(&server.pool)
        .await
        .expect("errors");
    assert!(errors.iter().flatten().all(|error| !error.contains("SG.")), "{errors:?}");
}

#[tokio::test]
async fn a_storm_is_five_mails_and_one_about_the_rest() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    for number in 0..3 {
        risky(&server, &format!("Early {number}"), 85).await;
    }
    sweep(&server).await;
    send(&server).await;
    assert_eq!(receiver.received().len(), 3);
    // Batch after batch of the same run: what goes beyond is gathered in one mail, which waits for a moment.
    for batch in 0..3 {
        for number in 0..4 {
            risky(&server, &format!("Client {batch}-{number}"), 85).await;
        }
        sweep(&server).await;
        send(&server).await;
    }
    assert_eq!(receiver.received().len(), 3, "the rest is being gathered");
    server.advance(Duration::seconds(15));
    send(&server).await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 4);
    let text = mails[3].decoded();
    for batch in 0..3 {
        assert!(text.contains(&format!("Client {batch}-0")) && text.contains(&format!("Client {batch}-3")), "{text}");
    }
    // Later in the day each has a mail of its own again.
    server.advance(Duration::minutes(11));
    risky(&server, "Late", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert_eq!(receiver.received().len(), 5);
}

#[tokio::test]
async fn a_client_whose_manager_may_not_open_it_is_nobodys() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    let acme = risky(&server, "Acme", 85).await;
    // As an import may leave it.
    sqlx::query("update client set csm_user_id = $2 where id = $1")
        .bind(acme.id)
        .bind(harness::seed::AE.id())
        .execute(&server.pool)
        .await
        .expect("handed over");
    sweep(&server).await;
    send(&server).await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].head.contains("vera@test.example"), "{}", mails[0].head);
}
