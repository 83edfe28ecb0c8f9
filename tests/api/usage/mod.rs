mod compare;
mod get;
mod heatmap;
mod roll_up;
mod users;

use domain::client::ContactRole;
use harness::{
    TestServer,
    seed::{Facts, days_ago},
};

/// Days counted back from the last complete one, which is yesterday.
pub fn complete(days: u64) -> chrono::NaiveDate {
    days_ago(1 + days)
}

/// Six users of a client, as of yesterday:
///
/// | user  | contact       | role         | sessions: days counted back from yesterday                          |
/// |-------|---------------|--------------|----------------------------------------------------------------------|
/// | mike  | Mike, ADMIN   | ADMIN        | one on each of 0 to 21: 22 in the last thirty days                    |
/// | lisa  |               | INVESTIGATOR | one on each of 0 to 11, two on each of 30 to 35: 12 after 12          |
/// | tom   |               | INVESTIGATOR | one on each of 5 to 8, one on each of 30 to 49: 4 after 20, declining |
/// | sarah | Sarah, CHAMPION | CCO        | one on each of 21 and 22, one on each of 40 to 54: 2 after 15, gone   |
/// | new   |               | VIEWER       | two on 3                                                              |
/// | ghost | Ghost, USER   |              | never                                                                 |
pub async fn six_users(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    let set =
        "update client set licensed_modules = array['module', 'other'], timezone = 'America/New_York' where id = $1";
    sqlx::query(set).bind(acme.id).execute(&server.pool).await.expect("two modules");
    acme.features(3, 2, days_ago(90), days_ago(0)).await;
    acme.contact_user(ContactRole::Admin, "Mike", "mike").await;
    acme.contact_user(ContactRole::Champion, "Sarah", "sarah").await;
    acme.contact_user(ContactRole::User, "Ghost", "ghost").await;
    for day in 0..22 {
        acme.user_day("mike", "ADMIN", complete(day), 1, &["feature-1", "feature-2"]).await;
    }
    for day in 0..12 {
        acme.user_day("lisa", "INVESTIGATOR", complete(day), 1, &["feature-1"]).await;
    }
    for day in 30..36 {
        acme.user_day("lisa", "INVESTIGATOR", complete(day), 2, &[]).await;
    }
    for day in (5..9).chain(30..50) {
        acme.user_day("tom", "INVESTIGATOR", complete(day), 1, &[]).await;
    }
    for day in (21..23).chain(40..55) {
        acme.user_day("sarah", "CCO", complete(day), 1, &[]).await;
    }
    acme.user_day("new", "VIEWER", complete(3), 2, &[]).await;
    acme
}

/// Sums the days of users up, from the beginning.
pub async fn roll_up(server: &TestServer) {
    app::usage::roll_up(&server.context, 60).await.expect("rolled up");
}
