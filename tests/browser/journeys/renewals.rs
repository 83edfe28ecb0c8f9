use api_types::renewals::RenewalSummary;
use harness::seed::{CSM, VP};

use crate::{
    page::{has, journey},
    stage::book,
};

#[tokio::test(flavor = "multi_thread")]
async fn buckets_months_and_filters_narrow_the_list() {
    let server = book().await;
    let renewals = async |query: &str| -> RenewalSummary {
        server.vp().await.get(&format!("/analytics/renewals?{query}")).await.ok()
    };
    let all = renewals("").await;
    let soon = renewals("renewal_within_days=60").await.list;
    let at_risk = renewals("renewal_within_days=60&at_risk=true").await.list;
    let (total, fewer) = (soon.pagination.total, at_risk.pagination.total);
    assert!(total < all.list.pagination.total && fewer < total && fewer > 0);
    journey("renewals", &server, async |page| {
        page.signs_in(&VP).await;
        page.part("navigation", "Main").link("Renewals").click().await;
        page.is_at("/renewals").await;
        page.settles().await;
        let list = page.region("Clients up for renewal");
        list.comes_to_say("Overdue, or due within 90 days").await;
        list.comes_to_say(&format!("of {}", all.list.pagination.total)).await;
        page.region("Due by month").any("img").attribute_becomes("data-state", "ready").await;
        assert_eq!(page.part("table", "Renewals by month").any("row").count().await, 13, "a head and twelve months");

        page.region("Key figures").link("Within 60 days").click().await;
        page.is_at("/renewals?renewal_within_days=60").await;
        list.comes_to_say(&format!("of {total}")).await;
        page.region("Key figures").link("Within 60 days").attribute_becomes("aria-current", "true").await;
        page.button(has("Risk")).click().await;
        page.part("radio", "At risk").click().await;
        page.address_has("at_risk=true").await;
        list.comes_to_say(&format!("of {fewer}")).await;
        page.presses_key(thirtyfour::Key::Escape).await;
        list.button(has("ARR")).click().await;
        page.address_has("sort=-annual_recurring_revenue").await;
        page.settles().await;
        let top: RenewalSummary = renewals("renewal_within_days=60&at_risk=true&sort=-annual_recurring_revenue").await;
        let names: Vec<String> = top.list.data.iter().map(|client| client.name.clone()).collect();
        page.until("the dearest stand first", async || {
            let shown = page.row_links().await;
            shown.iter().any(|name| *name == names[0]).then_some(())
        })
        .await;
        page.reload().await;
        list.comes_to_say(&format!("of {fewer}")).await;
        page.settles().await;
        list.link(names[0].as_str()).click().await;
        page.is_at(&format!("/clients/{}", top.list.data[0].id)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_the_own_renewals() {
    let server = book().await;
    let own: RenewalSummary = server.csm().await.get("/analytics/renewals").await.ok();
    let month = &own.months.iter().find(|month| month.figures.clients > 0).expect("a month").month.to_string()[..7];
    journey("renewals_own", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/renewals").await;
        page.region("Clients up for renewal").comes_to_say(&format!("of {}", own.list.pagination.total)).await;
        page.open_and_settle(&format!("/renewals?month={month}&value_band=LOW")).await;
        page.says("No client matches").await;
        page.button("Clear filters").click().await;
        page.is_at("/renewals").await;
    })
    .await;
}
