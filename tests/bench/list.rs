use std::{sync::Arc, time::Instant};

use app::Context;
use domain::Scope;
use sqlx::Connection as _;
use store::clients::{ClientFilter, ListRequest, Position, SortDirection, SortField};

use crate::{
    process::{EMAIL, Steward},
    report::{Report, percentile},
    setting::{Setting, peak_rss_mib},
};

const QUERY: &str = "/api/v1/client-success/clients?health_status=MONITOR,AT_RISK,CRITICAL&contract_tier=ENTERPRISE,PROFESSIONAL\
  &sort=-annual_recurring_revenue&page=2&limit=25";
const ROUNDS: usize = 300;

/// The portfolio list with filters, sort and page, over HTTP and as bare statements through the driver.
pub async fn run(setting: &Setting, context: &Context, report: &mut Report) {
    let server = Steward::start(setting, context, "steward_bench_clients").await;
    let url = format!("{}{QUERY}", server.address);
    let token = server.sign_in(&reqwest::Client::new(), EMAIL).await;

    let one_connection = {
        let (url, token, database) = (url.clone(), token.clone(), setting.url("steward_bench_clients"));
        tokio::task::spawn_blocking(move || one_connection(&url, &token, &database))
    };
    let OneConnection { mut plain, mut compressed, mut bare } = one_connection.await.expect("measured");
    let (plain, floor) = (percentile(&mut plain, 50.0), percentile(&mut bare, 50.0));
    let compressed = percentile(&mut compressed, 50.0);
    report.at_most("GET /clients, 10 000 clients, one connection, p50", compressed, "ms", 20.0);
    // Neither side spends its time on compression: the statements beside it are not compressed either.
    report.ratio("GET /clients against the same SQL through the driver", plain, floor, "ms", 1.5);

    let started = Instant::now();
    let (client, url, token) = (Arc::new(reqwest::Client::new()), Arc::new(url), Arc::new(token));
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

/// Times of one connection each, in milliseconds.
struct OneConnection {
    plain: Vec<f64>,
    compressed: Vec<f64>,
    bare: Vec<f64>,
}

/// All on one thread, so that what is timed is the server and the database, not threads of the client waking each
/// other; and in turns, so that what else the database does meanwhile burdens all alike.
#[tokio::main(flavor = "current_thread")]
async fn one_connection(url: &str, token: &str, database: &str) -> OneConnection {
    let uncompressed = reqwest::Client::builder().gzip(false).build().expect("a client");
    let compressing = reqwest::Client::new();
    let mut connection = sqlx::PgConnection::connect(database).await.expect("a connection");
    let request = request();
    let mut times = OneConnection { plain: Vec::new(), compressed: Vec::new(), bare: Vec::new() };
    for _ in 0..ROUNDS {
        times.plain.push(timed(&uncompressed, url, token).await);
        times.compressed.push(timed(&compressing, url, token).await);
        let started = Instant::now();
        let rows = store::clients::list(&mut connection, &Scope::All, &request).await.expect("listed");
        let total = store::clients::count(&mut connection, &Scope::All, &request.filter).await.expect("counted");
        assert!(rows.len() == 26 && total > 50, "the query must find what it is timed on");
        times.bare.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    times
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
