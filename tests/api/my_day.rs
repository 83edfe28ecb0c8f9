//! What asks for someone today: whom it lists, in which order, and why.

use api_types::{
    alerts::Alert,
    my_day::{DayClient, MyDay, PriorityFactorName},
    problem::ProblemCode as P,
};
use chrono::NaiveDate;
use domain::{client::ContractTier, revenue::PriorityCategory};
use harness::{
    ApiClient, TestServer,
    seed::{self, Facts},
    spawn,
};
use rust_decimal::Decimal;
use serde_json::json;

/// A client with facts enough to be scored, and something that asks for an answer.
async fn asking(server: &TestServer, name: &str, arr: i64, tier: ContractTier, renewal: NaiveDate) -> Facts {
    let client = server.client(name).external_id(name).arr(arr).tier(tier).contract_end(renewal);
    let facts = client.since(seed::days_ago(400)).insert().await;
    facts.ordinary().await.unpaid_invoice(9).await;
    facts
}

async fn pay(server: &TestServer, client: &Facts, amount: i64) {
    let insert = sqlx::query(
        "insert into payment (client_id, id, amount, tax, refunded_amount, currency, paid_at, status)
         values ($1, gen_random_uuid(), $2, 10, 20, 'USD', $3, 'SUCCEEDED')",
    );
    let insert = insert.bind(client.id).bind(Decimal::from(amount)).bind(seed::noon(seed::days_ago(30)));
    insert.execute(&server.pool).await.expect("a payment");
}

/// Scores everyone and looks for alerts, as every night.
async fn night(server: &TestServer) {
    app::health::full_pass(&server.context).await.expect("everyone is scored");
    app::alerts::sweep(&server.context).await.expect("everyone is looked at");
}

/// A large client whose renewal is near, a small one without hurry, and one of another manager.
async fn world(server: &TestServer) -> (Facts, Facts) {
    server.connect_feeds().await;
    let large = asking(server, "Large", 120_000, ContractTier::Enterprise, seed::in_days(30)).await;
    let small = asking(server, "Small", 4_800, ContractTier::Starter, seed::in_days(200)).await;
    let theirs = server.client("Theirs").external_id("Theirs").csm(seed::OTHER_CSM).insert().await;
    theirs.unpaid_invoice(9).await;
    server.client("Quiet").external_id("Quiet").since(seed::days_ago(3)).insert().await;
    pay(server, &large, 9_030).await;
    night(server).await;
    (large, small)
}

async fn day(caller: &ApiClient, query: &str) -> MyDay {
    caller.get(&format!("/my-day{query}")).await.ok()
}

fn names(day: &MyDay) -> Vec<&str> {
    day.data.iter().map(|client| client.name.as_str()).collect()
}

fn points(client: &DayClient, name: PriorityFactorName) -> Decimal {
    let factors = &client.priority.as_ref().expect("a priority").factors;
    factors.iter().find(|factor| factor.factor == name).and_then(|factor| factor.points).expect("points")
}

#[tokio::test]
async fn the_most_at_stake_and_the_soonest_due_comes_first_and_says_why() {
    let server = spawn().await;
    world(&server).await;
    let found = day(&server.csm().await, "").await;
    assert_eq!(names(&found), ["Large", "Small"]);
    assert_eq!((found.summary.clients, found.summary.follow_ups, found.date), (2, 0, seed::today()));
    let large = &found.data[0];
    let priority = large.priority.as_ref().expect("a priority");
    assert!(matches!(priority.category, PriorityCategory::High | PriorityCategory::Critical), "{priority:?}");
    assert_eq!(points(large, PriorityFactorName::Tier), Decimal::from(15));
    // Due in 30 of 90 days: two thirds of 80, of which 30 %.
    assert_eq!(points(large, PriorityFactorName::Urgency), Decimal::from(16));
    let all: Decimal = priority.factors.iter().filter_map(|factor| factor.points).sum();
    assert!((all - Decimal::from(priority.score)).abs() <= Decimal::new(52, 2), "{all} is not {}", priority.score);
    assert!(
        large.reason.contains("USD 120,000 ARR") && large.reason.contains("Renewal due in 30 days"),
        "{}",
        large.reason
    );
    assert_eq!(large.alerts.len() as i64, large.alert_count);
    let lost: Decimal = found
        .data
        .iter()
        .filter_map(|client| client.priority.as_ref().and_then(|priority| priority.expected_loss))
        .sum();
    let summed = found.summary.expected_loss.expect("an amount");
    assert!((lost - summed).abs() <= Decimal::new(2, 2), "{lost} is not {summed}");
}

#[tokio::test]
async fn what_was_paid_ranks_among_all_clients() {
    let server = spawn().await;
    let (large, small) = world(&server).await;
    let rank = async |client: &Facts| -> (Decimal, Decimal) {
        sqlx::query_as("select lifetime_value, lifetime_value_percentile from client_priority where client_id = $1")
            .bind(client.id)
            .fetch_one(&server.pool)
            .await
            .expect("a rank")
    };
    // Four active clients, three of whom paid nothing: 100·(3 + ½)/4, and 100·(0 + 3/2)/4.
    assert_eq!(rank(&large).await, (Decimal::from(9_000), Decimal::new(875, 1)));
    assert_eq!(rank(&small).await, (Decimal::ZERO, Decimal::new(375, 1)));
    // A payment reaches the value within seconds, and the ranks of all with the next night.
    pay(&server, &small, 20_030).await;
    app::health::recompute(&server.context, &[small.id], seed::today()).await.expect("scored");
    assert_eq!(rank(&small).await, (Decimal::from(20_000), Decimal::new(875, 1)));
    assert_eq!(rank(&large).await.1, Decimal::new(625, 1));
}

#[tokio::test]
async fn a_client_leaves_the_list_when_everything_is_answered() {
    let server = spawn().await;
    world(&server).await;
    let csm = server.csm().await;
    let owed = json!({"activity_type": "CALL", "subject": "Send the offer", "occurred_at": seed::noon(seed::days_ago(3)),
        "follow_up_date": seed::today()});
    csm.post("/clients/ext:Quiet/activities").json(&owed).await.expect(201);
    let later = json!({"activity_type": "CALL", "subject": "Not yet", "follow_up_date": seed::in_days(2)});
    csm.post("/clients/ext:Small/activities").json(&later).await.expect(201);
    let before = day(&csm, "").await;
    assert!(names(&before).contains(&"Quiet"));
    assert_eq!((before.summary.clients, before.summary.follow_ups), (3, 1));
    let quiet = before.data.iter().find(|client| client.name == "Quiet").expect("it is listed");
    let follow_up = quiet.follow_ups[0].id;
    csm.put(&format!("/activities/{follow_up}"))
        .if_match("\"v1\"")
        .json(&json!({"follow_up_completed": true}))
        .await
        .expect(200);
    for alert in before.data.iter().flat_map(|client| &client.alerts) {
        let _: Alert = csm.put(&format!("/alerts/{}/acknowledge", alert.id)).await.ok();
    }
    let after = day(&csm, "").await;
    assert_eq!((names(&after), after.summary.clients, after.pagination.total), (vec![], 0, 0));
}

#[tokio::test]
async fn everyone_sees_their_own_book_and_their_own_follow_ups() {
    let server = spawn().await;
    world(&server).await;
    let owed = json!({"activity_type": "CALL", "subject": "Mine", "follow_up_date": seed::days_ago(1),
        "occurred_at": seed::noon(seed::days_ago(3))});
    server.csm().await.post("/clients/ext:Quiet/activities").json(&owed).await.expect(201);
    assert_eq!(names(&day(&server.other_csm().await, "").await), ["Theirs"]);
    let vp = server.vp().await;
    let all = day(&vp, "").await;
    assert_eq!((all.summary.clients, all.summary.follow_ups), (3, 0), "what a manager owes is not the VP's to do");
    assert_eq!(names(&day(&vp, &format!("?csm_id={}", seed::OTHER_CSM.id())).await), ["Theirs"]);
    let first = day(&vp, "?limit=2").await;
    let cursor = first.pagination.next_cursor.clone().expect("another page");
    let rest = day(&vp, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!([names(&first), names(&rest)].concat(), names(&all));
    for bad in ["?csm_id=7", "?limit=0", "?sort=name"] {
        vp.get(&format!("/my-day{bad}")).await.problem(400, P::Malformed);
    }
}

#[tokio::test]
async fn one_with_many_follow_ups_does_not_hide_those_of_another() {
    let server = spawn().await;
    let (large, small) = world(&server).await;
    let csm = server.csm().await;
    for number in 0..12 {
        let owed = json!({"activity_type": "CALL", "subject": format!("Owed {number}"), "follow_up_date": seed::days_ago(9),
            "occurred_at": seed::noon(seed::days_ago(20))});
        csm.post(&format!("/clients/{}/activities", large.id)).json(&owed).await.expect(201);
    }
    let owed = json!({"activity_type": "CALL", "subject": "The other", "follow_up_date": seed::days_ago(1),
        "occurred_at": seed::noon(seed::days_ago(20))});
    csm.post(&format!("/clients/{}/activities", small.id)).json(&owed).await.expect(201);
    let found = day(&csm, "?limit=2").await;
    let of = |name: &str| found.data.iter().find(|client| client.name == name).expect("listed");
    assert_eq!(of("Small").follow_ups[0].subject, "The other");
    assert_eq!((of("Large").follow_up_count, of("Small").follow_up_count), (12, 1));
}
