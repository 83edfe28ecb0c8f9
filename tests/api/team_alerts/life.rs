use api_types::{alerts::TeamAlert, problem::ProblemCode as P};
use chrono::Duration;
use domain::alert::{AlertSeverity, AlertStatus, AlertType};
use harness::{seed, spawn};
use serde_json::json;

use super::{ANY, FULL, NEARLY, ROOM, TOO_FULL, alerts, as_now, busy, night, only, sweep};
use crate::work::audited;

#[tokio::test]
async fn two_nights_of_too_much_work_raise_an_alert_that_holds_and_ends() {
    let server = spawn().await;
    busy(&server, seed::CSM, TOO_FULL).await;
    busy(&server, seed::OTHER_CSM, ROOM).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    assert!(alerts(&vp, ANY).await.is_empty(), "one night is no rule");
    for _ in 0..2 {
        app::team::record_workload(&server.context).await.expect("written down");
        sweep(&server).await;
    }
    assert!(alerts(&vp, ANY).await.is_empty(), "the same night again is still one night");

    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    let raised = only(&vp, ANY).await;
    assert_eq!((raised.alert_type, raised.severity), (AlertType::CsmOverload, AlertSeverity::High));
    assert_eq!((raised.status, raised.is_executive, raised.version), (AlertStatus::New, true, 1));
    assert_eq!(raised.title, "Cara Stone is at 125% of capacity");
    assert_eq!((raised.trigger_value.as_deref(), raised.trigger_threshold.as_deref()), (Some("125"), Some("115")));
    assert_eq!(raised.related_entity_type.as_deref(), Some("staff"));
    assert_eq!(raised.related_entity_id, Some(seed::CSM.id().to_string()));

    busy(&server, seed::CSM, NEARLY).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    assert_eq!(only(&vp, ANY).await.status, AlertStatus::New, "111.1 is neither above 115 nor at 105");
    busy(&server, seed::CSM, FULL).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    let ended = only(&vp, ANY).await;
    assert_eq!((ended.status, ended.resolution_notes.as_deref()), (AlertStatus::Resolved, Some("auto")));

    // Within the fortnight it is taken up again, without a word; after it, it is another one.
    busy(&server, seed::CSM, TOO_FULL).await;
    night(&server).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    let again = only(&vp, ANY).await;
    assert_eq!((again.id, again.status, again.reopened_count), (raised.id, AlertStatus::New, 1));
    busy(&server, seed::CSM, ROOM).await;
    night(&server).await;
    server.advance(Duration::days(13));
    busy(&server, seed::CSM, TOO_FULL).await;
    night(&server).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    assert_ne!(only(&vp, "").await.id, raised.id);
    assert_eq!(alerts(&vp, ANY).await.len(), 2);
}

#[tokio::test]
async fn who_leaves_is_overloaded_no_longer() {
    let server = spawn().await;
    busy(&server, seed::CSM, TOO_FULL).await;
    busy(&server, seed::OTHER_CSM, ROOM).await;
    night(&server).await;
    night(&server).await;
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::CSM.id())
        .execute(&server.pool)
        .await
        .expect("gone");
    sweep(&server).await;
    assert_eq!(only(&as_now(&server, seed::VP).await, ANY).await.status, AlertStatus::Resolved);
}

#[tokio::test]
async fn people_answer_it_as_any_other_alert() {
    let server = spawn().await;
    busy(&server, seed::CSM, TOO_FULL).await;
    night(&server).await;
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    let path = format!("/team-alerts/{}", only(&vp, "").await.id);
    let taken: TeamAlert = vp.put(&format!("{path}/acknowledge")).await.ok();
    assert_eq!((taken.status, taken.version), (AlertStatus::Acknowledged, 2));
    assert_eq!(taken.acknowledged_by.map(|by| by.id.0), Some(seed::VP.id()));
    vp.put(&format!("{path}/snooze")).json(&json!({})).await.problem(422, P::Invalid);
    let put_off: TeamAlert = vp.put(&format!("{path}/snooze")).json(&json!({"duration": "ONE_DAY"})).await.ok();
    assert_eq!(put_off.snoozed_until, Some(server.now() + Duration::days(1)));
    let back: TeamAlert = vp.put(&format!("{path}/reopen")).await.ok();
    assert_eq!((back.status, back.snoozed_until), (AlertStatus::Acknowledged, None));
    let dismissed: TeamAlert = vp.put(&format!("{path}/dismiss")).await.ok();
    assert_eq!(dismissed.dismissed_by.map(|by| by.id.0), Some(seed::VP.id()));
    vp.put(&format!("{path}/resolve")).json(&json!({})).await.problem(409, P::Conflict);
    night(&server).await;
    let vp = as_now(&server, seed::VP).await;
    assert!(alerts(&vp, "").await.is_empty(), "not again for this occasion");

    vp.put(&format!("{path}/reopen")).await.expect(200);
    let body = json!({"resolution_notes": " Two clients changed hands "});
    let done: TeamAlert = vp.put(&format!("{path}/resolve")).json(&body).await.ok();
    assert_eq!(
        (done.status, done.resolution_notes.as_deref()),
        (AlertStatus::Resolved, Some("Two clients changed hands"))
    );
    let changes = audited(&server, "resolve_alert").await;
    assert_eq!(changes.len(), 1);
}

#[tokio::test]
async fn it_follows_the_rule_as_set_for_everyone() {
    let server = spawn().await;
    busy(&server, seed::CSM, TOO_FULL).await;
    let vp = server.vp().await;
    let set = |body, version: &'static str| vp.put("/config/alerts").if_match(version).json(&body);
    set(json!({"rules": {"CSM_OVERLOAD": {"threshold": 140}}}), "\"v1\"").await.expect(200);
    app::team::record_workload(&server.context).await.expect("written down");
    sqlx::query("update metric_snapshot set as_of = as_of - 1 where metric = 'M127'")
        .execute(&server.pool)
        .await
        .expect("last night");
    app::team::record_workload(&server.context).await.expect("written down");
    sweep(&server).await;
    assert!(alerts(&vp, "").await.is_empty(), "125 is not above 140");
    set(json!({"rules": {"CSM_OVERLOAD": {"is_enabled": false}}}), "\"v2\"").await.expect(200);
    sweep(&server).await;
    assert!(alerts(&vp, "").await.is_empty(), "the rule is off");
    set(json!({"rules": {}}), "\"v3\"").await.expect(200);
    server.run_jobs().await;
    assert_eq!(alerts(&vp, "").await.len(), 1, "a change asks for a look by itself");

    set(json!({"rules": {"CSM_OVERLOAD": {"threshold": 20}}}), "\"v4\"").await.problem(422, P::Invalid);
    set(json!({"rules": {"DATA_QUALITY": {"threshold": 20}}}), "\"v4\"").await.problem(422, P::Invalid);
    // Of one client there is nothing to set of it, and nothing to see.
    server.client("Acme").external_id("Acme").insert().await;
    let own = "/clients/ext:Acme/alert-settings";
    let rules = vp.get(own).await.value()["rules"].to_string();
    assert!(!rules.contains("CSM_OVERLOAD") && rules.contains("HEALTH_DROP"), "{rules}");
    let refused = vp.put(own).if_match("\"v0\"").json(&json!({"rules": {"CSM_OVERLOAD": {"is_enabled": false}}}));
    assert_eq!(refused.await.problem(422, P::Invalid).errors[0].pointer, "/rules/CSM_OVERLOAD");
}
