use api_types::{notifications::Notification, page::Page};
use domain::notification::NotificationKind;
use harness::{ApiClient, Options, TestServer, seed, spawn, spawn_with, stand_in::StandIn};
use serde_json::json;

use super::{TOO_FULL, as_now, busy, night, only};
use crate::notifications::{PUBLIC, mail_to};

async fn told(caller: &ApiClient) -> Vec<Notification> {
    caller.get("/notifications?limit=200").await.ok::<Page<Notification>>().data
}

async fn overloaded(server: &TestServer) {
    busy(server, seed::CSM, TOO_FULL).await;
    busy(server, seed::OTHER_CSM, TOO_FULL).await;
    night(server).await;
    night(server).await;
}

#[tokio::test]
async fn leaders_are_told_once_of_what_was_raised_together() {
    let server = spawn().await;
    overloaded(&server).await;
    for leader in [seed::VP, seed::VP_SALES] {
        let found = told(&as_now(&server, leader).await).await;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].kind, found[0].client_id), (NotificationKind::TeamAlerts, None));
        assert_eq!(found[0].alerts.len(), 2);
        assert!(found[0].title.ends_with("% of capacity and 1 more"), "{}", found[0].title);
    }
    for other in [seed::ADMIN, seed::CSM, seed::AE] {
        assert!(told(&as_now(&server, other).await).await.is_empty(), "{}", other.email);
    }
    night(&server).await;
    assert_eq!(told(&as_now(&server, seed::VP).await).await.len(), 1, "what goes on is not told again");

    // Whoever is no leader any longer sees nothing of it.
    sqlx::query("update staff set role = 'CSM' where id = $1")
        .bind(seed::VP_SALES.id())
        .execute(&server.pool)
        .await
        .expect("another role");
    let sales = as_now(&server, seed::VP_SALES).await;
    assert!(told(&sales).await.is_empty());
    assert_eq!(sales.get("/notifications/counts").await.value()["unread"], 0);
}

#[tokio::test]
async fn administrators_are_told_of_sources_and_nobody_else() {
    let server = spawn().await;
    sqlx::query(
        "insert into data_feed (feed, mode, connected_at, last_success_at)
         values ('SUPPORT', 'CONTINUOUS', $1 - interval '9 days', $1 - interval '9 days')",
    )
    .bind(server.now())
    .execute(&server.pool)
    .await
    .expect("a source");
    super::sweep(&server).await;
    let found = told(&server.admin().await).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].title, "Support data did not arrive for 9 days");
    assert!(told(&server.vp().await).await.is_empty());
    let path = format!("/notifications/{}/read", found[0].id);
    server.admin().await.put(&path).await.expect(200);
}

#[tokio::test]
async fn a_mail_leads_to_the_team() {
    let receiver = StandIn::smtp().await;
    let server = spawn_with(Options { outbound: mail_to(receiver.address()), ..Options::default() }).await;
    let vp = server.vp().await;
    // A sentence of one's own: by mail for one leader, not for the other.
    let mine =
        json!({"rules": {"CSM_OVERLOAD": ["IN_APP"]}, "mentions_by_email": true, "time_zone": "UTC", "digest": "OFF"});
    server.vp_sales().await.put("/config/alerts/mine").if_match("\"v0\"").json(&mine).await.expect(200);
    drop(vp);
    busy(&server, seed::CSM, TOO_FULL).await;
    night(&server).await;
    night(&server).await;
    server.run_jobs().await;
    let mails = receiver.received();
    assert_eq!(mails.len(), 1);
    let (head, text) = (&mails[0].head, mails[0].decoded());
    assert!(head.contains(seed::VP.email), "{head}");
    assert_eq!(mails[0].header("subject"), "Team: Cara Stone is at 125% of capacity");
    assert!(text.contains(&format!("{PUBLIC}/team")) && text.contains("Open the team"), "{text}");
    let kind = only(&as_now(&server, seed::VP).await, "").await.alert_type;
    assert_eq!(kind.as_str(), "CSM_OVERLOAD");
}
