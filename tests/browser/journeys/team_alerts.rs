use chrono::Duration;
use harness::{
    TestServer,
    seed::{ADMIN, CSM, Figures, VP, days_ago},
};

use crate::{
    page::{Page, has, journey},
    stage::server,
};

/// The manager has two points of work for one, and two nights wrote it down.
async fn overloaded(server: &TestServer) {
    let figures = Figures { health: Some(80), ..Figures::default() };
    server.client("Amber Foods").csm(CSM).figures(figures).insert().await;
    sqlx::query("insert into csm_capacity (user_id, hired_on, points) values ($1, $2, 0.4)")
        .bind(CSM.id())
        .bind(days_ago(500))
        .execute(&server.pool)
        .await
        .expect("little room");
    app::team::record_workload(&server.context).await.expect("written down");
    sqlx::query("update metric_snapshot set as_of = as_of - 1 where metric = 'M127'")
        .execute(&server.pool)
        .await
        .expect("last night");
    app::team::record_workload(&server.context).await.expect("written down");
    app::alerts::sweep_team(&server.context).await.expect("looked at");
}

async fn silent(server: &TestServer) {
    sqlx::query(
        "insert into data_feed (feed, mode, connected_at, last_success_at) values ('USAGE', 'CONTINUOUS', $1, $1)
         on conflict on constraint data_feed_pkey do update set mode = 'CONTINUOUS', last_success_at = $1",
    )
    .bind(server.now() - Duration::days(3))
    .execute(&server.pool)
    .await
    .expect("a source");
    app::alerts::sweep_team(&server.context).await.expect("looked at");
}

async fn answers(page: &Page) {
    page.region("Team").comes_to_say("of capacity").await;
    page.region("Team").button(has("Acknowledge")).click().await;
    page.is_told("Acknowledged: Cara Stone is at").await;
    page.region("Team").comes_to_say("acknowledged by").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_sees_who_has_too_much_work_and_takes_it_on() {
    let server = server().await;
    overloaded(&server).await;
    journey("team_alerts", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/alerts").await;
        answers(page).await;
        page.button("Undo").click().await;
        page.is_told("Taken back.").await;
        page.region("Team").link(has("of capacity")).click().await;
        page.is_at(&format!("/team/{}", CSM.id())).await;
        page.heading("Cara Stone").appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_a_source_that_fell_silent_and_a_manager_neither() {
    let server = server().await;
    overloaded(&server).await;
    journey("team_alerts_data", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.open_and_settle("/alerts").await;
        silent(&server).await;
        page.region("Data").comes_to_say("Usage data did not arrive for 3 days").await;
        page.region("Team").appears().await;
        page.region("Data").link(has("Usage data")).click().await;
        page.is_at("/settings/imports").await;
    })
    .await;
    journey("team_alerts_manager", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/alerts").await;
        page.region("Team").is_there_times(0).await;
    })
    .await;
}
