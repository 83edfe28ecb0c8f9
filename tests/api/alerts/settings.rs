use api_types::{
    alerts::{AlertRule, AlertSettings, ClientAlertSettings},
    problem::ProblemCode as P,
};
use chrono::Duration;
use domain::alert::AlertType;
use harness::spawn;
use serde_json::json;

use super::{ANY, alerts, risky, set_churn, sweep};

fn rule(rules: &[AlertRule], alert_type: AlertType) -> &AlertRule {
    rules.iter().find(|rule| rule.alert_type == alert_type).expect("every rule is listed")
}

#[tokio::test]
async fn thresholds_for_everyone_hold_from_the_next_look() {
    let server = spawn().await;
    risky(&server, "Acme", 85).await;
    let vp = server.vp().await;
    let reply = vp.get("/config/alerts").await;
    assert_eq!(reply.header("etag"), "\"v1\"");
    let settings: AlertSettings = reply.ok();
    assert_eq!(settings.rules.len(), AlertType::ALL.len());
    let churn = rule(&settings.rules, AlertType::ChurnRiskHigh);
    assert_eq!((churn.is_enabled, churn.is_changed, churn.cooldown_days), (true, false, Some(14)));
    assert_eq!(churn.threshold.as_ref().map(|threshold| threshold.value), Some(80));

    let body = json!({"rules": {"CHURN_RISK_HIGH": {"threshold": 90}}});
    let set: AlertSettings = vp.put("/config/alerts").if_match("\"v1\"").json(&body).await.ok();
    assert!(rule(&set.rules, AlertType::ChurnRiskHigh).is_changed);
    assert_eq!((set.version, set.updated_by.is_some()), (2, true));
    sweep(&server).await;
    assert!(alerts(&vp, ANY).await.is_empty(), "85 is not above 90");

    vp.put("/config/alerts").if_match("\"v1\"").json(&body).await.problem(412, P::PreconditionFailed);
    vp.put("/config/alerts").json(&body).await.problem(428, P::PreconditionRequired);
    let off = json!({"rules": {"CHURN_RISK_HIGH": {"is_enabled": false}}});
    vp.put("/config/alerts").if_match("\"v2\"").json(&off).await.expect(200);
    sweep(&server).await;
    assert!(alerts(&vp, ANY).await.is_empty(), "the rule is off");
    vp.put("/config/alerts").if_match("\"v3\"").json(&json!({"rules": {}})).await.expect(200);
    server.run_jobs().await;
    assert_eq!(alerts(&vp, ANY).await.len(), 1, "a change asks for a look by itself");
}

#[tokio::test]
async fn nonsense_is_refused_by_name() {
    let server = spawn().await;
    let vp = server.vp().await;
    let put = |body: serde_json::Value| vp.put("/config/alerts").if_match("\"v1\"").json(&body);
    let problem = put(json!({"rules": {"HEALTH_DROP": {"threshold": 1}, "RENEWAL_OVERDUE": {"threshold": 5}}}))
        .await
        .problem(422, P::Invalid);
    let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/rules/HEALTH_DROP/threshold", "/rules/RENEWAL_OVERDUE/threshold"]);
    put(json!({"rules": {"NO_SUCH_RULE": {}}})).await.problem(400, P::Malformed);
    put(json!({"rules": {"HEALTH_DROP": {"channel": "SMOKE"}}})).await.problem(400, P::Malformed);
}

#[tokio::test]
async fn a_client_can_have_its_own_and_be_muted() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    let csm = server.csm().await;
    let path = "/clients/ext:Acme/alert-settings";
    let before: ClientAlertSettings = csm.get(path).await.ok();
    assert_eq!((before.version, before.muted_until), (0, None));
    let until = server.now() + Duration::days(7);
    let body = json!({"rules": {"CHURN_RISK_HIGH": {"threshold": 95}}, "muted_until": until});
    let set: ClientAlertSettings = csm.put(path).if_match("\"v0\"").json(&body).await.ok();
    assert_eq!((set.version, set.muted_until), (1, Some(until)));
    assert_eq!(rule(&set.rules, AlertType::ChurnRiskHigh).threshold.as_ref().map(|own| own.value), Some(95));
    csm.put(path).if_match("\"v0\"").json(&body).await.problem(412, P::PreconditionFailed);

    set_churn(&server, acme.id, 99).await;
    sweep(&server).await;
    assert!(alerts(&csm, ANY).await.is_empty(), "muted");
    csm.put(path)
        .if_match("\"v1\"")
        .json(&json!({"rules": {"CHURN_RISK_HIGH": {"threshold": 95}}, "muted_until": null}))
        .await
        .expect(200);
    sweep(&server).await;
    assert_eq!(alerts(&csm, ANY).await.len(), 1);
    let past = json!({"rules": {}, "muted_until": server.now()});
    csm.put(path).if_match("\"v2\"").json(&past).await.problem(422, P::Invalid);
    server.other_csm().await.get(path).await.problem(404, P::NotFound);
}
