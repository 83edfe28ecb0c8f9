//! What people open all day, over HTTP, each beside reading the same rows and doing nothing with them.
mod floors;
mod seed;

use std::time::Instant;

use app::Context;
use serde_json::Value;
use sqlx::{Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

use crate::{
    process::{EMAIL, Steward},
    report::{Report, percentile},
    setting::Setting,
};

const DATABASE: &str = "steward_bench_clients";
const ROUNDS: usize = 200;

/// One call, its bar, and the bare statements beside it; `{client}`, `{csm}` and `{industry}` stand for those asked about.
#[derive(Debug, Clone, Copy)]
struct Call {
    name: &'static str,
    path: &'static str,
    /// Milliseconds at the 95th percentile.
    bar: f64,
    /// Where the answer keeps what must not be empty.
    shows: &'static str,
    floor: &'static [&'static str],
}

/// Every tab of a client, the heat maps, the benchmarks and the day of a CSM.
pub async fn run(setting: &Setting, context: &Context, report: &mut Report) {
    let clients = seed::people_and_words(context).await;
    let csm = seed::owner_of(context, clients[0]).await;
    let server = Steward::start(setting, context, DATABASE).await;
    let (admin, own) = {
        let http = reqwest::Client::new();
        (server.sign_in(&http, EMAIL).await, server.sign_in(&http, &csm.email).await)
    };
    for call in floors::CALLS {
        let token = if call.path.contains("my-day") { own.clone() } else { admin.clone() };
        let (address, database) = (server.address.clone(), setting.url(DATABASE));
        let (clients, csm) = (clients.clone(), csm.id);
        let measured = tokio::task::spawn_blocking(move || timed(*call, &address, &token, &database, &clients, csm));
        let (mut times, mut floors) = measured.await.expect("measured");
        let (figure, floor) = (percentile(&mut times, 95.0), percentile(&mut floors, 95.0));
        report.beside(&format!("{}, p95", call.name), figure, floor, "ms", call.bar);
    }
    server.stop().await;
}

/// All on one thread and in turns, as in `list`.
#[tokio::main(flavor = "current_thread")]
async fn timed(
    call: Call,
    address: &str,
    token: &str,
    database: &str,
    clients: &[Uuid],
    csm: Uuid,
) -> (Vec<f64>, Vec<f64>) {
    let http = reqwest::Client::new();
    let mut connection = PgConnection::connect(database).await.expect("a connection");
    let (mut times, mut floors) = (vec![], vec![]);
    for round in 0..ROUNDS {
        let filled = |text: &str| {
            let client = clients[round % clients.len()].to_string();
            let industry = seed::INDUSTRIES[round % seed::INDUSTRIES.len()];
            text.replace("{client}", &client).replace("{csm}", &csm.to_string()).replace("{industry}", industry)
        };
        let started = Instant::now();
        let answer = http
            .get(format!("{address}/api/v1/client-success{}", filled(call.path)))
            .bearer_auth(token)
            .send()
            .await
            .expect("an answer");
        let status = answer.status();
        let body = answer.bytes().await.expect("a body");
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
        assert_eq!(status, 200, "{}: {}", call.name, String::from_utf8_lossy(&body));
        if round == 0 {
            let answer: Value = serde_json::from_slice(&body).expect("JSON");
            let shown = answer.pointer(call.shows).unwrap_or(&Value::Null);
            let is_there = shown.as_array().map_or(!shown.is_null(), |rows| !rows.is_empty());
            assert!(is_there, "{} must show what it is timed on: {answer}", call.name);
        }

        let statements: Vec<String> = call.floor.iter().map(|statement| filled(statement)).collect();
        let started = Instant::now();
        for statement in statements {
            connection.fetch_all(sqlx::raw_sql(sqlx::AssertSqlSafe(statement))).await.expect("read");
        }
        floors.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    (times, floors)
}
