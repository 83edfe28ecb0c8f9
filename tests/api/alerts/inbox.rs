use api_types::{
    alerts::{Alert, AlertCounts, ClientAlerts},
    page::Page,
    problem::ProblemCode as P,
};
use domain::alert::{AlertSeverity, AlertStatus};
use harness::{TestServer, seed, seed::Figures, spawn};

use super::{alerts, inbox, risky, sweep};

/// Acme is risky and late with an invoice, Beta is a large account that became critical, Gamma is someone else's.
async fn world(server: &TestServer) {
    risky(server, "Acme", 85).await.unpaid_invoice(12).await;
    let critical = Figures { health: Some(35), churn: Some(20), ..Figures::default() };
    server.client("Beta").arr(500_000).figures(critical).insert().await;
    let gamma = Figures { health: Some(70), churn: Some(90), ..Figures::default() };
    server.client("Gamma").csm(seed::OTHER_CSM).figures(gamma).insert().await;
    sweep(server).await;
}

#[tokio::test]
async fn the_inbox_shows_the_gravest_client_first_and_only_one_s_own() {
    let server = spawn().await;
    world(&server).await;
    let groups = inbox(&server.csm().await, "").await;
    let shown: Vec<(&str, usize)> =
        groups.iter().map(|group| (group.client.name.as_str(), group.alerts.len())).collect();
    assert_eq!(shown, [("Beta", 1), ("Acme", 2)]);
    let severities: Vec<AlertSeverity> = groups[1].alerts.iter().map(|alert| alert.severity).collect();
    assert_eq!(severities, [AlertSeverity::High, AlertSeverity::Medium]);
    assert_eq!(groups[0].client.current_health_score, Some(35));
    assert_eq!(inbox(&server.vp().await, "").await.len(), 3);
    assert_eq!(inbox(&server.other_csm().await, "").await.len(), 1);
    assert!(inbox(&server.ae().await, "").await.is_empty());
}

#[tokio::test]
async fn the_inbox_turns_its_pages_by_cursor() {
    let server = spawn().await;
    world(&server).await;
    let vp = server.vp().await;
    let first: Page<ClientAlerts> = vp.get("/alerts/by-client?limit=2").await.ok();
    assert_eq!((first.data.len(), first.pagination.total), (2, 3));
    let cursor = first.pagination.next_cursor.expect("another page");
    let last: Page<ClientAlerts> = vp.get(&format!("/alerts/by-client?limit=2&cursor={cursor}")).await.ok();
    let mut names: Vec<String> = first.data.into_iter().chain(last.data).map(|group| group.client.name).collect();
    names.sort_unstable();
    assert_eq!(names, ["Acme", "Beta", "Gamma"]);
    assert_eq!(last.pagination.next_cursor, None);
}

#[tokio::test]
async fn alerts_are_filtered_sorted_and_paged() {
    let server = spawn().await;
    world(&server).await;
    let vp = server.vp().await;
    for (query, names) in [
        ("sort=client", vec!["Acme", "Acme", "Beta", "Gamma"]),
        ("sort=-client", vec!["Gamma", "Beta", "Acme", "Acme"]),
        ("severity=CRITICAL", vec!["Beta"]),
        ("is_executive=true", vec!["Beta"]),
        ("q=GAM", vec!["Gamma"]),
        ("alert_type=PAYMENT_ISSUE", vec!["Acme"]),
        ("status=RESOLVED", vec![]),
    ] {
        let found: Vec<String> = alerts(&vp, query).await.into_iter().map(|alert| alert.client_name).collect();
        assert_eq!(found, names, "{query}");
    }
    let csm_id = seed::OTHER_CSM.id();
    assert_eq!(alerts(&vp, &format!("csm_id={csm_id}")).await.len(), 1);
    let mut seen = vec![];
    let mut query = "/alerts?limit=1&sort=-severity".to_owned();
    loop {
        let page: Page<Alert> = vp.get(&query).await.ok();
        seen.extend(page.data.into_iter().map(|alert| alert.id));
        match page.pagination.next_cursor {
            Some(cursor) => query = format!("/alerts?limit=1&sort=-severity&cursor={cursor}"),
            None => break,
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 4);
    for bad in ["sort=name", "status=OPEN", "unknown=1"] {
        vp.get(&format!("/alerts?{bad}")).await.problem(400, P::Malformed);
    }
}

#[tokio::test]
async fn counts_and_the_client_s_own_list_agree_with_the_inbox() {
    let server = spawn().await;
    world(&server).await;
    let csm = server.csm().await;
    let acme: Page<Alert> = csm.get("/clients/ext:Acme/alerts").await.ok();
    assert_eq!(acme.pagination.total, 2);
    csm.put(&format!("/alerts/{}/acknowledge", acme.data[0].id)).await.expect(200);
    let counts: AlertCounts = csm.get("/alerts/counts").await.ok();
    assert_eq!((counts.new, counts.acknowledged, counts.snoozed), (2, 1, 0));
    assert_eq!(counts.new_by_severity[&AlertSeverity::Critical], 1);
    assert_eq!(counts.new_by_severity[&AlertSeverity::Medium], 1);
    let taken: Page<Alert> = csm.get("/clients/ext:Acme/alerts?status=ACKNOWLEDGED").await.ok();
    assert_eq!(taken.data.iter().map(|alert| alert.status).collect::<Vec<_>>(), [AlertStatus::Acknowledged]);
}

#[tokio::test]
async fn shown_alerts_are_in_the_audit_log() {
    let server = spawn().await;
    world(&server).await;
    inbox(&server.csm().await, "").await;
    harness::eventually("the ids of what was shown", || async {
        let read: i64 = sqlx::query_scalar(
            "select coalesce(sum(cardinality(entity_ids)), 0)::bigint from audit_log where operation = 'list_alerts_by_client'",
        )
        .fetch_one(&server.pool)
        .await
        .expect("the audit log");
        (read == 3).then_some(())
    })
    .await;
}
