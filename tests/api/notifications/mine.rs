use api_types::{notifications::MyAlertSettings, problem::ProblemCode as P};
use domain::{
    alert::AlertType,
    notification::{Channel, DeliveryKind, DeliveryState, Digest},
};
use harness::{spawn, stand_in::StandIn};
use serde_json::{Value, json};

use super::{delivery, mail_to, send, sending, told};
use crate::{
    alerts::{risky, sweep},
    work::audited,
};

fn whole(more: Value) -> Value {
    let mut body = json!({"mentions_by_email": true, "time_zone": "Europe/Berlin", "digest": "DAILY"});
    body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    body
}

#[tokio::test]
async fn everyone_sets_their_own_and_nobody_elses() {
    let server = spawn().await;
    let csm = server.csm().await;
    let before: MyAlertSettings = csm.get("/config/alerts/mine").await.ok();
    assert_eq!((before.version, before.digest, before.quiet_hours), (0, Digest::Off, None));
    let of = |settings: &MyAlertSettings| settings.rules.iter().map(|rule| rule.alert_type).collect::<Vec<_>>();
    let about_clients: Vec<_> = AlertType::ALL.iter().copied().filter(|one| !one.is_about_team()).collect();
    assert_eq!(of(&before), about_clients, "of what is about the team a manager is never told");
    for (leader, hears_of) in
        [(server.vp_sales().await, AlertType::CsmOverload), (server.admin().await, AlertType::DataQuality)]
    {
        let heard = of(&leader.get("/config/alerts/mine").await.ok());
        assert_eq!(heard.iter().filter(|one| one.is_about_team()).collect::<Vec<_>>(), [&hears_of]);
    }
    let sender = |channel| before.channels.iter().find(|one| one.channel == channel).and_then(|one| one.sender.clone());
    assert_eq!((sender(Channel::Email), sender(Channel::Slack)), (None, None), "nothing is configured, and it says so");

    let body = whole(json!({
        "rules": {"NO_CONTACT": ["IN_APP", "EMAIL"], "HEALTH_DROP": []},
        "quiet_hours": {"from": "20:00:00", "until": "07:00:00"},
    }));
    let set: MyAlertSettings = csm.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.ok();
    let rule = |alert_type| set.rules.iter().find(|rule| rule.alert_type == alert_type).expect("every rule");
    assert_eq!(rule(AlertType::NoContact).channels, [Channel::InApp, Channel::Email].into());
    assert!(rule(AlertType::HealthDrop).channels.is_empty() && rule(AlertType::HealthDrop).is_changed);
    assert!(!rule(AlertType::NoLogin).is_changed);
    assert_eq!((set.version, set.time_zone.as_str(), set.digest), (1, "Europe/Berlin", Digest::Daily));
    assert_eq!(audited(&server, "update_my_alert_settings").await.len(), 1);

    csm.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.problem(412, P::PreconditionFailed);
    csm.put("/config/alerts/mine").json(&body).await.problem(428, P::PreconditionRequired);
    assert_eq!(server.vp().await.get("/config/alerts/mine").await.ok::<MyAlertSettings>().version, 0);
}

#[tokio::test]
async fn nonsense_is_refused_by_name() {
    let server = spawn().await;
    let csm = server.csm().await;
    let put = |body: Value| csm.put("/config/alerts/mine").if_match("\"v0\"").json(&body);
    let wrong = whole(json!({
        "rules": {"NO_CONTACT": ["SLACK"]}, "time_zone": "Mars/Olympus",
        "quiet_hours": {"from": "07:00:00", "until": "07:00:00"},
    }));
    let problem = put(wrong).await.problem(422, P::Invalid);
    let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/rules/NO_CONTACT", "/time_zone", "/quiet_until"]);
    for (more, pointer) in [
        (json!({"digest": "HOURLY"}), "/digest"),
        (json!({"quiet_hours": {"from": "25:00:00", "until": "07:00:00"}}), "/quiet_hours/from"),
        (json!({"smoke": true}), "/smoke"),
    ] {
        let problem = put(whole(more)).await.problem(400, P::Malformed);
        assert_eq!(problem.errors[0].pointer, pointer);
    }
}

#[tokio::test]
async fn what_someone_does_not_want_does_not_come() {
    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    let csm = server.csm().await;
    let body = whole(json!({"rules": {"CHURN_RISK_HIGH": ["EMAIL"]}}));
    csm.put("/config/alerts/mine").if_match("\"v0\"").json(&body).await.expect(200);
    risky(&server, "Acme", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert_eq!((told(&csm).await.len(), receiver.received().len()), (0, 1), "by mail alone");
    let body = whole(json!({"rules": {"CHURN_RISK_HIGH": []}}));
    csm.put("/config/alerts/mine").if_match("\"v1\"").json(&body).await.expect(200);
    risky(&server, "Beta", 85).await;
    sweep(&server).await;
    send(&server).await;
    assert_eq!((told(&csm).await.len(), receiver.received().len()), (0, 1), "by no way at all");
}

#[tokio::test]
async fn a_test_message_comes_by_mail_or_says_that_none_can() {
    let server = spawn().await;
    let problem = server.csm().await.post("/notifications/test").await.problem(409, P::Conflict);
    assert!(problem.detail.contains("o e-mail is configured"), "{}", problem.detail);

    let receiver = StandIn::smtp().await;
    let server = sending(mail_to(receiver.address())).await;
    let csm = server.csm().await;
    let key = "a-key-of-one-click";
    for _ in 0..2 {
        csm.post("/notifications/test").header("idempotency-key", key).await.expect(202);
    }
    server.run_jobs().await;
    assert_eq!(receiver.received().len(), 1);
    let sent = delivery(&server).await;
    assert_eq!((sent.kind, sent.state), (DeliveryKind::Test, DeliveryState::Sent));
    assert_eq!(told(&csm).await.len(), 1);
}
