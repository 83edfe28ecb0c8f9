use api_types::{notifications::Delivery, page::Page, problem::ProblemCode as P};
use domain::notification::DeliveryState;
use harness::stand_in::{Manner, StandIn};

use super::{delivery, mail_to, send, sending};
use crate::{
    alerts::{risky, sweep},
    work::audited,
};

#[tokio::test]
async fn what_was_given_up_can_be_sent_again() {
    let receiver = StandIn::smtp().await;
    receiver.behave(Manner::Answers(550));
    let server = sending(mail_to(receiver.address())).await;
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    let given_up = delivery(&server).await;
    assert_eq!(given_up.state, DeliveryState::GaveUp);
    let admin = server.admin().await;
    let path = format!("/deliveries/{}/resend", given_up.id);
    server.vp().await.post(&path).await.problem(403, P::Forbidden);

    receiver.behave(Manner::Takes);
    let again: Delivery = admin.post(&path).await.ok();
    assert_eq!((again.state, again.attempts), (DeliveryState::Pending, 0));
    assert_eq!(audited(&server, "resend_delivery").await.len(), 1);
    server.run_jobs().await;
    assert_eq!((delivery(&server).await.state, receiver.received().len()), (DeliveryState::Sent, 1));
    admin.post(&path).await.problem(409, P::Conflict);
    let unknown = format!("/deliveries/{}/resend", uuid::Uuid::nil());
    admin.post(&unknown).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    for name in ["A", "B", "C"] {
        risky(&server, name, 85).await;
        sweep(&server).await;
        send(&server).await;
        receiver.behave(Manner::Answers(451));
    }
    let admin = server.admin().await;
    let failed: Page<Delivery> = admin.get("/deliveries?state=FAILED,GAVE_UP&channel=EMAIL&limit=1").await.ok();
    assert_eq!((failed.data.len(), failed.pagination.total), (1, 2));
    let cursor = failed.pagination.next_cursor.expect("another page");
    let path = format!("/deliveries?state=FAILED,GAVE_UP&channel=EMAIL&limit=1&cursor={cursor}");
    let next: Page<Delivery> = admin.get(&path).await.ok();
    assert_eq!((next.data.len(), next.pagination.next_cursor), (1, None));
    assert_eq!(admin.get("/deliveries?state=SENT").await.ok::<Page<Delivery>>().data.len(), 1);
    admin.get("/deliveries?state=LOST").await.problem(400, P::Malformed);
}
