use api_types::{team::CsmPerformance, team_balance::TeamBalance};
use harness::seed::{AE, CSM, Figures, OTHER_CSM, VP};

use crate::{
    page::journey,
    stage::{book, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn leaders_see_everyone_and_open_one() {
    let server = book().await;
    let team: CsmPerformance = server.vp().await.get("/analytics/csm-performance").await.ok();
    let other = team.csms.iter().find(|row| row.label == OTHER_CSM.name()).expect("the other manager");
    let id = other.csm.as_ref().expect("a name").id;
    journey("team", &server, async |page| {
        page.signs_in(&VP).await;
        page.part("navigation", "Main").link("Team").click().await;
        page.is_at("/team").await;
        page.settles().await;
        let table = page.part("table", "Client success managers beside each other");
        // A head, the mean, everyone, and the sum.
        assert_eq!(table.any("row").count().await, team.csms.len() + 3);
        table.button("Clients").click().await;
        page.address_has("sort=-clients").await;
        page.button("Last month").click().await;
        page.address_has("period=LAST_MONTH").await;
        page.settles().await;
        table.link(OTHER_CSM.name().as_str()).click().await;
        page.is_at(&format!("/team/{id}")).await;
        page.heading(OTHER_CSM.name().as_str()).appears().await;
        page.region("Key figures").comes_to_say(&other.figures.clients.to_string()).await;
        page.settles().await;
        page.link("Open their clients").click().await;
        page.is_at(&format!("/?csm_id={id}")).await;
        page.says(&format!("of {}", other.figures.clients)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_the_own_name_and_numbers_for_the_others() {
    let server = book().await;
    let other: CsmPerformance = server.vp().await.get("/analytics/csm-performance").await.ok();
    let foreign = other.csms.iter().find(|row| row.label == OTHER_CSM.name()).and_then(|row| row.csm.clone());
    journey("team_own", &server, async |page| {
        page.expects_failure("/metrics", 404);
        page.signs_in(&CSM).await;
        page.open_and_settle("/team").await;
        let said = page.region("Client success managers").says().await;
        assert!(said.contains(&CSM.name()) && said.contains("CSM 1"), "{said}");
        assert!(!said.contains(&OTHER_CSM.name()), "{said}");
        page.open_and_settle(&format!("/team/{}", foreign.expect("a manager").id)).await;
        page.says("There is no such manager to show").await;
        page.link("Open the team").click().await;
        page.is_at("/team").await;
        page.settles().await;
        page.part("table", "Client success managers beside each other").link(CSM.name().as_str()).click().await;
        page.heading(CSM.name().as_str()).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_executive_is_told_that_the_team_is_not_theirs() {
    let server = book().await;
    journey("team_ae", &server, async |page| {
        page.expects_failure("/csm-performance", 403);
        page.signs_in(&AE).await;
        page.part("navigation", "Main").link("Renewals").appears().await;
        page.part("navigation", "Main").link("Team").goes().await;
        page.open_and_settle("/team").await;
        page.says("not for your role").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaders_even_the_work_out_and_say_how_much_someone_can_do() {
    let server = server().await;
    // 24 clients of medium size are 36 of 30 points.
    for n in 0..24 {
        let figures = Figures { health: Some(90), ..Figures::default() };
        server.client(&format!("Client {n:02}")).arr(30_000).figures(figures).insert().await;
    }
    let found: TeamBalance = server.vp().await.get("/analytics/csm-rebalancing").await.ok();
    let first = &found.moves[0];
    journey("team_balance", &server, async |page| {
        page.signs_in(&VP).await;
        page.open_and_settle("/team").await;
        page.region("Capacity").comes_to_say("Cara Stone is overloaded, at 120").await;
        page.region("Leaderboard").comes_to_say("Fewer than three managers can be compared.").await;
        let balance = page.region("Rebalancing");
        balance.comes_to_say("2 moves would leave nobody above 110").await;
        balance.part("group", format!("Apply: {} to {}", first.name, first.to.name)).button("Apply").click().await;
        page.says(&format!("{} has {} now.", first.to.name, first.name)).await;
        balance.comes_to_say("1 move would leave nobody above 110").await;
        page.button("Undo").click().await;
        page.says(&format!("{} keeps {}.", first.from.name, first.name)).await;
        balance.comes_to_say("2 moves would leave nobody above 110").await;

        page.region("Capacity").link(CSM.name().as_str()).click().await;
        page.heading(CSM.name().as_str()).appears().await;
        page.button("Set capacity").click().await;
        let form = page.part("dialog", format!("Capacity of {}", CSM.name()));
        form.part("textbox", "Share of a full week, %").fills("a lot").await;
        form.button("Save").click().await;
        form.comes_to_say("Not a number").await;
        form.part("textbox", "Share of a full week, %").fills("150").await;
        form.button("Save").click().await;
        page.says(&format!("The capacity of {} was saved.", CSM.name())).await;
        // 36 of 45 points.
        page.region("Key figures").comes_to_say("80").await;
        page.settles().await;
    })
    .await;
    let left: TeamBalance = server.vp().await.get("/analytics/csm-rebalancing").await.ok();
    assert!(left.moves.is_empty(), "{left:?}");
}
