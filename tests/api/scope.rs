//! Nothing of another book comes out of any operation.

use domain::{
    client::ContactRole,
    work::{ActivityType, TicketSeverity},
};
use harness::{
    ApiClient, TestServer,
    seed::{self, days_ago},
    spawn,
};
use serde_json::Value;
use uuid::Uuid;

/// In everything of the other book, and in nothing else.
const SECRET: &str = "zyxwvut";

struct Books {
    server: TestServer,
    own: Uuid,
    foreign: Uuid,
}

/// Two clients at risk: one in the book of [`seed::CSM`], one in another.
async fn books() -> Books {
    let server = spawn().await;
    server.connect_feeds().await;
    let own = server.client("Acme").external_id("A-1").insert().await;
    let foreign = server.client(&format!("Client {SECRET}")).external_id(&format!("E-{SECRET}"));
    let foreign = foreign.segment(&format!("Segment {SECRET}")).tags(&[&format!("tag-{SECRET}")]);
    let foreign = foreign.industry(Some(&format!("Industry {SECRET}"))).csm(seed::OTHER_CSM).ae(seed::OTHER_AE);
    let foreign = foreign.arr(987_654_321).renewal(days_ago(5)).insert().await;
    for client in [&own, &foreign] {
        client.usage(days_ago(120), days_ago(0), 2).await;
        client.ticket(TicketSeverity::Critical, 3).await;
        client.activity(ActivityType::Qbr, 80).await;
        client.contact(ContactRole::Champion, SECRET, 40).await;
    }
    // The contact of the own client is nobody's secret.
    sqlx::query("update client_contact set name = 'Champ', email = null where client_id = $1")
        .bind(own.id)
        .execute(&server.pool)
        .await
        .expect("renamed");
    server.backfill(&[own.id, foreign.id], days_ago(40), server.today()).await;
    Books { server, own: own.id, foreign: foreign.id }
}

/// Fails if an answer holds anything of the other book.
async fn silent(caller: &ApiClient, path: &str, foreign: Uuid) {
    let text = caller.get(path).await.text();
    for secret in [SECRET, &foreign.to_string(), "987654321"] {
        // What was asked for may be repeated as the path of a problem, and nowhere else.
        let asked = path.matches(secret).count();
        let found = text.matches(secret).count();
        assert!(found <= asked, "GET {path} tells {secret}: {text}");
    }
}

fn paths(books: &Books) -> Vec<String> {
    let mut paths = vec![];
    let (from, to) = (days_ago(30), days_ago(0));
    for id in [books.own.to_string(), books.foreign.to_string(), format!("ext:E-{SECRET}"), "ext:A-1".to_owned()] {
        for path in [
            "",
            "/overview",
            "/health",
            "/health/history",
            "/contacts",
            "/activities",
            "/notes",
            "/timeline",
            "/timeline.csv",
            "/usage",
            "/usage/users",
            "/usage/heatmap",
            "/adoption",
            "/adoption/feature-1",
            "/churn-risk",
            "/benchmark",
            &format!("/health/drivers?from={from}&to={to}"),
        ] {
            paths.push(format!("/clients/{id}{path}"));
        }
    }
    let csm = seed::OTHER_CSM.id();
    let ae = seed::OTHER_AE.id();
    for query in [
        String::new(),
        format!("q={SECRET}"),
        "q=client".to_owned(),
        format!("csm_id={csm}"),
        format!("csm_id={csm},{}", seed::CSM.id()),
        format!("ae_id={ae}"),
        format!("tags=tag-{SECRET}"),
        format!("segment=Segment%20{SECRET}"),
        format!("industry=Industry%20{SECRET}"),
        "annual_recurring_revenue_min=987654321".to_owned(),
        "at_risk=true".to_owned(),
        "renewal_status=OVERDUE".to_owned(),
        "at_risk_reason=RENEWAL_OVERDUE".to_owned(),
        "is_active=false".to_owned(),
        "lifecycle_status=TRIAL,ONBOARDING,ACTIVE,CHURNED".to_owned(),
        "sort=-annual_recurring_revenue&limit=200".to_owned(),
        "sort=csm".to_owned(),
        "page=2&limit=1".to_owned(),
    ] {
        paths.push(format!("/clients?{query}"));
    }
    for q in [SECRET, "zyxwv", "zyxwuvt", "client", "cleint", &format!("E-{SECRET}"), "zyxwvut@client"] {
        paths.push(format!("/search?q={q}&limit=20"));
    }
    for path in [
        "/analytics/portfolio",
        "/analytics/at-risk",
        "/analytics/health-distribution",
        "/analytics/churn-risk",
        "/analytics/renewals",
        "/analytics/renewals?renewal_status=OVERDUE",
        &format!("/analytics/churn-risk?csm_id={csm}"),
        "/users",
        "/auth/me",
    ] {
        paths.push(path.to_owned());
    }
    paths
}

#[tokio::test]
async fn a_manager_learns_nothing_of_another_book() {
    let books = books().await;
    let csm = books.server.csm().await;
    for path in paths(&books) {
        silent(&csm, &path, books.foreign).await;
    }
    // The probe itself works: whoever owns it does find it.
    let other = books.server.other_csm().await;
    assert!(other.get("/clients").await.text().contains(SECRET));
    assert!(other.get("/analytics/at-risk").await.text().contains(SECRET));
    assert!(other.get("/analytics/portfolio").await.text().contains(SECRET));
    assert!(other.get("/analytics/churn-risk").await.text().contains(SECRET));
    assert!(other.get("/analytics/renewals").await.text().contains(SECRET));
}

#[tokio::test]
async fn an_account_executive_learns_nothing_of_other_accounts() {
    let books = books().await;
    let ae = books.server.ae().await;
    for path in paths(&books) {
        silent(&ae, &path, books.foreign).await;
    }
    assert!(books.server.caller(&seed::OTHER_AE).await.get("/clients").await.text().contains(SECRET));
}

#[tokio::test]
async fn figures_hold_ones_own_book_only() {
    let books = books().await;
    let csm = books.server.csm().await;
    let get = async |path: &str| csm.get(path).await.expect(200).value();
    assert_eq!(get("/clients").await["pagination"]["total"], 1);
    let portfolio: Value = get("/analytics/portfolio").await;
    assert_eq!((&portfolio["clients"]["value"], &portfolio["arr"]["value"]), (&1.0.into(), &120_000.0.into()));
    assert_eq!(get("/analytics/at-risk").await["arr_at_risk"], 120_000.0);
    let distribution = get("/analytics/health-distribution").await;
    assert_eq!(distribution["profiles"][0]["clients"], 1);
}

#[tokio::test]
async fn a_cursor_of_someone_who_sees_more_shows_no_more() {
    let books = books().await;
    let vp = books.server.vp().await;
    let cursor = vp.get("/clients?sort=name&limit=1").await.value()["pagination"]["next_cursor"].clone();
    let cursor = cursor.as_str().expect("a second page");
    let csm = books.server.csm().await;
    silent(&csm, &format!("/clients?sort=name&limit=1&cursor={cursor}"), books.foreign).await;
    assert!(vp.get(&format!("/clients?sort=name&limit=1&cursor={cursor}")).await.text().contains(SECRET));
}
