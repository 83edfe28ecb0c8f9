//! A day without a mouse: only keys are pressed, nothing is clicked and no script moves the focus. The focus is seen
//! wherever it goes, and it is never lost.

use api_types::alerts::AlertSettings;
use domain::alert::AlertType;
use harness::seed::{Facts, PASSWORD, VP};
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::{NAME, book, client_with_history},
};

/// What stands between the two ends of a page at most.
const MOST_STOPS: usize = 150;
const CHURN: &str = "Threshold of Churn risk high, score";

/// Presses a key, and waits for what comes of it: the focus is still somewhere then.
async fn press(page: &Page, key: Key) {
    let name = format!("{key:?}");
    page.presses_key(key).await;
    page.settles().await;
    assert_ne!(page.focused().await, "", "{name} lost the focus");
}

/// Goes on by `keys` until the focus is on something whose name begins so; on the way it is seen everywhere.
async fn goes_to(page: &Page, keys: &str, wanted: &str) -> String {
    let mut seen = vec![];
    for _ in 0..MOST_STOPS {
        page.presses(keys).await;
        let focused = page.focused().await;
        // Between the end of the page and its beginning lies the browser's own.
        if !focused.is_empty() {
            page.shows_the_focus().await;
        }
        if focused.starts_with(wanted) {
            return focused;
        }
        seen.push(focused);
    }
    panic!("no way to “{wanted}”: {seen:?}");
}

async fn tabs_to(page: &Page, wanted: &str) -> String {
    goes_to(page, &char::from(Key::Tab).to_string(), wanted).await
}

async fn tabs_back_to(page: &Page, wanted: &str) -> String {
    let back = [Key::Shift, Key::Tab].map(char::from);
    goes_to(page, &back.iter().collect::<String>(), wanted).await
}

/// Opens a page by the sidebar.
async fn leads_to(page: &Page, entry: &str, address: &str) {
    tabs_back_to(page, entry).await;
    press(page, Key::Enter).await;
    page.is_at(address).await;
    page.settles().await;
    let focused = page.focused().await;
    assert!(focused.starts_with(entry), "the page has the focus, so that Tab begins at its top: “{focused}”");
}

async fn signs_in(page: &Page) {
    page.open("/login").await;
    page.field("Email address").appears().await;
    page.settles().await;
    if page.focused().await != "Email address" {
        tabs_to(page, "Email address").await;
    }
    page.presses(VP.email).await;
    tabs_to(page, "Password").await;
    page.presses(PASSWORD).await;
    page.presses_key(Key::Enter).await;
    page.is_at("/").await;
    page.button("Status").appears().await;
    page.settles().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_done_by_keys_alone() {
    let server = book().await;
    let id = client_with_history(&server).await;
    let facts = Facts::of(server.pool.clone(), id);
    facts.unpaid_invoice(20).await;
    app::alerts::sweep(&server.context).await.expect("every client is looked at");
    journey("keyboard_walk", &server, async |page| {
        signs_in(page).await;

        leads_to(page, "My day", "/my-day").await;
        tabs_to(page, NAME).await;
        page.presses("a").await;
        page.is_told("Acknowledged: ").await;
        page.settles().await;
        assert_eq!(page.focused().await, NAME, "the focus stays with the client whose alert was answered");
        press(page, Key::Enter).await;
        page.is_at(&format!("/clients/{id}")).await;
        page.heading(NAME).appears().await;
        page.settles().await;

        tabs_to(page, "Overview").await;
        let tabs = page.part("navigation", "Client").any("link").all().await.len();
        assert!(tabs > 5, "{tabs} tabs");
        for _ in 1..tabs {
            press(page, Key::Right).await;
            let tab = page.focused().await;
            press(page, Key::Enter).await;
            page.part("navigation", "Client").link(tab.as_str()).attribute_becomes("aria-current", "page").await;
            page.settles().await;
            assert_eq!(page.focused().await, tab, "the tab that was opened keeps the focus");
            page.shows_the_focus().await;
        }
        press(page, Key::Right).await;
        assert_eq!(page.focused().await, "Overview", "the last tab is followed by the first");

        page.presses("l").await;
        let form = page.part("dialog", "Log activity");
        form.appears().await;
        page.presses("c").await;
        form.part("textbox", "Subject").appears().await;
        page.settles().await;
        page.presses("Without a mouse").await;
        page.presses_key(Key::Enter).await;
        page.is_told("“Without a mouse” was logged").await;
        form.goes().await;
        page.settles().await;
        assert_eq!(page.focused().await, "Overview", "the dialog gives the focus back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_are_answered_by_keys_alone() {
    let server = book().await;
    let id = client_with_history(&server).await;
    Facts::of(server.pool.clone(), id).unpaid_invoice(20).await;
    app::alerts::sweep(&server.context).await.expect("every client is looked at");
    journey("keyboard_alerts", &server, async |page| {
        signs_in(page).await;
        leads_to(page, "Alerts", "/alerts").await;
        page.region("Inbox").link(has("An invoice is")).appears().await;
        let invoice = tabs_to(page, "An invoice is").await;
        page.presses("a").await;
        page.is_told("Acknowledged: ").await;
        page.settles().await;
        assert_eq!(page.focused().await, invoice);
        // By its button: it goes, and the focus with it to what stands beside it.
        let button = tabs_to(page, "Acknowledge ").await;
        press(page, Key::Enter).await;
        page.button(button.as_str()).goes().await;
        press(page, Key::Tab).await;
        page.shows_the_focus().await;
        tabs_back_to(page, "Snooze ").await;
        press(page, Key::Enter).await;
        tabs_to(page, "For a day").await;
        press(page, Key::Enter).await;
        page.is_told("Snoozed for a day").await;
        page.settles().await;
        assert_ne!(page.focused().await, "", "the row that went leaves the focus to another");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portfolio_is_filtered_sorted_and_saved_by_keys_alone() {
    let server = book().await;
    journey("keyboard_portfolio", &server, async |page| {
        signs_in(page).await;
        tabs_to(page, "Status").await;
        press(page, Key::Enter).await;
        tabs_to(page, "Critical").await;
        press(page, Key::Space).await;
        page.is_at("/?health_status=CRITICAL").await;
        press(page, Key::Escape).await;
        assert_eq!(page.focused().await, "Status 1");

        tabs_to(page, "Save").await;
        press(page, Key::Enter).await;
        tabs_to(page, "Save as view").await;
        press(page, Key::Enter).await;
        let form = page.part("dialog", "Save as view");
        form.appears().await;
        page.settles().await;
        press(page, Key::Escape).await;
        form.goes().await;
        page.settles().await;
        assert_eq!(page.focused().await, "Save", "the dialog gives the focus back to what opened it");
        tabs_to(page, "Export").await;
        press(page, Key::Enter).await;
        page.until("the file is made", async || {
            let made = sqlx::query_scalar("select count(*) from audit_log where operation = 'get_clients_file'");
            let made: i64 = made.fetch_one(&server.pool).await.expect("the audit log");
            (made == 1).then_some(())
        })
        .await;
        page.settles().await;
        assert_eq!(page.focused().await, "Export", "a button at work keeps the focus");

        tabs_to(page, "Client").await;
        press(page, Key::Enter).await;
        page.address_has("sort=name").await;
        page.settles().await;
        assert_eq!(page.focused().await, "Client", "what sorts keeps the focus");
        tabs_to(page, "Columns").await;
        press(page, Key::Enter).await;
        tabs_to(page, "Tags").await;
        press(page, Key::Space).await;
        page.part("columnheader", "Tags").appears().await;
        press(page, Key::Escape).await;
        assert_eq!(page.focused().await, "Columns");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_threshold_is_changed_and_one_signs_out_by_keys_alone() {
    let server = book().await;
    journey("keyboard_settings", &server, async |page| {
        signs_in(page).await;
        tabs_back_to(page, "Settings").await;
        press(page, Key::Enter).await;
        page.part("navigation", "Settings").appears().await;
        page.settles().await;
        tabs_to(page, "Alerts").await;
        press(page, Key::Enter).await;
        page.is_at("/settings/alerts").await;
        page.part("spinbutton", CHURN).appears().await;
        page.settles().await;
        tabs_to(page, CHURN).await;
        page.presses("90").await;
        page.presses_key(Key::Enter).await;
        page.is_told("The rules are set.").await;
        page.settles().await;
        assert_eq!(page.focused().await, CHURN, "what was saved keeps the focus");
        let set: AlertSettings = server.vp().await.get("/config/alerts").await.ok();
        let rule = set.rules.iter().find(|rule| rule.alert_type == AlertType::ChurnRiskHigh).expect("the rule");
        assert_eq!(rule.threshold.as_ref().map(|threshold| threshold.value), Some(90));

        tabs_to(page, "Save rules").await;
        press(page, Key::Enter).await;
        assert_eq!(page.focused().await, "Save rules");
        tabs_back_to(page, "VL").await;
        press(page, Key::Enter).await;
        tabs_to(page, "Sign out").await;
        page.presses_key(Key::Enter).await;
        page.is_at("/login").await;
        page.field("Email address").appears().await;
        page.settles().await;
        assert_eq!(page.focused().await, "Email address", "whoever comes next begins to type");
    })
    .await;
}
