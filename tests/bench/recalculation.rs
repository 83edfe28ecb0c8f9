use std::time::Instant;

use app::Context;
use futures::TryStreamExt as _;
use sqlx::Executor as _;

use crate::{
    report::Report,
    setting::{Setting, execute, peak_rss_mib},
};

/// Every row the computation reads, table by table.
const READS: &[&str] = &[
    "select client_id, date, daily_active_users, weekly_active_users, monthly_active_users, total_sessions, total_logins,
       total_actions from client_usage_metric where date > current_date - 122",
    "select client_id, feature_key, date, count from feature_usage_daily where date > current_date - 62",
    "select client_id, severity, created_at, resolved_at, sla_due_at, escalated_at from support_ticket",
    "select client_id, respondent_key, kind, score, max_score, responded_at from survey_response",
    "select client_id, occurred_at, activity_type, outcome, client_contacts from client_activity",
    "select client_id, id, role, is_key, is_active, platform_user_id, last_platform_login, left_company_at from client_contact",
    "select client_id, issued_at, due_at, paid_at, status from invoice",
    "select client_id, feature_key, is_licensed, is_configured from client_feature_adoption",
    "select client_id, valid_from, arr_native, currency from client_arr_history",
    "select id, contract_tier, segment, contract_start_date, licensed_user_count from client",
];

/// Tables the computation writes rows of, copied back as they are.
const WRITES: &[&str] =
    &["client_health_score", "client_daily_state", "churn_prediction", "client", "client_feature_adoption"];

/// A full pass over every client, beside reading the same rows and copying as many back.
pub async fn run(_: &Setting, context: &Context, report: &mut Report) {
    // The first pass finds empty tables; the second is the everyday one.
    let first = Instant::now();
    let clients = app::health::full_pass(context).await.expect("computed");
    report.note(
        &format!("first full pass, {clients} clients, yesterday and today"),
        first.elapsed().as_secs_f64(),
        "s",
    );
    let started = Instant::now();
    app::health::full_pass(context).await.expect("computed");
    let seconds = started.elapsed().as_secs_f64();

    let floor_started = Instant::now();
    let mut connection = context.pool.acquire().await.expect("a connection");
    for read in READS {
        let mut rows = connection.fetch(*read);
        while rows.try_next().await.expect("read").is_some() {}
    }
    for table in WRITES {
        copy_back(&mut connection, table).await;
    }
    let floor = floor_started.elapsed().as_secs_f64();
    report.at_most(&format!("full pass, {clients} clients x 90 days of inputs"), seconds, "s", 15.0);
    report.ratio("full pass against reading and copying back", seconds, floor, "s", 4.0);
    report.note("peak RSS of this process after it", peak_rss_mib(std::process::id()), "MiB");
}

/// Copies the newest rows of a table out and into a copy of it with the same indexes, both days of a pass.
async fn copy_back(connection: &mut sqlx::PgConnection, table: &str) {
    let newest = match table {
        "client_health_score" | "client_daily_state" => "where date >= current_date - 1",
        "churn_prediction" => "where as_of >= current_date - 1",
        _ => "",
    };
    execute(connection, format!("create temp table floor_{table} (like {table} including defaults including indexes)"))
        .await;
    let mut rows = Vec::new();
    {
        let mut out = connection
            .copy_out_raw(&format!("copy (select * from {table} {newest}) to stdout"))
            .await
            .expect("copying out");
        while let Some(chunk) = out.try_next().await.expect("copying out") {
            rows.extend_from_slice(&chunk);
        }
    }
    let mut into = connection.copy_in_raw(&format!("copy floor_{table} from stdin")).await.expect("copying in");
    for chunk in rows.chunks(256 * 1024) {
        into.send(chunk).await.expect("copying in");
    }
    into.finish().await.expect("copied in");
}
