use api_types::{api_keys::ApiKey, page::Page as List, problem::ProblemCode, users::User};
use harness::seed::{ADMIN, CSM, Figures, OTHER_CSM, VP};

use crate::{
    page::{has, journey},
    stage::server,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_used_and_revoked() {
    let server = server().await;
    server.client("Acme").figures(Figures::default()).insert().await;
    server.client("Globex").csm(OTHER_CSM).figures(Figures::default()).insert().await;
    journey("api_keys", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.part("navigation", "Main").link("Settings").click().await;
        page.part("navigation", "Settings").link("API keys").click().await;
        page.is_at("/settings/api-keys").await;
        page.says("No keys yet").await;

        page.button("Create a key").nth(0).click().await;
        let form = page.part("dialog", "Create an API key");
        page.expects_failure("/api-keys", 422);
        form.button("Create key").click().await;
        form.comes_to_say("Must not be empty.").await;
        form.part("textbox", "Name").fills("Warehouse").await;
        form.part("combobox", "Acts for").types("Cara").await;
        form.button("Create key").click().await;

        let shown = page.part("dialog", has("Warehouse"));
        shown.appears().await;
        let field = shown.part("textbox", "API key");
        let token = field.holds_something().await;
        assert!(token.starts_with("sk_") && token.len() == 65, "{}", token.len());
        // Leaving without a copy is asked about once.
        shown.button("Done").click().await;
        shown.comes_to_say("It was not copied").await;
        shown.button("Close without it").click().await;
        shown.goes().await;

        // The program sees the book of whom it acts for, and nothing of it can be changed.
        let program = server.anonymous().with_token(&token);
        let book = program.get("/clients").await.expect(200).text();
        assert!(book.contains("Acme") && !book.contains("Globex"), "{book}");
        let id = program.get("/clients").await.value()["data"][0]["id"].as_str().expect("an id").to_owned();
        let note = program.post(&format!("/clients/{id}/notes")).json(&serde_json::json!({"content": "x"})).await;
        note.problem(403, ProblemCode::Forbidden);

        let row = page.part("row", has("Warehouse"));
        row.comes_to_say("Cara Stone").await;
        row.comes_to_say("Active").await;
        page.button("Revoke Warehouse").click().await;
        let question = page.part("dialog", "Revoke this key?");
        question.comes_to_say("stops working at once: it acts for Cara Stone with read").await;
        question.button("Revoke key").click().await;
        page.is_told("“Warehouse” no longer works.").await;
        question.goes().await;
        row.comes_to_say("Revoked").await;
        let refused = program.get("/clients").await.problem(401, ProblemCode::Unauthenticated);
        assert!(refused.detail.contains("revoked"), "{}", refused.detail);

        // The log tells it all, and who did it.
        page.part("navigation", "Settings").link("Audit log").click().await;
        page.is_at("/settings/audit").await;
        let log = page.region("Audit log");
        log.button(has("removed API key")).click().await;
        log.comes_to_say("delete_api_key").await;
    })
    .await;
    let keys: List<ApiKey> = server.admin().await.get("/api-keys").await.ok();
    assert_eq!(keys.pagination.total, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn users_are_added_changed_and_disabled() {
    let server = server().await;
    server.client("Acme").figures(Figures::default()).insert().await;
    journey("users", &server, async |page| {
        page.signs_in(&ADMIN).await;
        page.open_and_settle("/settings/users").await;
        page.button("Add a user").click().await;
        let form = page.part("dialog", "Add a user");
        form.part("textbox", "E-mail").fills("ada@example.com").await;
        form.part("textbox", "First name").fills("Ada").await;
        page.expects_failure("/users", 422);
        form.button("Add user").click().await;
        form.comes_to_say("Must not be empty.").await;
        form.part("textbox", "Last name").fills("Byron").await;
        form.button("Add user").click().await;
        let shown = page.part("dialog", "Ada Byron was added");
        let password = shown.part("textbox", "Password").holds_something().await;
        shown.button("Done").click().await;
        shown.button("Close without it").click().await;
        server.log_in("ada@example.com", &password).await.expect(200);

        // Disabling says what happens to the clients.
        page.button("Edit Cara Stone").click().await;
        let form = page.part("dialog", "Edit Cara Stone");
        form.part("checkbox", has("May sign in")).click().await;
        form.comes_to_say("1 client as CSM").await;
        form.button("Save").click().await;
        page.is_told("Cara Stone is disabled and signed out everywhere.").await;
        page.part("row", has("Cara Stone")).comes_to_say("Disabled").await;
        // Nobody locks themselves out.
        page.button("Edit Adam Voss").click().await;
        let own = page.part("dialog", "Edit Adam Voss");
        own.comes_to_say("another administrator can change this").await;
        own.button("Cancel").click().await;
    })
    .await;
    server.log_in(CSM.email, harness::seed::PASSWORD).await.problem(401, ProblemCode::Unauthenticated);
    let users: List<User> = server.admin().await.get("/users?is_active=false").await.ok();
    assert_eq!(users.data.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_administrators_see_users_keys_and_the_log() {
    let server = server().await;
    journey("system_rights", &server, async |page| {
        page.signs_in(&VP).await;
        for path in ["/settings/users", "/settings/api-keys", "/settings/audit"] {
            page.open_and_settle(path).await;
            page.says("There is no such page").await;
        }
    })
    .await;
}
