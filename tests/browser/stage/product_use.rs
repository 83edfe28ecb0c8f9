use domain::client::ContactRole;
use harness::{
    TestServer,
    seed::{Facts, days_ago, today},
};

use super::history::client_with_history;

/// The client of [`client_with_history`] with thirty users of its own, one of them a champion who is gone; and five
/// others to be compared with.
pub async fn client_with_users(server: &TestServer) -> uuid::Uuid {
    let id = client_with_history(server).await;
    let client = Facts::of(server.pool.clone(), id);
    sqlx::query("update client set licensed_modules = array['module'], timezone = 'America/New_York' where id = $1")
        .bind(id)
        .execute(&server.pool)
        .await
        .expect("a module");
    client.contact_user(ContactRole::Champion, "Sarah Chen", "sarah").await;
    for day in 25..40 {
        client.user_day("sarah", "CCO", days_ago(day), 1, &["feature-1"]).await;
    }
    for number in 0..30 {
        for day in (1..30).filter(|day| (day + number) % 5 == 0) {
            client.user_day(&format!("user-{number}"), "INVESTIGATOR", days_ago(day), 1, &["feature-1"]).await;
        }
    }
    for number in 0..5 {
        let peer = server.client(&format!("Peer {number}")).insert().await;
        peer.usage(days_ago(30), today(), 10).await;
    }
    app::usage::roll_up(&server.context, 40).await.expect("rolled up");
    server.recompute_all().await;
    id
}
