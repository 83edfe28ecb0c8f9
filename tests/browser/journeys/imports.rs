use api_types::{imports::ImportBatch, page::Page as List};
use harness::seed::{ADMIN, VP};

use crate::{
    page::{has, journey},
    stage::{FIXTURES, accounts_with_errors, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn files_are_tried_imported_and_undone() {
    let server = server().await;
    journey("imports", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.part("navigation", "Main").link("Settings").click().await;
        page.part("navigation", "Settings").link("Imports").click().await;
        page.is_at("/settings/imports").await;
        page.says("Nothing was imported yet").await;

        page.button("Import files").nth(0).click().await;
        let form = page.part("dialog", "Import files");
        form.button("Import").click().await;
        form.comes_to_say("Choose a file.").await;
        form.part("file", "Mapping").types(&format!("{FIXTURES}/ravenstack.toml")).await;
        let files = ["accounts", "subscriptions", "support_tickets", "churn_events", "feature_usage"];
        let paths: Vec<String> = files.map(|name| format!("{FIXTURES}/small/{name}.csv")).into();
        form.part("file", "CSV files").types(&paths.join("\n")).await;
        form.button("Import").click().await;
        page.is_told("The dry run is done; nothing was written.").await;
        page.says("accounts.csv").await;
        let listed: List<ImportBatch> = server.admin().await.get("/imports").await.ok();
        assert!(listed.data.len() == 1 && listed.data[0].dry_run);

        page.link("Imports").nth(0).click().await;
        page.button("Import files").click().await;
        form.part("file", "Mapping").types(&format!("{FIXTURES}/ravenstack.toml")).await;
        form.part("file", "CSV files").types(&paths.join("\n")).await;
        form.part("checkbox", has("Dry run")).click().await;
        form.button("Import").click().await;
        page.is_told("The files were imported.").await;
        let clients: i64 =
            sqlx::query_scalar("select count(*) from client").fetch_one(&server.pool).await.expect("a count");
        assert_eq!(clients, 12);

        page.button(has("Undo")).nth(0).click().await;
        page.any("dialog").button(has("Undo")).click().await;
        page.says("Undone").await;
        let clients: i64 =
            sqlx::query_scalar("select count(*) from client").fetch_one(&server.pool).await.expect("a count");
        assert_eq!(clients, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_rows_say_what_to_do_and_only_an_administrator_sees_them() {
    let server = server().await;
    let form = accounts_with_errors();
    let batch: ImportBatch = server.admin().await.post("/imports").form(form).await.expect(201).json();
    journey("imports_refused", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.open_and_settle("/settings/imports").await;
        page.says("3 rejected").await;
        page.link(has("Data as of")).click().await;
        page.is_at(&format!("/settings/imports/{}", batch.id)).await;
        for told in ["signup_date", "2024-02-30", "plan_tier", "Gold", "To do: "] {
            page.says(told).await;
        }
        page.button(has("your account")).click().await;
        page.button("Sign out").click().await;
        page.address_has("/login").await;
        page.signs_in(&VP).await;
        page.open_and_settle("/settings/sessions").await;
        page.part("navigation", "Settings").link("Sessions").appears().await;
        assert!(page.part("navigation", "Settings").link("Imports").all().await.is_empty());
        page.open_and_settle(&format!("/settings/imports/{}", batch.id)).await;
        page.says("There is no such page").await;
    })
    .await;
}
