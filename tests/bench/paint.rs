//! From a click to what it paints, in Chromium over 10 000 clients: the next frame, which shows that the click arrived, and
//! the frame with the answer.
use app::Context;
use harness::driver::Chromium;
use serde::Deserialize;
use thirtyfour::{By, WebDriver};

use crate::{
    process::{EMAIL, PASSWORD, Steward},
    report::{Report, percentile},
    setting::Setting,
};

const ROUNDS: usize = 30;
/// The most that a click may wait for its next frame, in milliseconds.
const BAR: f64 = 100.0;

/// Milliseconds since the pointer went down.
#[derive(Debug, Deserialize)]
struct Times {
    /// Until the next frame, as Event Timing has it: in steps of 8, and 16 for whatever is quicker.
    painted: f64,
    /// Until the frame with the answer.
    answered: f64,
}

/// Sort, filter and tab.
pub async fn run(setting: &Setting, context: &Context, report: &mut Report) {
    let server = Steward::start(setting, context, "steward_bench_clients").await;
    let chromium = Chromium::start(context.now()).await;
    let browser = &chromium.driver;
    browser.goto(format!("{}/login", server.address)).await.expect("the page opens");
    chromium.settles().await;
    find(browser, "//input[@id='email']").await.send_keys(EMAIL).await.expect("typed");
    find(browser, "//input[@id='password']").await.send_keys(format!("{PASSWORD}\n")).await.expect("typed");
    find(browser, "//tbody//th[@scope='row']").await;
    chromium.settles().await;
    browser.execute(include_str!("paint.js"), vec![]).await.expect("the clock is there");

    timed(browser, report, "sort of the portfolio", &["//thead//th[1]//button[normalize-space()='Client']"]).await;
    find(browser, "//button[starts-with(normalize-space(), 'Status')]").await.click().await.expect("the filter opens");
    let critical = "//fieldset//label[starts-with(normalize-space(), 'Critical')]";
    timed(browser, report, "filter of the portfolio", &[critical]).await;

    browser.goto(format!("{}/", server.address)).await.expect("the page opens");
    find(browser, "//tbody//th[@scope='row']//a").await.click().await.expect("the client opens");
    find(browser, "//nav//a[normalize-space()='Usage']").await;
    chromium.settles().await;
    browser.execute(include_str!("paint.js"), vec![]).await.expect("the clock is there");
    let tabs = ["Usage", "Adoption", "Timeline", "Contacts", "Notes", "Overview"]
        .map(|tab| format!("//nav//a[normalize-space()='{tab}']"));
    let tabs: Vec<&str> = tabs.iter().map(String::as_str).collect();
    // The first opening of each loads its part of the module.
    for tab in &tabs {
        once(browser, tab).await;
    }
    timed(browser, report, "tab of a client", &tabs).await;
    browser.clone().quit().await.expect("the browser ends");
    server.stop().await;
}

async fn timed(browser: &WebDriver, report: &mut Report, name: &str, targets: &[&str]) {
    let (mut painted, mut answered) = (vec![], vec![]);
    for round in 0..ROUNDS {
        let times = once(browser, targets[round % targets.len()]).await;
        painted.push(times.painted);
        answered.push(times.answered);
    }
    report.at_most(&format!("{name}: click to next paint, p95"), percentile(&mut painted, 95.0), "ms", BAR);
    report.note(&format!("{name}: click to its answer painted, p50"), percentile(&mut answered, 50.0), "ms");
    report.note(&format!("{name}: click to its answer painted, p95"), percentile(&mut answered, 95.0), "ms");
}

async fn once(browser: &WebDriver, target: &str) -> Times {
    let element = find(browser, target).await;
    browser.execute("window.arm()", vec![]).await.expect("armed");
    element.click().await.expect("clicked");
    let times = browser.execute_async("window.read(arguments[0])", vec![]).await.expect("the answer is painted");
    times.convert().expect("times")
}

async fn find(browser: &WebDriver, path: &str) -> thirtyfour::WebElement {
    let look = async || browser.find(By::XPath(path)).await.ok();
    harness::within(std::time::Duration::from_secs(20), &format!("there is {path}"), look).await
}
