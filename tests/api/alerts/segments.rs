//! Rules that look at the clients of a segment only.

use api_types::{
    alerts::{AlertRule, AlertSettings, ClientAlertSettings},
    problem::{ProblemCode as P, ProblemDetails},
    segments::Segment,
};
use domain::alert::{AlertStatus, AlertType};
use harness::{ApiClient, TestServer, spawn};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ANY, alerts, only, risky, set_churn, sweep};
use crate::{segments::save, work::audited};

/// Everyone's segment of the clients with a tag.
async fn tagged(caller: &ApiClient, tag: &str) -> Segment {
    let filter = json!({"field": "tags", "op": "contains", "value": tag});
    save(caller, json!({"name": tag, "filter": filter, "is_shared": true})).await
}

async fn tag(server: &TestServer, client: Uuid, tags: &[&str]) {
    let update = sqlx::query("update client set tags = $2 where id = $1").bind(client).bind(tags);
    update.execute(&server.pool).await.expect("the client");
}

fn churn_in(segment: &Segment) -> Value {
    json!({"rules": {"CHURN_RISK_HIGH": {"segment_id": segment.id}}})
}

async fn put(caller: &ApiClient, version: i32, body: &Value) -> AlertSettings {
    caller.put("/config/alerts").if_match(&format!("\"v{version}\"")).json(body).await.ok()
}

fn churn(rules: &[AlertRule]) -> &AlertRule {
    rules.iter().find(|rule| rule.alert_type == AlertType::ChurnRiskHigh).expect("every rule is listed")
}

#[tokio::test]
async fn a_rule_raises_only_inside_of_its_segment() {
    let server = spawn().await;
    let (acme, globex) = (risky(&server, "Acme", 85).await, risky(&server, "Globex", 85).await);
    tag(&server, acme.id, &["key"]).await;
    let vp = server.vp().await;
    let key = tagged(&vp, "key").await;
    let set = put(&vp, 1, &churn_in(&key)).await;
    let rule = churn(&set.rules);
    assert_eq!(rule.segment.as_ref().map(|segment| (segment.id, segment.name.as_str())), Some((key.id, "key")));
    assert!(rule.is_changed && rule.is_enabled);
    assert!(set.rules.iter().filter(|rule| rule.segment.is_some()).count() == 1, "the others look at everyone");
    sweep(&server).await;
    assert_eq!(only(&vp, ANY).await.client_name, "Acme");

    // Whoever comes into it is looked at from the next time on, by the way of a computation as well.
    tag(&server, globex.id, &["other", "key"]).await;
    sweep(&server).await;
    assert_eq!(alerts(&vp, ANY).await.len(), 2);

    let (_, changes) = audited(&server, "update_alert_settings").await.remove(0);
    let segments = &changes.expect("what changed")["segments"];
    assert_eq!(segments["from"], json!({}));
    assert_eq!(segments["to"], json!({"CHURN_RISK_HIGH": {"id": key.id, "name": "key"}}));

    // A rule of which nothing is said looks at everyone again.
    let initech = risky(&server, "Initech", 85).await;
    sweep(&server).await;
    assert_eq!(alerts(&vp, ANY).await.len(), 2, "{} is not in the segment", initech.id);
    assert_eq!(churn(&put(&vp, 2, &json!({"rules": {}})).await.rules).segment, None);
    server.run_jobs().await;
    assert_eq!(alerts(&vp, ANY).await.len(), 3);
}

#[tokio::test]
async fn leaving_the_segment_is_like_switching_the_rule_off() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    let vp = server.vp().await;
    let key = tagged(&vp, "key").await;
    put(&vp, 1, &churn_in(&key)).await;
    tag(&server, acme.id, &["key"]).await;
    sweep(&server).await;
    let raised = only(&vp, ANY).await;
    // What is there runs out: it stays while its rule holds, ends with it, and nothing new comes.
    tag(&server, acme.id, &[]).await;
    sweep(&server).await;
    assert_eq!(only(&vp, ANY).await.status, AlertStatus::New);
    set_churn(&server, acme.id, 40).await;
    sweep(&server).await;
    let ended = only(&vp, ANY).await;
    assert_eq!((ended.id, ended.status), (raised.id, AlertStatus::Resolved));
    set_churn(&server, acme.id, 90).await;
    sweep(&server).await;
    assert_eq!(only(&vp, ANY).await.status, AlertStatus::Resolved);
    tag(&server, acme.id, &["key"]).await;
    sweep(&server).await;
    let again = only(&vp, ANY).await;
    assert_eq!((again.id, again.status), (raised.id, AlertStatus::New));
}

#[tokio::test]
async fn another_filter_of_the_segment_is_followed() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    tag(&server, acme.id, &["pilot"]).await;
    let vp = server.vp().await;
    let key = tagged(&vp, "key").await;
    put(&vp, 1, &churn_in(&key)).await;
    server.run_jobs().await;
    assert!(alerts(&vp, ANY).await.is_empty());
    let filter = json!({"filter": {"field": "tags", "op": "contains", "value": "pilot"}});
    vp.put(&format!("/segments/{}", key.id)).if_match("\"v1\"").json(&filter).await.expect(200);
    server.run_jobs().await;
    assert_eq!(only(&vp, ANY).await.client_id.0, acme.id, "the change asks for a look by itself");
}

#[tokio::test]
async fn what_is_set_for_a_client_stands_over_the_segment() {
    let server = spawn().await;
    let (acme, globex) = (risky(&server, "Acme", 85).await, risky(&server, "Globex", 85).await);
    let (vp, csm) = (server.vp().await, server.csm().await);
    let key = tagged(&vp, "key").await;
    put(&vp, 1, &churn_in(&key)).await;
    let path = |client: Uuid| format!("/clients/{client}/alert-settings");
    let set = async |client: Uuid, version: u8, rule: Value| -> ClientAlertSettings {
        let body = json!({"rules": {"CHURN_RISK_HIGH": rule}, "muted_until": null});
        csm.put(&path(client)).if_match(&format!("\"v{version}\"")).json(&body).await.ok()
    };
    let shown: ClientAlertSettings = csm.get(&path(acme.id)).await.ok();
    let rule = churn(&shown.rules);
    assert_eq!((rule.is_enabled, rule.is_changed), (false, false), "it does not look at this client");
    assert_eq!(rule.segment.as_ref().map(|segment| segment.id), Some(key.id));
    tag(&server, acme.id, &["key"]).await;
    assert!(churn(&csm.get(&path(acme.id)).await.ok::<ClientAlertSettings>().rules).is_enabled);
    tag(&server, acme.id, &[]).await;

    // A threshold alone does not bring a client in; to switch the rule on does.
    assert!(!churn(&set(globex.id, 0, json!({"threshold": 50})).await.rules).is_enabled);
    assert!(churn(&set(acme.id, 0, json!({"is_enabled": true})).await.rules).is_enabled);
    sweep(&server).await;
    assert_eq!(only(&vp, ANY).await.client_name, "Acme");

    let body = json!({"rules": {"CHURN_RISK_HIGH": {"segment_id": key.id}}, "muted_until": null});
    let problem = csm.put(&path(acme.id)).if_match("\"v1\"").json(&body).await.problem(422, P::Invalid);
    assert_eq!(problem.errors[0].pointer, "/rules/CHURN_RISK_HIGH/segment_id");
}

#[tokio::test]
async fn only_segments_for_everyone_are_taken() {
    let server = spawn().await;
    let (vp, csm) = (server.vp().await, server.csm().await);
    let filter = json!({"field": "at_risk", "op": "eq", "value": true});
    let own = save(&vp, json!({"name": "Mine", "filter": filter})).await.id.0;
    let foreign = save(&csm, json!({"name": "Theirs", "filter": filter})).await.id.0;
    let refused = async |id: Uuid| -> ProblemDetails {
        let body = json!({"rules": {"NO_LOGIN": {"segment_id": id}}});
        vp.put("/config/alerts").if_match("\"v1\"").json(&body).await.problem(422, P::Invalid)
    };
    for (id, code) in [(own, "not-shared"), (foreign, "unknown-segment"), (Uuid::nil(), "unknown-segment")] {
        let error = refused(id).await.errors.remove(0);
        assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/rules/NO_LOGIN/segment_id", code));
    }
    assert!(refused(own).await.errors[0].message.contains("share the segment first"));
    let body = json!({"rules": {"CSM_OVERLOAD": {"segment_id": own}}});
    let error = vp.put("/config/alerts").if_match("\"v1\"").json(&body).await.problem(422, P::Invalid).errors.remove(0);
    assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/rules/CSM_OVERLOAD/segment_id", "not-of-clients"));
    let body = json!({"rules": {"NO_LOGIN": {"segment_id": "x"}}});
    vp.put("/config/alerts").if_match("\"v1\"").json(&body).await.problem(400, P::Malformed);
    let unchanged: AlertSettings = vp.get("/config/alerts").await.ok();
    assert!(unchanged.version == 1 && unchanged.rules.iter().all(|rule| rule.segment.is_none()));
}

#[tokio::test]
async fn a_segment_a_rule_keeps_to_is_neither_removed_nor_hidden() {
    let server = spawn().await;
    let vp = server.vp().await;
    let key = tagged(&vp, "key").await;
    let both = json!({"rules": {"CHURN_RISK_HIGH": {"segment_id": key.id}, "NO_LOGIN": {"segment_id": key.id}}});
    put(&vp, 1, &both).await;
    let path = format!("/segments/{}", key.id);
    let problem = vp.delete(&path).await.problem(409, P::Conflict);
    assert!(problem.detail.contains("churn risk high, no login"), "{problem:?}");
    let hide = json!({"is_shared": false});
    let problem = vp.put(&path).if_match("\"v1\"").json(&hide).await.problem(409, P::Conflict);
    assert!(problem.detail.contains("stays shared"), "{problem:?}");
    put(&vp, 2, &json!({"rules": {"NO_LOGIN": {"threshold": 20}}})).await;
    vp.delete(&path).await.expect(204);
}
