use chrono::Duration;
use harness::{
    seed::{CSM, PASSWORD},
    server::REFRESH_COOKIE,
};

use crate::{
    page::{has, journey},
    stage::{book, server},
};

#[tokio::test(flavor = "multi_thread")]
async fn wrong_password_says_so_and_the_right_one_lands_on_the_portfolio() {
    let server = server().await;
    let refusal = server.log_in(CSM.email, "wrong").await.expect(401).value();
    journey("sign_in_wrong_password", &server, async |page| {
        page.expects_failure("/auth/login", 401);
        page.open("/").await;
        page.is_at("/login").await;
        page.button("Sign in").click().await;
        page.says("Type the address you were given.").await;
        assert_eq!(page.focused().await, "Email address", "the first field to fill has the focus");

        page.gives_password(&CSM, "wrong").await;
        page.any("alert").comes_to_say(refusal["detail"].as_str().expect("a detail")).await;
        page.is_at("/login").await;
        page.field("Email address").holds(CSM.email).await;

        page.gives_password(&CSM, PASSWORD).await;
        page.is_at("/").await;
        page.heading("Portfolio").appears().await;

        page.open_and_settle("/settings/sessions").await;
        page.button(has("your account")).click().await;
        page.says(CSM.email).await;
        page.button("Sign out").click().await;
        page.is_at("/login").await;
        page.gives_password(&CSM, PASSWORD).await;
        page.is_at("/").await;
        page.button(has("your account")).click().await;
        page.button("Sign out").click().await;
        page.is_at("/login").await;
        page.open("/settings/sessions").await;
        page.is_at("/login?next=%2Fsettings%2Fsessions").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn expired_session_signs_in_again_and_returns_to_the_page_asked_for() {
    let server = book().await;
    journey("sign_in_expired", &server, async |page| {
        page.expects_failure("/clients", 401);
        page.expects_failure("/auth/refresh", 401);
        page.signs_in(&CSM).await;
        server.advance(Duration::days(40));
        page.link(has("At risk")).nth(0).appears().await;
        page.part("navigation", "Views").link(has("At risk")).click().await;
        page.is_at("/login?next=%2F%3Fview%3Dat-risk").await;
        page.gives_password(&CSM, PASSWORD).await;
        page.is_at("/?view=at-risk").await;
        page.part("navigation", "Views").link(has("At risk")).attribute_becomes("aria-current", "page").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reload_keeps_the_session_through_the_cookie_alone() {
    let server = book().await;
    journey("sign_in_reload", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/?sort=-annual_recurring_revenue").await;
        page.reload().await;
        page.button(has("your account")).appears().await;
        page.is_at("/?sort=-annual_recurring_revenue").await;
        let kept = page.kept_by_scripts().await;
        assert!(!kept.contains("eyJ") && !kept.contains(REFRESH_COOKIE), "scripts can read a token: {kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_wrong_passwords_have_to_wait() {
    let server = server().await;
    for _ in 0..6 {
        server.log_in(CSM.email, "wrong").await;
    }
    journey("sign_in_wait", &server, async |page| {
        page.expects_failure("/auth/login", 429);
        page.open("/login").await;
        page.gives_password(&CSM, PASSWORD).await;
        page.any("alert").comes_to_say("Try again in").await;
    })
    .await;
}
