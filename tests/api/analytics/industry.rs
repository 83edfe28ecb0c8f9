//! Industries as benchmarks: `benchmarks/industry/{industry}`.

use api_types::{benchmarks::IndustryBenchmark, problem::ProblemCode as P};
use domain::NullReason;
use harness::{
    ApiClient, TestServer, date,
    seed::{self, history::partitions},
    spawn,
};
use uuid::Uuid;

async fn industry(caller: &ApiClient, name: &str) -> IndustryBenchmark {
    caller.get(&format!("/benchmarks/industry/{name}")).await.ok()
}

/// A client as it is compared: the rows of G-B5, written as the engine would.
async fn standing(server: &TestServer, name: &str, industry: Option<&str>, health: i16, adoption: i64) -> Uuid {
    let client = server.client(name).industry(industry).csm(seed::OTHER_CSM);
    let id = client.figures(seed::Figures { health: Some(health), ..seed::Figures::default() }).insert().await.id;
    sqlx::query(
        "insert into client_benchmark_standing (client_id, as_of, is_peer, contract_tier, industry, contract_start_date,
           health_score, profile, adoption_score, computed_at)
         values ($1, $2, true, 'ENTERPRISE', coalesce($3, 'Other'), '2025-05-01', $4, 'SIX', $5, $6)",
    )
    .bind(id)
    .bind(server.today())
    .bind(industry)
    .bind(health)
    .bind(rust_decimal::Decimal::from(adoption))
    .bind(server.now())
    .execute(&server.pool)
    .await
    .expect("a standing");
    id
}

async fn a_year_ago(server: &TestServer, client: Uuid, industry: Option<&str>) {
    let day = date("2025-06-10");
    partitions(&server.pool, "client_daily_state", day, day).await;
    sqlx::query(
        "insert into client_daily_state (client_id, date, is_active, tier, size_segment, industry, renewal_status)
         values ($1, $2, true, 'ENTERPRISE', 'SMB', $3, 'ACTIVE')",
    )
    .bind(client)
    .bind(day)
    .bind(industry)
    .execute(&server.pool)
    .await
    .expect("a day");
}

/// G-B5: six clients now, eight a year ago of whom one left.
async fn retail(server: &TestServer) {
    let clients = [(60, 50), (70, 60), (80, 70), (90, 80), (50, 40), (70, 60)];
    for (n, (health, adoption)) in clients.into_iter().enumerate() {
        let id = standing(server, &format!("Shop {n}"), Some("Retail"), health, adoption).await;
        a_year_ago(server, id, Some("Retail")).await;
    }
    // One moved to another industry since: it stays where it was counted.
    let moved = standing(server, "Moved", Some("Banking"), 20, 20).await;
    a_year_ago(server, moved, Some("Retail")).await;
    let gone = server.client("Gone").churned(date("2025-09-01")).insert().await;
    a_year_ago(server, gone.id, Some("Retail")).await;
}

#[tokio::test]
async fn figures_are_those_of_the_golden_example() {
    let server = spawn().await;
    retail(&server).await;
    // Over everyone, whoever asks.
    for caller in [server.vp().await, server.csm().await, server.ae().await] {
        let shown = industry(&caller, "Retail").await;
        let found = &shown.figures;
        assert_eq!((found.clients, found.average_health, found.average_adoption), (Some(6), Some(70.0), Some(60.0)));
        assert_eq!((found.logo_churn_percent, found.best_in_class_health), (Some(12.5), Some(90.0)));
        assert_eq!((shown.industry.as_str(), shown.as_of), ("Retail", server.today()));
        // (420 + 20) / 7.
        assert_eq!((shown.all_industries.clients, shown.all_industries.average_health), (Some(7), Some(62.9)));
        assert!(!caller.get("/benchmarks/industry/Retail").await.text().contains("Shop"));
    }
}

#[tokio::test]
async fn few_clients_are_suppressed_and_none_are_not_there() {
    let server = spawn().await;
    retail(&server).await;
    standing(&server, "Nameless", None, 55, 55).await;
    let vp = server.vp().await;
    for name in ["Banking", "Other"] {
        let found = industry(&vp, name).await.figures;
        assert_eq!((found.clients, found.average_health, found.average_adoption), (None, None, None), "{name}");
        assert_eq!(found.average_health_null_reason, Some(NullReason::SuppressedSmallN), "{name}");
        assert_eq!(found.average_adoption_null_reason, Some(NullReason::SuppressedSmallN), "{name}");
        assert_eq!((found.logo_churn_percent, found.best_in_class_health), (None, None), "{name}");
        assert_eq!(found.logo_churn_percent_null_reason, Some(NullReason::InsufficientHistory), "{name}");
    }
    vp.get("/benchmarks/industry/Piracy").await.problem(404, P::NotFound);
    vp.get("/benchmarks/industry/%FF").await.problem(400, P::Malformed);
    vp.get("/benchmarks/industry/Retail?scope=own").await.problem(400, P::Malformed);
}

#[tokio::test]
async fn the_trend_is_what_was_stored_at_the_end_of_each_month() {
    let server = spawn().await;
    retail(&server).await;
    for (day, sum, clients) in
        [("2026-04-30", 400, 5), ("2026-05-31", 410, 6), ("2026-05-30", 1, 5), ("2026-03-31", 200, 4)]
    {
        sqlx::query(
            "insert into metric_snapshot (metric, scope_kind, scope_id, as_of, numerator, denominator, n, computed_at)
             values ('M005', 'INDUSTRY:SIX', 'Retail', $1, $2, $3, $3, now())",
        )
        .bind(date(day))
        .bind(rust_decimal::Decimal::from(sum))
        .bind(clients)
        .execute(&server.pool)
        .await
        .expect("a snapshot");
    }
    let shown = industry(&server.vp().await, "Retail").await;
    let trend: Vec<_> =
        shown.trend.iter().map(|month| (month.date.to_string(), month.average_health, month.null_reason)).collect();
    let point = |day: &str, value: Option<f64>, reason| (day.to_owned(), value, reason);
    assert_eq!(
        trend,
        [
            point("2026-03-31", None, Some(NullReason::SuppressedSmallN)),
            point("2026-04-30", Some(80.0), None),
            point("2026-05-31", Some(68.3), None),
            point("2026-06-10", Some(70.0), None),
        ]
    );
}

#[tokio::test]
async fn the_engine_writes_what_is_compared() {
    let server = spawn().await;
    server.connect_feeds().await;
    let mut ids = vec![];
    for n in 0..5 {
        let client = server.client(&format!("Shop {n}")).industry(Some("Retail")).insert().await;
        client.ordinary().await;
        ids.push(client.id);
    }
    server.backfill(&ids, date("2026-05-20"), server.today()).await;
    let shown = industry(&server.csm().await, "Retail").await;
    assert_eq!((shown.figures.clients, shown.figures.average_adoption), (Some(5), Some(75.0)));
    assert!(shown.figures.average_health.is_some());
    let days: Vec<_> = shown.trend.iter().map(|month| (month.date, month.average_health.is_some())).collect();
    assert_eq!(days, [(date("2026-05-31"), true), (server.today(), true)]);
}
