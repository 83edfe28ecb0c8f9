use std::{collections::BTreeSet, fs, path::PathBuf};

use api_types::{auth::AccessToken, clients::ClientListItem, page::Page as List};
use domain::staff::Role;
use harness::TestServer;
use uuid::Uuid;

use super::{
    routes::routes,
    stops::{STOPS, Stop},
};
use crate::{
    driver::Viewport,
    page::{Page, journey},
    stage::{Demo, demo},
};

const THEMES: [&str; 2] = ["light", "dark"];
const PICTURES: [Viewport; 3] = [Viewport::DESK, Viewport::PHONE, Viewport::NARROW_PHONE];
/// Widths at which the layout changes; nothing may stick out there either.
const BETWEEN: [u32; 4] = [640, 768, 1024, 1200];

#[test]
fn the_tour_visits_every_route_of_the_app() {
    let visited: BTreeSet<String> = STOPS.iter().map(|stop| stop.route.to_owned()).collect();
    assert_eq!(visited, routes(), "tour/stops.rs does not fit frontend/src/app.rs");
}

#[tokio::test(flavor = "multi_thread")]
async fn screenshots_of_every_page_as_a_vp() {
    tour(Some(Role::VpClientSuccess), "tour_vp").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn screenshots_of_every_page_as_a_csm() {
    tour(Some(Role::Csm), "tour_csm").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn screenshots_of_every_page_before_the_sign_in() {
    tour(None, "tour_anonymous").await;
}

/// Visits the pages of someone, in both themes and every width. Reports all that is wrong at the end, not only the first.
async fn tour(who: Option<Role>, name: &str) {
    let demo = demo().await;
    let folder = folder();
    let mut wrong = vec![];
    journey(name, &demo.server, async |page| {
        let client = sign_in(page, &demo, who).await;
        for stop in STOPS.iter().filter(|stop| stop.who == who) {
            for theme in THEMES {
                page.choose_theme(theme).await;
                visit(page, stop, theme, client, &folder, &mut wrong).await;
            }
        }
        assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    })
    .await;
}

/// Signs someone of the demo staff in; the id of the client they look at.
async fn sign_in(page: &Page, demo: &Demo, who: Option<Role>) -> Uuid {
    let Some(role) = who else {
        page.open("/login").await;
        return Uuid::nil();
    };
    let login = demo.logins.iter().find(|login| login.role == role).expect("someone of every role can sign in");
    page.signs_in_as(&login.email, &login.password).await;
    client_of(&demo.server, &login.email, &login.password).await
}

/// The first client in trouble of someone.
async fn client_of(server: &TestServer, email: &str, password: &str) -> Uuid {
    let token: AccessToken = server.log_in(email, password).await.ok();
    let caller = server.anonymous().with_token(token.access_token);
    let list: List<ClientListItem> =
        caller.get("/clients?health_status=AT_RISK,CRITICAL&sort=health_trend_change&limit=1").await.ok();
    list.data.first().map(|client| client.id.0).expect("someone is in trouble")
}

async fn visit(page: &Page, stop: &Stop, theme: &str, client: Uuid, folder: &PathBuf, wrong: &mut Vec<String>) {
    let address = stop.address.replace("{client}", &client.to_string());
    for viewport in PICTURES {
        page.resize(viewport).await;
        page.open_and_settle(&address).await;
        stop.before.happen(page).await;
        let place = format!("{} {theme} {}", stop.name, viewport.width);
        let wide = page.sideways().await;
        if !wide.is_empty() {
            wrong.push(format!("{place}: scrolls sideways, {}", wide.join("\n      ")));
        }
        wrong.extend(page.axe().await.iter().map(|finding| format!("{place}: {finding}")));
        let picture = page.picture(viewport).await;
        let file = folder.join(format!("{}-{theme}-{}.png", stop.name, viewport.width));
        fs::write(&file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    if theme == THEMES[0] {
        for width in BETWEEN {
            page.resize(Viewport { width, height: 900 }).await;
            page.settles().await;
            let wide = page.sideways().await;
            if !wide.is_empty() {
                wrong.push(format!("{} {width}: scrolls sideways, {}", stop.name, wide.join("\n      ")));
            }
        }
    }
}

/// Where the pictures go.
#[expect(clippy::disallowed_methods, reason = "nobody hands a configuration to a test program")]
fn folder() -> PathBuf {
    let folder = std::env::var_os("STEWARD_SCREENSHOTS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots")), PathBuf::from);
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}
