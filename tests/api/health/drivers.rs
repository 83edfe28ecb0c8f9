use api_types::{
    health::{DriverRow, HealthDrivers},
    problem::ProblemCode as P,
};
use chrono::NaiveDate;
use domain::work::{ActivityType, TicketSeverity};
use harness::{
    TestServer,
    seed::{Facts, days_ago},
    spawn,
};
use rust_decimal::Decimal;

/// A client with two months of scores.
async fn with_history(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.backfill(&[acme.id], days_ago(60), days_ago(1)).await;
    acme
}

async fn drivers(server: &TestServer, client: &Facts, from: NaiveDate, to: NaiveDate) -> HealthDrivers {
    server.vp().await.get(&format!("/clients/{}/health/drivers?from={from}&to={to}", client.id)).await.ok()
}

/// Every row sums to the change, every input to its row, and both to what the stored scores say.
async fn sums(server: &TestServer, client: &Facts, drivers: &HealthDrivers) {
    let epsilon = Decimal::new(1, 6);
    let rows: Decimal = drivers.rows.iter().map(|row| row.contribution).sum();
    assert!((rows - drivers.score_change).abs() <= epsilon, "rows {rows}, change {}", drivers.score_change);
    for row in drivers.rows.iter().filter(|row| !row.inputs.is_empty()) {
        let inputs: Decimal = row.inputs.iter().map(|input| input.contribution).sum();
        assert!(
            (inputs - row.contribution).abs() <= epsilon,
            "{:?}: inputs {inputs}, row {}",
            row.component,
            row.contribution
        );
    }
    let shown = Decimal::from(drivers.to_score - drivers.from_score);
    assert_eq!(drivers.score_change + drivers.rounding, shown);
    let stored: Vec<Decimal> = sqlx::query_scalar(
        "select score from client_health_score where client_id = $1 and date in ($2, $3) order by date",
    )
    .bind(client.id)
    .bind(drivers.from)
    .bind(drivers.to)
    .fetch_all(&server.pool)
    .await
    .expect("the scores");
    let change = stored[stored.len() - 1] - stored[0];
    assert!((change - drivers.score_change).abs() <= epsilon, "stored {change}, answered {}", drivers.score_change);
}

fn row<'a>(drivers: &'a HealthDrivers, kind: &str, component: Option<&str>) -> &'a DriverRow {
    let found = drivers.rows.iter().find(|row| row.kind == kind && row.component.as_deref() == component);
    found.unwrap_or_else(|| panic!("no {kind} of {component:?} in {drivers:#?}"))
}

#[tokio::test]
async fn less_usage_is_named_and_counted() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    // From 15 to 5 of 20 expected on every working day of the window: 75 to 25, with a weight of a quarter.
    acme.usage(days_ago(29), days_ago(0), 5).await;
    server.backfill(&[acme.id], days_ago(0), days_ago(0)).await;
    let found = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    sums(&server, &acme, &found).await;
    let usage = row(&found, "COMPONENT", Some("usage"));
    assert_eq!((usage.from_score, usage.to_score), (Some(Decimal::from(75)), Some(Decimal::from(25))));
    assert!((usage.contribution + Decimal::new(125, 1)).abs() < Decimal::new(1, 6), "{}", usage.contribution);
    let inputs: Vec<_> = usage.inputs.iter().map(|input| (input.key.as_str(), input.from, input.to)).collect();
    assert_eq!(inputs, [("mean_dau", Some(Decimal::from(15)), Some(Decimal::from(5)))]);
}

#[tokio::test]
async fn everything_at_once_still_sums() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    acme.usage(days_ago(20), days_ago(0), 3).await;
    for n in 0..6 {
        acme.ticket(TicketSeverity::High, n).await;
    }
    acme.overdue_ticket(TicketSeverity::Critical, 9).await;
    acme.unpaid_invoice(20).await;
    acme.activity(ActivityType::Qbr, 1).await;
    acme.survey(domain::work::SurveyKind::Nps, 2, 3).await;
    acme.survey(domain::work::SurveyKind::Csat, 1, 3).await;
    acme.outcome("campaign_completion", 1, 10).await;
    server.backfill(&[acme.id], days_ago(0), days_ago(0)).await;
    let found = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    assert!(found.rows.iter().filter(|row| !row.contribution.is_zero()).count() >= 4, "{found:#?}");
    assert!(row(&found, "COMPONENT", Some("support")).inputs.len() >= 3);
    sums(&server, &acme, &found).await;
    // Between any two days of the past, too.
    for (from, to) in [(60, 1), (31, 30), (45, 44), (1, 0), (0, 0)] {
        let found = drivers(&server, &acme, days_ago(from), days_ago(to)).await;
        sums(&server, &acme, &found).await;
    }
}

#[tokio::test]
async fn other_weights_are_a_row_of_their_own() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    sqlx::query(
        r#"insert into health_score_config (id, name, profile, weights, bands, is_default, version)
           values (uuid_v7(), 'Usage first', 'SIX',
             '{"usage": 50, "adoption": 10, "support": 10, "relationship": 10, "contract": 10, "outcome": 10}',
             '{"healthy": 80, "monitor": 60, "at_risk": 40}', true, 2)"#,
    )
    .execute(&server.pool)
    .await
    .expect("a configuration");
    acme.usage(days_ago(29), days_ago(0), 5).await;
    server.backfill(&[acme.id], days_ago(0), days_ago(0)).await;
    let found = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    sums(&server, &acme, &found).await;
    assert!(!row(&found, "WEIGHTS", None).contribution.is_zero());
    // Under today's weights: half of 50 points.
    let usage = row(&found, "COMPONENT", Some("usage"));
    assert!((usage.contribution + Decimal::from(25)).abs() < Decimal::new(1, 6), "{}", usage.contribution);
}

#[tokio::test]
async fn what_appears_and_what_leaves_are_rows_of_their_own() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    sqlx::query("update client_feature_adoption set is_licensed = false").execute(&server.pool).await.expect("gone");
    server.backfill(&[acme.id], days_ago(0), days_ago(0)).await;
    let left = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    sums(&server, &acme, &left).await;
    row(&left, "LEFT", Some("adoption"));
    // The next day it is back.
    sqlx::query("update client_feature_adoption set is_licensed = true").execute(&server.pool).await.expect("back");
    let tomorrow = server.today().succ_opt().expect("a day");
    server.backfill(&[acme.id], tomorrow, tomorrow).await;
    let back = drivers(&server, &acme, days_ago(0), tomorrow).await;
    sums(&server, &acme, &back).await;
    row(&back, "APPEARED", Some("adoption"));
}

#[tokio::test]
async fn another_formula_is_one_row() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    sqlx::query(
        r#"insert into health_score_config (id, name, profile, weights, bands, is_default, version)
           values (uuid_v7(), 'Hundred', 'SUB100', '{"usage_consistency": 30, "adoption": 25, "support": 20, "payment": 25}',
             '{"healthy": 61, "at_risk": 30}', true, 2)"#,
    )
    .execute(&server.pool)
    .await
    .expect("a configuration");
    server.backfill(&[acme.id], days_ago(0), days_ago(0)).await;
    let found = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    sums(&server, &acme, &found).await;
    assert_eq!(found.rows.len(), 1);
    row(&found, "PROFILE", None);
}

#[tokio::test]
async fn days_without_a_score_take_the_last_one_of_the_week_before() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    let found = drivers(&server, &acme, days_ago(30), days_ago(0)).await;
    assert_eq!((found.from, found.to), (days_ago(30), days_ago(1)));
    let vp = server.vp().await;
    let get =
        |from: NaiveDate, to: NaiveDate| vp.get(&format!("/clients/{}/health/drivers?from={from}&to={to}", acme.id));
    get(days_ago(90), days_ago(0)).await.problem(422, P::Invalid);
    get(days_ago(0), days_ago(30)).await.problem(400, P::Malformed);
    let path = format!("/clients/{}/health/drivers", acme.id);
    for query in ["", "?from=2026-06-01", "?from=yesterday&to=2026-06-01", "?from=2026-06-01&to=2026-06-02&days=3"] {
        vp.get(&format!("{path}{query}")).await.problem(400, P::Malformed);
    }
}
