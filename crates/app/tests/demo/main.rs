//! The demo portfolio in a real database.

#[path = "../imports/setup.rs"]
#[allow(dead_code, reason = "imports use all of it")]
mod setup;

use app::{
    Error,
    demo::{DemoRequest, Existing, Loaded, load, reset_logins, roll_forward},
};
use demo::{Parameters, Portfolio};
use domain::FixedClock;
use setup::World;
use sqlx::Executor as _;

const REQUEST: DemoRequest =
    DemoRequest { clients: 16, days: 130, seed: 3, as_of: None, existing: Existing::Refuse, alongside: false };

async fn loaded(world: &World, request: &DemoRequest) -> Loaded {
    load(&world.context, request).await.expect("it loads").expect("there was none")
}

async fn number(world: &World, query: &'static str) -> i64 {
    world.one(query).await
}

#[tokio::test]
async fn a_portfolio_is_written_scored_and_can_be_signed_in_to() {
    let world = World::at("2026-11-21T12:00:00Z").await;
    let done = loaded(&world, &REQUEST).await;
    for (table, rows) in &done.tables {
        let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let found: i64 = sqlx::query_scalar(query).fetch_one(&world.context.pool).await.expect("a count");
        assert_eq!(found.unsigned_abs(), *rows, "{table}");
    }
    assert_eq!(done.tables.len(), 18, "every table has rows, but nobody has left yet: {:?}", done.tables);
    let emails: Vec<&str> = done.logins.iter().map(|login| login.email.as_str()).collect();
    assert_eq!(emails, ["csm@demo.test", "ae@demo.test", "vp@demo.test", "sales@demo.test", "admin@demo.test"]);
    assert_eq!(number(&world, "select count(*) from staff where password_hash like '$argon2id$%'").await, 5);
    assert_eq!(number(&world, "select count(*) from client where not is_demo").await, 0);
    let unscored =
        "select count(*) from client where is_active and go_live_date is not null and current_health_score is null";
    assert_eq!(number(&world, unscored).await, 0);
    assert!(number(&world, "select count(distinct date) from client_health_score").await >= 129);
    assert_eq!(number(&world, "select count(*) from data_feed where mode = 'CONTINUOUS'").await, 7);
    assert_eq!(number(&world, "select (scored_until - as_of)::bigint from demo_portfolio").await, 0);
    world.end().await;
}

#[tokio::test]
async fn what_is_there_is_kept_refused_or_replaced() {
    let world = World::at("2026-11-21T12:00:00Z").await;
    loaded(&world, &REQUEST).await;
    let print = "select hashtextextended(string_agg(u::text, '' order by client_id, date), 0)
                 from (select client_id, date, daily_active_users, monthly_active_users, total_actions from client_usage_metric) u";
    let before = number(&world, print).await;
    assert!(matches!(load(&world.context, &REQUEST).await, Err(Error::Conflict(_))));
    let keep = DemoRequest { existing: Existing::Keep, ..REQUEST };
    assert!(load(&world.context, &keep).await.expect("nothing to do").is_none());
    let replace = DemoRequest { existing: Existing::Replace, ..REQUEST };
    loaded(&world, &replace).await;
    assert_eq!(number(&world, print).await, before, "the same numbers give the same rows");
    loaded(&world, &DemoRequest { seed: 4, ..replace }).await;
    assert_ne!(number(&world, print).await, before);
    assert_eq!(number(&world, "select count(distinct client_id) from client_contact").await, 16);
    world.end().await;
}

#[tokio::test]
async fn real_clients_are_not_mixed_with_invented_ones_unasked() {
    let world = World::at("2026-11-21T12:00:00Z").await;
    let client = "insert into client (id, name, contract_tier, contract_start_date)
                  values (uuid_v7(), 'Theirs', 'STARTER', '2026-01-01')";
    world.context.pool.execute(client).await.expect("a client");
    assert!(matches!(load(&world.context, &REQUEST).await, Err(Error::Conflict(_))));
    let keep = DemoRequest { existing: Existing::Keep, ..REQUEST };
    assert!(load(&world.context, &keep).await.expect("nothing to do").is_none());
    let alongside = DemoRequest { alongside: true, ..REQUEST };
    loaded(&world, &alongside).await;
    loaded(&world, &DemoRequest { existing: Existing::Replace, ..alongside }).await;
    assert_eq!(number(&world, "select count(*) from client where not is_demo").await, 1);
    world.end().await;
}

/// Loading, then moving on twice, ends with the rows that the generator has for the last day.
#[tokio::test]
async fn moved_on_to_today_nothing_is_missing_and_nothing_is_stale() {
    let mut world = World::at("2026-11-21T12:00:00Z").await;
    loaded(&world, &REQUEST).await;
    assert_eq!(roll_forward(&world.context).await.expect("it runs"), None, "nothing is missing on the same day");
    for now in ["2026-11-24T08:00:00Z", "2027-01-09T08:00:00Z"] {
        world.context.clock = std::sync::Arc::new(FixedClock::at(now.parse().expect("an instant")));
        let moved = roll_forward(&world.context).await.expect("it runs").expect("days were missing");
        assert!(moved.days > 0 && moved.rows > 0);
    }
    let as_of = "2026-11-21".parse().expect("a date");
    let until = "2027-01-09".parse().expect("a date");
    let portfolio = Portfolio::new(Parameters::new(16, 130, 3, as_of).until(until));
    let rows: Vec<_> =
        (0..portfolio.parameters.client_count()).filter_map(|index| portfolio.client(index, None)).collect();
    let sum = |count: fn(&demo::ClientRows) -> usize| rows.iter().map(count).sum::<usize>() as i64;
    for (query, expected) in [
        ("select count(*) from client", sum(|rows| rows.clients.len())),
        ("select count(*) from client_usage_metric", sum(|rows| rows.usage.len())),
        ("select count(*) from feature_usage_daily", sum(|rows| rows.features.len())),
        ("select count(*) from support_ticket", sum(|rows| rows.tickets.len())),
        (
            "select count(resolved_at) from support_ticket",
            sum(|rows| rows.tickets.iter().filter(|row| row.resolved_at.is_some()).count()),
        ),
        (
            "select count(*) from invoice where status = 'PAID'",
            sum(|rows| rows.invoices.iter().filter(|row| row.status == "PAID").count()),
        ),
        (
            "select count(outcome) from opportunity",
            sum(|rows| rows.opportunities.iter().filter(|row| row.outcome.is_some()).count()),
        ),
        ("select count(*) from client_activity", sum(|rows| rows.activities.len())),
        ("select count(*) from client_note", sum(|rows| rows.notes.len())),
        (
            "select count(*) from client_activity where follow_up_completed",
            sum(|rows| rows.activities.iter().filter(|row| row.follow_up_completed).count()),
        ),
        (
            "select count(*) from client_contact where left_company_at is not null",
            sum(|rows| rows.contacts.iter().filter(|row| row.left_company_at.is_some()).count()),
        ),
        (
            "select count(*) from client where lifecycle_status = 'CHURNED'",
            sum(|rows| rows.clients.iter().filter(|row| row.lifecycle_status == "CHURNED").count()),
        ),
        ("select count(*) from survey_response", sum(|rows| rows.surveys.len())),
    ] {
        assert_eq!(number(&world, query).await, expected, "{query}");
    }
    assert_eq!(number(&world, "select (scored_until - '2027-01-09')::bigint from demo_portfolio").await, 0);
    assert_eq!(number(&world, "select ('2027-01-09' - max(date))::bigint from client_daily_state").await, 0);
    let stale = "select count(*) from data_feed where last_success_at < '2027-01-09T00:00:00Z'";
    assert_eq!(number(&world, stale).await, 0);
    world.end().await;
}

#[tokio::test]
async fn lost_passwords_are_made_anew() {
    let world = World::at("2026-11-21T12:00:00Z").await;
    assert!(reset_logins(&world.context).await.expect("it runs").is_none(), "there is nobody yet");
    let before = loaded(&world, &DemoRequest { clients: 2, days: 30, ..REQUEST }).await.logins;
    let after = reset_logins(&world.context).await.expect("it runs").expect("there is a portfolio");
    assert_eq!(before.len(), after.len());
    assert!(before.iter().zip(&after).all(|(old, new)| old.email == new.email && old.password != new.password));
    world.end().await;
}

#[tokio::test]
async fn the_last_day_raises_alerts_that_began_when_their_rules_did() {
    let world = World::at("2026-11-21T12:00:00Z").await;
    loaded(&world, &REQUEST).await;
    let alerts = number(&world, "select count(*) from client_alert").await;
    assert!(alerts >= 8, "{alerts} alerts about sixteen clients");
    assert!(number(&world, "select count(distinct alert_type) from client_alert").await >= 4);
    assert!(number(&world, "select count(*) from client_alert where created_at < '2026-11-20'").await > 0);
    let odd = "select count(*) from client_alert
               where created_at > '2026-11-21T12:00:00Z' or acknowledged_at < created_at or acknowledged_at > '2026-11-21T12:00:00Z'";
    assert_eq!(number(&world, odd).await, 0);
    world.end().await;
}
