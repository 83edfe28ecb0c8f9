use api_types::{
    notifications::{Notification, NotificationCounts},
    page::Page,
    problem::ProblemCode as P,
};
use chrono::Duration;
use domain::notification::NotificationKind;
use harness::{
    ApiClient,
    seed::{self, days_ago},
    spawn,
};
use serde_json::json;

use super::told;
use crate::alerts::{later, risky, set_churn, sweep};

async fn unread(caller: &ApiClient) -> i64 {
    caller.get("/notifications/counts").await.ok::<NotificationCounts>().unread
}

#[tokio::test]
async fn alerts_of_a_client_raised_together_are_told_once_to_whose_client_it_is() {
    let server = spawn().await;
    let acme = risky(&server, "Acme <b>&</b>", 85).await;
    acme.unpaid_invoice(20).await;
    sweep(&server).await;
    let csm = server.csm().await;
    let found = told(&csm).await;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].kind, found[0].client_id.map(|id| id.0)), (NotificationKind::Alerts, Some(acme.id)));
    let types: Vec<&str> = found[0].alerts.iter().map(|alert| alert.alert_type.as_str()).collect();
    assert!(types.len() >= 2 && types.contains(&"CHURN_RISK_HIGH") && types.contains(&"PAYMENT_ISSUE"), "{types:?}");
    assert!(found[0].title.starts_with("Acme <b>&</b>: "), "{}", found[0].title);
    assert_eq!(unread(&csm).await, 1);
    for other in [server.other_csm().await, server.ae().await, server.vp().await, server.admin().await] {
        assert!(told(&other).await.is_empty(), "only whose client it is");
    }
    sweep(&server).await;
    assert_eq!(told(&csm).await.len(), 1, "what goes on is not told again");
}

#[tokio::test]
async fn leaders_hear_of_what_is_for_leaders_and_of_clients_that_are_nobodys() {
    let server = spawn().await;
    let acme = server.client("Acme").churned(days_ago(2)).insert().await;
    sweep(&server).await;
    for leader in [server.vp().await, server.vp_sales().await, server.csm().await] {
        let found = told(&leader).await;
        assert_eq!(found.iter().filter(|one| one.client_id.map(|id| id.0) == Some(acme.id)).count(), 1, "{found:#?}");
    }
    assert!(told(&server.admin().await).await.is_empty());

    let orphan = risky(&server, "Orphan", 85).await;
    sqlx::query("update client set csm_user_id = null where id = $1")
        .bind(orphan.id)
        .execute(&server.pool)
        .await
        .expect("nobody's");
    sweep(&server).await;
    let of_orphan = |found: Vec<Notification>| found.iter().any(|one| one.client_id.map(|id| id.0) == Some(orphan.id));
    assert!(of_orphan(told(&server.vp().await).await));
    assert!(!of_orphan(told(&server.vp_sales().await).await));
}

#[tokio::test]
async fn what_was_read_is_read_and_what_comes_later_is_not() {
    let server = spawn().await;
    let mut clients = vec![];
    for name in ["A", "B", "C"] {
        clients.push(risky(&server, name, 85).await);
    }
    sweep(&server).await;
    let csm = server.csm().await;
    let first: Page<Notification> = csm.get("/notifications?limit=2").await.ok();
    assert_eq!((first.data.len(), first.pagination.total), (2, 3));
    let cursor = first.pagination.next_cursor.expect("another page");
    let second: Page<Notification> = csm.get(&format!("/notifications?limit=2&cursor={cursor}")).await.ok();
    assert_eq!(second.data.len(), 1);

    let one = first.data[0].id;
    let read: Notification = csm.put(&format!("/notifications/{one}/read")).await.ok();
    assert_eq!(read.read_at, Some(server.now()));
    assert_eq!(unread(&csm).await, 2);
    server.other_csm().await.put(&format!("/notifications/{one}/read")).await.problem(404, P::NotFound);
    assert_eq!(csm.get("/notifications?unread=true").await.ok::<Page<Notification>>().data.len(), 2);
    csm.get("/notifications?unread=maybe").await.problem(400, P::Malformed);

    let seen = server.now();
    server.advance(Duration::days(1));
    set_churn(&server, clients[0].id, 50).await;
    sweep(&server).await;
    let csm_later = later(&server, Duration::days(15)).await;
    set_churn(&server, clients[0].id, 90).await;
    sweep(&server).await;
    let left: NotificationCounts = csm_later.put("/notifications/read").json(&json!({"until": seen})).await.ok();
    assert_eq!(left.unread, 1, "what came since stays");
    let left: NotificationCounts = csm_later.put("/notifications/read").json(&json!({})).await.ok();
    assert_eq!(left.unread, 0);
}

#[tokio::test]
async fn a_client_that_changed_hands_is_not_told_of_any_longer() {
    let server = spawn().await;
    let acme = risky(&server, "Acme", 85).await;
    sweep(&server).await;
    let csm = server.csm().await;
    assert_eq!((told(&csm).await.len(), unread(&csm).await), (1, 1));
    sqlx::query("update client set csm_user_id = $2 where id = $1")
        .bind(acme.id)
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("another hand");
    assert_eq!((told(&csm).await.len(), unread(&csm).await), (0, 0));
}
