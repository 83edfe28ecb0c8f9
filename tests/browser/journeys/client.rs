use api_types::{clients::ClientOverview, health::HealthDrivers};
use harness::{
    TestServer,
    seed::{CSM, VP, days_ago, today},
};
use thirtyfour::Key;
use uuid::Uuid;

use crate::{
    page::{Page, has, journey},
    stage::{NAME, client_with_history, server},
};

async fn overview(server: &TestServer, id: Uuid) -> ClientOverview {
    server.vp().await.get(&format!("/clients/{id}/overview")).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn opens_from_its_row_by_click_and_by_key_and_shows_the_figures_of_the_api() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let overview = overview(&server, id).await;
    let health = overview.health.overall_score.expect("a score");
    let churn = overview.client.summary.churn_risk_score.expect("a churn risk");
    journey("client_open", &server, async |page| {
        page.signs_in(&CSM).await;
        page.any("rowheader").text(has("Enterprise")).click().await;
        page.is_at(&format!("/clients/{id}")).await;
        page.heading(NAME).appears().await;
        let said = page.region("Key facts").says().await;
        for figure in [health.to_string(), format!("{churn} %"), "$480,000".to_owned(), "in 45 days".to_owned()] {
            assert!(said.contains(&figure), "{figure} is not in: {said}");
        }
        let labels = page.part("list", "Labels").says().await;
        assert!(labels.contains("Growth") && labels.contains("pilot"), "{labels}");

        page.part("navigation", "Breadcrumbs").link("Portfolio").click().await;
        page.is_at("/").await;
        page.any("rowheader").link(NAME).presses(Key::Enter).await;
        page.is_at(&format!("/clients/{id}")).await;
        page.heading(NAME).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chart_is_drawn_and_told_in_words_and_numbers() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let overview = overview(&server, id).await;
    journey("client_chart", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        let chart = page.region("Health over time").any("img");
        chart.attribute_becomes("data-state", "ready").await;
        let label = chart.attribute("aria-label").await.expect("a label");
        assert!(label.contains(NAME) && label.contains("fell"), "{label}");
        let table = page.part("table", "Health per day");
        let rows = table.any("row").count().await;
        assert_eq!(rows, overview.history.points.len() + 1, "a head and a row a day");
        assert!(page.canvas_is_painted().await, "the chart shows something");
    })
    .await;
}

/// The points of a table of causes: every row, and the last one apart.
async fn points(page: &Page) -> (Vec<f64>, f64) {
    let table = page.region("What moved the score").any("table").says().await;
    let number = |word: &str| word.replace('−', "-").parse::<f64>().ok();
    let is_points = |word: &&str| word.contains('.') && (word.starts_with(['+', '−']) || *word == "0.0");
    let mut points: Vec<f64> = table.split_whitespace().filter(is_points).filter_map(number).collect();
    let change = points.pop().expect("the change");
    (points, change)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_days_explain_what_moved_the_score_down_to_each_input() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let (from, to) = (days_ago(40), today());
    let drivers: HealthDrivers =
        server.vp().await.get(&format!("/clients/{id}/health/drivers?from={from}&to={to}")).await.ok();
    journey("client_drivers", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        page.part("date", "From").types(&from.format("%m%d%Y").to_string()).await;
        page.address_has(&format!("from={from}")).await;
        page.settles().await;
        let moved = page.region("What moved the score");
        moved.comes_to_say(&format!("{} → {}", drivers.from_score, drivers.to_score)).await;
        let (rows, change) = points(page).await;
        assert!(rows.len() >= drivers.rows.len() && change < 0.0, "{rows:?} {change}");
        let rounding = 0.05 * (rows.len() + 1) as f64 + 1e-9;
        assert!((rows.iter().sum::<f64>() - change).abs() <= rounding, "{rows:?} do not sum to {change}");

        let largest = drivers.rows.iter().max_by_key(|row| row.contribution.abs()).expect("a cause");
        let input = &largest.inputs.first().expect("an input").label;
        let before = moved.any("row").count().await;
        moved.any("button").nth(0).click().await;
        moved.any("button").nth(0).attribute_becomes("aria-expanded", "true").await;
        moved.comes_to_say(input).await;
        assert_eq!(moved.any("row").count().await, before + largest.inputs.len());

        page.reload().await;
        moved.comes_to_say(&format!("{} → {}", drivers.from_score, drivers.to_score)).await;
        page.part("date", "From").holds(&from.to_string()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn history_turns_pages() {
    let server = server().await;
    let id = client_with_history(&server).await;
    let days = overview(&server, id).await.history.points.len();
    journey("client_history", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle(&format!("/clients/{id}")).await;
        let history = page.region("History");
        history.comes_to_say(&format!("1–30 of {days}")).await;
        history.any("rowheader").nth(0).comes_to_say("Jun 10").await;
        history.button("Previous").attribute_becomes("disabled", "true").await;
        history.button("Next").click().await;
        history.comes_to_say(&format!("31–60 of {days}")).await;
        history.any("rowheader").nth(0).comes_to_say("May 11").await;
    })
    .await;
}
