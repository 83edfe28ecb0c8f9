use api_types::{alerts::AlertSettings, segments::Segment};
use domain::alert::AlertType;
use harness::{TestServer, driver::Viewport, seed::VP};
use serde_json::json;

use crate::{
    page::{Page, journey},
    stage::book,
};

const CHOOSER: &str = "Clients of Churn risk high";

async fn kept_to(server: &TestServer) -> Option<String> {
    let settings: AlertSettings = server.vp().await.get("/config/alerts").await.ok();
    let rule = settings.rules.into_iter().find(|rule| rule.alert_type == AlertType::ChurnRiskHigh);
    rule.expect("every rule is listed").segment.map(|segment| segment.name)
}

async fn chosen(page: &Page) -> String {
    page.part("combobox", CHOOSER).holds_something().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_kept_to_a_segment_which_then_stays() {
    let server = book().await;
    let body = json!({"name": "Pilots", "is_shared": true,
        "filter": {"field": "tags", "op": "contains", "value": "pilot"}});
    let vp = server.vp().await;
    let segment: Segment = vp.post("/segments").json(&body).await.expect(201).json();
    let own = json!({"name": "My own", "filter": body["filter"]});
    vp.post("/segments").json(&own).await.expect(201);
    journey("alert_segments", &server, async |page| {
        page.expects_failure(&format!("/segments/{}", segment.id), 409);
        page.signs_in(&VP).await;
        page.open_and_settle("/settings/alerts").await;
        let chooser = page.part("combobox", CHOOSER);
        let offered = chooser.element().await.text().await.expect("what is offered");
        assert!(offered.contains("Pilots") && !offered.contains("My own"), "{offered}");
        chooser.types("Pilots").await;
        page.button("Save rules").click().await;
        page.is_told("The rules are set.").await;
        assert_eq!(kept_to(&server).await.as_deref(), Some("Pilots"));
        page.open_and_settle("/settings/alerts").await;
        assert_eq!(chosen(page).await, segment.id.to_string());

        page.resize(Viewport::NARROW_PHONE).await;
        page.open_and_settle("/settings/alerts").await;
        page.does_not_scroll_sideways().await;
        page.part("combobox", CHOOSER).appears().await;
        page.resize(Viewport::DESK).await;

        page.open_and_settle("/settings/segments").await;
        page.button("Delete Pilots").click().await;
        page.part("dialog", "Delete the segment?").button("Delete segment").click().await;
        page.says("alert rules that look at it alone (churn risk high)").await;

        page.open_and_settle("/settings/alerts").await;
        page.button("As delivered: Churn risk high").click().await;
        page.button("Save rules").click().await;
        page.is_told("The rules are set.").await;
        assert_eq!(kept_to(&server).await, None);
    })
    .await;
}
