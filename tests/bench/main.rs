//! Benchmarks: each prints its figure, the floor measured in the same run, their ratio and the bar; a missed bar exits 1.
//!
//! `make bench` runs them all; names as arguments choose some. `STEWARD_TEST_DATABASE_URL` is a PostgreSQL address without
//! a database, `STEWARD_BENCH_BINARY` the optimised `steward`.

mod alerts;
mod demo;
mod import;
mod list;
mod pages;
mod paint;
mod process;
mod recalculation;
mod report;
mod search;
mod seed;
mod setting;
mod simulation;
mod telling;

use report::Report;
use setting::Setting;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|choice| choice == name);
    let setting = Setting::prepare().await;
    let mut report = Report::default();
    if wanted("process") {
        process::run(&setting, &mut report).await;
    }
    if ["list", "recalculation", "alerts", "telling", "simulation", "pages", "paint"].into_iter().any(wanted) {
        let context = setting.fresh_database("steward_bench_clients").await;
        seed::portfolio(&context, 10_000, 90).await;
        if wanted("recalculation") {
            recalculation::run(&setting, &context, &mut report).await;
        } else {
            app::health::full_pass(&context).await.expect("the clients are scored");
        }
        if wanted("alerts") {
            alerts::run(&context, &mut report).await;
        }
        if wanted("telling") {
            telling::run(&setting, &context, &mut report).await;
        }
        if wanted("simulation") {
            simulation::run(&context, &mut report).await;
        }
        if wanted("list") {
            list::run(&setting, &context, &mut report).await;
        }
        if wanted("pages") {
            pages::run(&setting, &context, &mut report).await;
        }
        if wanted("paint") {
            paint::run(&setting, &context, &mut report).await;
        }
    }
    if wanted("search") {
        search::run(&setting, &mut report).await;
    }
    if wanted("import") {
        import::run(&setting, &mut report).await;
    }
    if wanted("demo") {
        demo::run(&setting, &mut report).await;
    }
    report.finish()
}
