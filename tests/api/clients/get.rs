use api_types::{clients::Client, problem::ProblemCode};
use chrono::NaiveDate;
use domain::{NullReason, client::LifecycleStatus};
use harness::{date, seed, spawn};

#[tokio::test]
async fn a_client_is_found_by_its_id_and_by_its_id_elsewhere() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("crm/4 711").tags(&["pilot"]).segment("Strategic").insert().await;
    let csm = server.csm().await;
    let by_id = csm.get(&format!("/clients/{}", acme.id)).await.expect(200);
    assert_eq!(by_id.header("etag"), "\"v1\"");
    let client: Client = by_id.json();
    assert_eq!((client.summary.id.0, client.summary.name.as_str(), client.version), (acme.id, "Acme", 1));
    assert_eq!((client.licensed_user_count, client.contract_start_date), (Some(50), date("2025-05-01")));
    assert_eq!(client.summary.lifecycle_status, LifecycleStatus::Active);
    assert_eq!(client.ai_summary_null_reason, Some(NullReason::NotConfigured));

    for id in ["ext:crm%2F4%20711", "ext:crm%2f4%20711"] {
        let by_external: Client = csm.get(&format!("/clients/{id}")).await.ok();
        assert_eq!(by_external, client, "{id}");
    }
    // The prefix is part of the path, not of the id; and an id that looks like ours is looked for elsewhere only.
    csm.get("/clients/ext:ext:crm%2F4%20711").await.problem(404, ProblemCode::NotFound);
    csm.get(&format!("/clients/ext:{}", acme.id)).await.problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn the_computed_part_follows_the_facts() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").renewal(date("2026-07-10")).insert().await;
    acme.ordinary().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let before: Client = csm.get(&path).await.ok();
    assert_eq!((before.summary.current_health_score, before.summary.computed_at), (None, None));
    assert_eq!(before.summary.current_health_score_null_reason, Some(NullReason::NoData));

    server.recompute_all().await;
    let after: Client = csm.get(&path).await.ok();
    assert!(after.summary.current_health_score.is_some(), "{after:?}");
    assert_eq!(after.summary.computed_at, Some(server.now()));
    assert_eq!(after.summary.days_to_renewal, Some(30));
    assert_eq!(after.monthly_active_users, Some(15));
    let contact: Option<NaiveDate> = after.summary.last_csm_contact_at.map(|at| at.date_naive());
    assert_eq!(contact, Some(seed::days_ago(10)));
    // Nothing people entered has moved, so neither has the version.
    assert_eq!((after.version, after.updated_at), (before.version, before.updated_at));
    assert!(after.churn_risk_30_days <= after.churn_risk_60_days);
    assert!(after.churn_risk_60_days <= after.summary.churn_risk_score);
}
