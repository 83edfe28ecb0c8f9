use std::{sync::Arc, time::Instant};

use app::Context;
use domain::Scope;
use store::clients::{ClientFilter, ListRequest, Position, SortDirection, SortField};

use crate::{
    process::Steward,
    report::{Report, percentile},
    setting::{Setting, peak_rss_mib},
};

const QUERY: &str = "/api/v1/client-success/clients?health_status=MONITOR,AT_RISK,CRITICAL&contract_tier=ENTERPRISE,PROFESSIONAL\
  &sort=-annual_recurring_revenue&page=2&limit=25";
const ROUNDS: usize = 300;

/// The portfolio list with filters, sort and page, over HTTP and as bare statements through the driver.
pub async fn run(setting: &Setting, context: &Context, report: &mut Report) {
    let server = Steward::start(setting, context, "steward_bench_clients").await;
    // Neither side spends its time on compression: the statements beside it are not compressed either.
    let client = reqwest::Client::builder().gzip(false).build().expect("a client");
    let url = format!("{}{QUERY}", server.address);
    let token = server.sign_in(&client).await;

    // In turns, so that what else the database does meanwhile burdens both sides alike.
    let (mut times, mut bare) = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    let mut connection = context.pool.acquire().await.expect("a connection");
    let request = request();
    for _ in 0..ROUNDS {
        times.push(timed(&client, &url, &token).await);
        let started = Instant::now();
        let rows = store::clients::list(&mut connection, &Scope::All, &request).await.expect("listed");
        let total = store::clients::count(&mut connection, &Scope::All, &request.filter).await.expect("counted");
        assert!(rows.len() == 26 && total > 50, "the query must find what it is timed on");
        bare.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    let (p50, floor) = (percentile(&mut times, 50.0), percentile(&mut bare, 50.0));
    report.at_most("GET /clients, 10 000 clients, one connection, p50", p50, "ms", 20.0);
    report.ratio("GET /clients against the same SQL through the driver", p50, floor, "ms", 1.5);

    let started = Instant::now();
    let (client, url, token) = (Arc::new(client), Arc::new(url), Arc::new(token));
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (client, url, token) = (Arc::clone(&client), Arc::clone(&url), Arc::clone(&token));
            tokio::spawn(async move {
                let mut times = Vec::with_capacity(ROUNDS);
                for _ in 0..ROUNDS {
                    times.push(timed(&client, &url, &token).await);
                }
                times
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.expect("requests answered"));
    }
    let seconds = started.elapsed().as_secs_f64();
    report.at_most("GET /clients, 16 connections, p95", percentile(&mut all, 95.0), "ms", 60.0);
    report.note("GET /clients, 16 connections", all.len() as f64 / seconds, "requests/s");
    report.note("peak RSS of the server under it", peak_rss_mib(server.pid()), "MiB");
    server.stop().await;
}

fn request() -> ListRequest {
    use domain::{client::ContractTier, health::HealthStatus};
    ListRequest {
        filter: ClientFilter {
            is_active: Some(true),
            health_status: vec![HealthStatus::Monitor, HealthStatus::AtRisk, HealthStatus::Critical],
            contract_tier: vec![ContractTier::Enterprise, ContractTier::Professional],
            ..ClientFilter::default()
        },
        sort: SortField::AnnualRecurringRevenue,
        direction: SortDirection::Descending,
        position: Position::Offset(25),
        limit: 26,
    }
}

async fn timed(client: &reqwest::Client, url: &str, token: &str) -> f64 {
    let started = Instant::now();
    let answer = client.get(url).bearer_auth(token).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let body = answer.bytes().await.expect("a body");
    assert!(body.len() > 1_000);
    started.elapsed().as_secs_f64() * 1_000.0
}
