use std::{fmt::Write as _, sync::Arc, time::Instant};

use app::{
    Actor,
    imports::{ImportRequest, ImportSource, InputFile},
};

use crate::{
    report::Report,
    setting::{Setting, execute, peak_rss_mib},
};

const ROWS: usize = 250_000;
const CLIENTS: usize = 500;
const MAPPING: &str = r#"
[[file]]
name = "usage.csv"
[[file.entity]]
entity = "feature_usage"
create_features = true
[file.entity.columns]
external_id = "usage_id"
client = "account_id"
date = "usage_date"
feature_key = "feature_name"
count = "usage_count"
seconds = "usage_seconds"
errors = "error_count"
"#;

/// 250 000 usage rows with a verdict each, beside a COPY of them into a table with the same partitions, key and indexes.
pub async fn run(setting: &Setting, report: &mut Report) {
    let context = setting.fresh_database("steward_bench_import").await;
    let mut connection = context.pool.acquire().await.expect("a connection");
    let today = context.now().date_naive();
    let clients = format!(
        "insert into client (id, external_id, name, contract_tier, contract_start_date)
         select uuid_v7(), 'A-' || n, 'Client ' || n, 'STARTER', current_date - 900 from generate_series(1, {CLIENTS}) n"
    );
    execute(&mut connection, clients).await;

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("usage.csv");
    let mut csv = String::from("usage_id,account_id,usage_date,feature_name,usage_count,usage_seconds,error_count\n");
    for n in 0..ROWS {
        // Every combination of client, day and feature comes once.
        let (account, rest) = (n % CLIENTS + 1, n / CLIENTS);
        let day = today - chrono::Duration::days(i64::try_from(rest / 5 + 1).expect("small"));
        writeln!(csv, "U-{n},A-{account},{day},feature_{},{},{},0", rest % 5, n % 40 + 1, n % 3_000).expect("written");
    }
    std::fs::write(&path, &csv).expect("written");

    let request = |dry_run| ImportRequest {
        source: ImportSource::Cli,
        mapping: MAPPING.to_owned(),
        files: vec![InputFile { name: "usage.csv".to_owned(), path: path.clone() }],
        as_of: today,
        dry_run,
        log_dry_run: false,
        keep_history: false,
    };
    let actor = Actor::system("bench");
    let started = Instant::now();
    let result = app::imports::run(&context, &actor, request(false), Arc::new(|_| {})).await.expect("imported");
    let seconds = started.elapsed().as_secs_f64();
    let created: i64 =
        result.files.iter().filter(|file| file.entity == "feature_usage").map(|file| file.rows_created).sum();
    assert_eq!(usize::try_from(created), Ok(ROWS), "every row must be new");

    let floor = floor(&mut connection).await;
    report.at_most(&format!("import of {ROWS} usage rows with verdicts"), seconds, "s", 60.0);
    report.ratio("import against COPY with the same key and indexes", seconds, floor, "s", 5.0);
    let started = Instant::now();
    let again = app::imports::run(&context, &actor, request(false), Arc::new(|_| {})).await.expect("imported");
    let unchanged: i64 =
        again.files.iter().filter(|file| file.entity == "feature_usage").map(|file| file.rows_unchanged).sum();
    assert_eq!(usize::try_from(unchanged), Ok(ROWS), "nothing may change the second time");
    report.note("the same again, nothing changed", started.elapsed().as_secs_f64(), "s");
    report.note("peak RSS of this process after it", peak_rss_mib(std::process::id()), "MiB");
}

/// The rows just imported, copied into a table with the same partitions, key and indexes.
async fn floor(connection: &mut sqlx::PgConnection) -> f64 {
    use futures::TryStreamExt as _;
    let mut rows = Vec::new();
    {
        let mut out =
            connection.copy_out_raw("copy (select * from feature_usage_daily) to stdout").await.expect("copying out");
        while let Some(chunk) = out.try_next().await.expect("copying out") {
            rows.extend_from_slice(&chunk);
        }
    }
    execute(
        connection,
        "create table floor_usage (like feature_usage_daily including all) partition by range (date);
             do $$ declare p record; begin
               for p in select month from data_partition where parent_table = 'feature_usage_daily' loop
                 execute format('create table %I partition of floor_usage for values from (%L) to (%L)',
                   'floor_usage_' || to_char(p.month, 'YYYYMM'), p.month, (p.month + interval '1 month')::date);
               end loop;
             end $$",
    )
    .await;
    let started = Instant::now();
    let mut into = connection.copy_in_raw("copy floor_usage from stdin").await.expect("copying in");
    for chunk in rows.chunks(256 * 1024) {
        into.send(chunk).await.expect("copying in");
    }
    into.finish().await.expect("copied in");
    started.elapsed().as_secs_f64()
}
