use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use api_types::{
    auth::AccessToken, clients::ClientListItem, imports::ImportBatch, page::Page as List, segments::Segment,
};
use domain::staff::Role;
use harness::{ApiClient, driver::Viewport};
use serde_json::json;

use super::{
    routes::routes,
    stops::{Before, STOPS, Stop},
};
use crate::{
    page::{Page, journey},
    stage::{Demo, accounts_with_errors, demo, small_files},
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

/// Tests of their own, so that they share the machine with the others and none of them takes for ever.
macro_rules! tours {
    ($($name:ident: $who:expr, $part:literal of $parts:literal;)+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            let who: Option<Role> = $who;
            let stops: Vec<&Stop> = STOPS.iter().filter(|stop| stop.who == who).skip($part - 1).step_by($parts).collect();
            tour(who, stringify!($name), &stops).await;
        }
    )+};
}

tours! {
    screenshots_of_a_vp_1: Some(Role::VpClientSuccess), 1 of 3;
    screenshots_of_a_vp_2: Some(Role::VpClientSuccess), 2 of 3;
    screenshots_of_a_vp_3: Some(Role::VpClientSuccess), 3 of 3;
    screenshots_of_a_csm_1: Some(Role::Csm), 1 of 2;
    screenshots_of_a_csm_2: Some(Role::Csm), 2 of 2;
    screenshots_of_an_administrator: Some(Role::Admin), 1 of 1;
    screenshots_of_nobody: None, 1 of 1;
}

#[test]
fn somebody_walks_to_every_stop() {
    let walkers = [Some(Role::VpClientSuccess), Some(Role::Csm), Some(Role::Admin), None];
    let lost: Vec<&str> = STOPS.iter().filter(|stop| !walkers.contains(&stop.who)).map(|stop| stop.name).collect();
    assert!(lost.is_empty(), "nobody visits {lost:?}");
}

/// Visits the pages of someone, in both themes and every width. Reports all that is wrong at the end, not only the first.
async fn tour(who: Option<Role>, name: &str, stops: &[&Stop]) {
    let demo = demo().await;
    let folder = folder();
    let mut wrong = vec![];
    journey(name, &demo.server, async |page| {
        let ids = sign_in(page, &demo, who).await;
        for stop in stops {
            for theme in THEMES {
                page.choose_theme(theme).await;
                visit(page, stop, theme, &ids, &folder, &mut wrong).await;
            }
        }
        assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    })
    .await;
}

/// Signs someone of the demo staff in; what stands for what in addresses.
async fn sign_in(page: &Page, demo: &Demo, who: Option<Role>) -> Vec<(&'static str, String)> {
    let Some(role) = who else {
        page.open("/login").await;
        return vec![];
    };
    let login = demo.logins.iter().find(|login| login.role == role).expect("someone of every role can sign in");
    let token: AccessToken = demo.server.log_in(&login.email, &login.password).await.ok();
    let caller = demo.server.anonymous().with_token(token.access_token);
    page.signs_in_as(&login.email, &login.password).await;
    if role == Role::Admin {
        // The demo has no keys: one with a known secret would open every demo.
        let key = serde_json::json!({"name": "Nightly import", "scopes": ["read", "ingest"]});
        caller.post("/api-keys").json(&key).await.expect(201);
        return imports(&caller).await;
    }
    let trouble = client_in_trouble(&caller).await;
    let csm = trouble.csm.as_ref().map(|csm| csm.id.to_string()).expect("someone cares for it");
    vec![("{client}", trouble.id.to_string()), ("{csm}", csm), ("{segment}", segment(&caller).await)]
}

/// The client whose health fell most.
async fn client_in_trouble(caller: &ApiClient) -> ClientListItem {
    let query = "/clients?health_status=AT_RISK,CRITICAL&sort=health_trend_change&limit=1";
    let list: List<ClientListItem> = caller.get(query).await.ok();
    list.data.into_iter().next().expect("someone is in trouble")
}

/// A segment with groups in groups; made once, however often someone signs in.
async fn segment(caller: &ApiClient) -> String {
    let known: List<Segment> = caller.get("/segments").await.ok();
    if let Some(segment) = known.data.first() {
        return segment.id.to_string();
    }
    let body = json!({"name": "Large and slipping", "description": "Ask for a plan.", "filter": {"and": [
        {"field": "annual_recurring_revenue", "op": "gte", "value": 10_000},
        {"or": [
            {"field": "health_status", "op": "in", "value": ["AT_RISK", "CRITICAL"]},
            {"field": "next_renewal_date", "op": "within_days", "value": 90},
            {"not": {"or": [{"field": "last_csm_contact_at", "op": "in_last_days", "value": 60}]}}
        ]}
    ]}});
    caller.post("/segments").json(&body).await.expect(201).json::<Segment>().id.to_string()
}

/// An import that went well, and one with rows that were refused.
async fn imports(caller: &ApiClient) -> Vec<(&'static str, String)> {
    let well: ImportBatch = caller.post("/imports?as_of=2024-12-31").form(small_files()).await.expect(201).json();
    let refused: ImportBatch = caller.post("/imports").form(accounts_with_errors()).await.expect(201).json();
    vec![("{import}", well.id.to_string()), ("{refused}", refused.id.to_string())]
}

async fn visit(page: &Page, stop: &Stop, theme: &str, ids: &[(&str, String)], folder: &Path, wrong: &mut Vec<String>) {
    let address = ids.iter().fold(stop.address.to_owned(), |address, (mark, id)| address.replace(mark, id));
    for viewport in PICTURES {
        page.resize(viewport).await;
        // One visit serves every width, except where a width decides what can be done.
        if viewport == PICTURES[0] || stop.before == Before::Drawer {
            page.open_and_settle(&address).await;
            stop.before.happen(page).await;
        }
        page.settles().await;
        let place = format!("{} {theme} {}", stop.name, viewport.width);
        let wide = page.sideways().await;
        if !wide.is_empty() {
            wrong.push(format!("{place}: scrolls sideways, {}", wide.join("\n      ")));
        }
        wrong.extend(page.axe().await.iter().map(|finding| format!("{place}: {finding}")));
        // A dialog lies over the window, not over the page.
        let picture = if stop.before.opens_a_dialog() { page.window().await } else { page.picture(viewport).await };
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
fn folder() -> PathBuf {
    let folder = std::env::var_os("STEWARD_SCREENSHOTS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots")), PathBuf::from);
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}
