use api_types::usage::ClientUsage;
use harness::seed::CSM;

use crate::{
    page::{has, journey},
    stage::{client_with_users, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn figures_heat_maps_and_users_are_those_of_the_api() {
    let server = server().await;
    let id = client_with_users(&server).await;
    let usage: ClientUsage = server.csm().await.get(&format!("/clients/{id}/usage")).await.ok();
    journey("client_usage", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.part("navigation", "Client").link("Usage").click().await;
        page.is_at(&format!("/clients/{id}/usage")).await;
        page.settles().await;
        let said = page.region("Usage figures").says().await;
        let figures = &usage.figures;
        for metric in [
            &figures.daily_active_users,
            &figures.weekly_active_users,
            &figures.monthly_active_users,
            &figures.contract_utilisation,
        ] {
            assert!(said.contains(&metric.display), "{} is not in: {said}", metric.display);
        }
        let chart = page.region("Users per day").any("img");
        chart.attribute_becomes("data-state", "ready").await;
        let rows = page.part("table", "Users per day").any("row").count().await;
        assert_eq!(rows, usage.days.len() + 1, "a head and a row a day");
        assert!(page.canvas_is_painted().await, "the chart shows something");

        // The busiest hour is nine; every weekday has its row.
        page.region("Sign-ins by weekday and hour").comes_to_say("09:00").await;
        assert_eq!(page.part("table", "Sign-ins by weekday and hour").any("row").count().await, 8);
        assert_eq!(page.part("table", "Active users by day").any("row").count().await, 8);
        page.region("Compared with").comes_to_say("5 other Enterprise clients").await;

        // The first page came along; the second is asked for, and stands in the address.
        let users = page.region("Users");
        users.comes_to_say(&format!("1–25 of {}", usage.user_counts.total)).await;
        users.comes_to_say("1 key person has not signed in").await;
        users.button("Next").click().await;
        page.address_has("page=2").await;
        users.comes_to_say(&format!("26–{0} of {0}", usage.user_counts.total)).await;
        // What lies below the top bar cannot be clicked.
        page.runs("scrollTo(0, 0)").await;
        users.button(has("Inactive")).click().await;
        page.address_has("status=INACTIVE").await;
        users.comes_to_say("Sarah Chen").await;
        users.comes_to_say(&format!("1–{0} of {0}", usage.user_counts.inactive)).await;
        page.reload().await;
        users.comes_to_say("Sarah Chen").await;
        page.runs("scrollTo(0, 0)").await;
        users.button(has("Last sign-in")).click().await;
        page.address_has("sort=-last_login_on").await;

        page.runs("scrollTo(0, 0)").await;
        page.button("30 days").click().await;
        page.address_has("days=30").await;
        page.part("table", "Users per day").any("row").is_there_times(31).await;
        page.does_not_scroll_sideways().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_usage_says_what_is_missing() {
    let server = server().await;
    let acme = server.client("Acme").insert().await;
    journey("client_usage_empty", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{}/usage", acme.id)).await;
        page.region("Usage").comes_to_say("Nothing is known about usage yet").await;
    })
    .await;
}
