use std::time::Instant;

use app::demo::{DemoRequest, Existing};
use futures::TryStreamExt as _;
use sqlx::{Executor as _, Row as _};

use crate::{
    report::Report,
    setting::{Setting, execute, peak_rss_mib},
};

/// The demo portfolio of `make run`: generated and written, beside copying the same rows; then scored.
pub async fn run(setting: &Setting, report: &mut Report) {
    let context = setting.fresh_database("steward_bench_demo").await;
    let request =
        DemoRequest { clients: 400, days: 1_100, seed: 1, as_of: None, existing: Existing::Refuse, alongside: false };
    let loaded = app::demo::load(&context, &request).await.expect("loaded").expect("nothing was there");
    let writing = loaded.writing.as_secs_f64();
    let scoring = loaded.scoring.as_secs_f64();

    let mut connection = context.pool.acquire().await.expect("a connection");
    let mut floor = 0.0;
    for (table, _) in &loaded.tables {
        floor += copied_again(&mut connection, table).await;
    }
    report.note(&format!("demo portfolio, {} rows", loaded.rows()), loaded.rows() as f64 / writing, "rows/s");
    report.ratio("demo portfolio against copying the same rows", writing, floor, "s", 3.0);
    report.at_most("demo portfolio of make run, with its scored history", writing + scoring, "s", 90.0);
    report.note("  of which scoring 400 clients x 1 100 days", scoring, "s");
    let auc = loaded.auc.expect("three years are enough");
    assert!((0.70..=0.90).contains(&auc), "the heuristic must separate, and not too well: AUC {auc}");
    report.note("AUC of the churn heuristic (asserted between 0.70 and 0.90)", auc, "");
    report.note("peak RSS of this process after it", peak_rss_mib(std::process::id()), "MiB");
}

/// Copies a table's rows into a table of the same shape: partitions, key and indexes. Returns the seconds of the COPY in.
async fn copied_again(connection: &mut sqlx::PgConnection, table: &str) -> f64 {
    let months: Vec<chrono::NaiveDate> = connection
        .fetch_all(sqlx::query("select month from data_partition where parent_table = $1").bind(table))
        .await
        .expect("partitions")
        .iter()
        .map(|row| row.get(0))
        .collect();
    let partition = if months.is_empty() {
        String::new()
    } else {
        let column = if table == "client_activity" { "occurred_at" } else { "date" };
        format!(" partition by range ({column})")
    };
    let create = format!("create table floor_{table} (like {table} including defaults including indexes){partition}");
    execute(connection, create).await;
    for month in months {
        let next = month + chrono::Months::new(1);
        let name = format!("floor_{table}_{}", month.format("%Y%m"));
        let create =
            format!("create table {name} partition of floor_{table} for values from ('{month}') to ('{next}')");
        execute(connection, create).await;
    }
    let mut rows = Vec::new();
    {
        let mut out =
            connection.copy_out_raw(&format!("copy (select * from {table}) to stdout")).await.expect("copying out");
        while let Some(chunk) = out.try_next().await.expect("copying out") {
            rows.extend_from_slice(&chunk);
        }
    }
    let started = Instant::now();
    let mut into = connection.copy_in_raw(&format!("copy floor_{table} from stdin")).await.expect("copying in");
    for chunk in rows.chunks(256 * 1024) {
        into.send(chunk).await.expect("copying in");
    }
    into.finish().await.expect("copied in");
    started.elapsed().as_secs_f64()
}
