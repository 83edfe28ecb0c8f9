use std::time::Instant;

use app::Context;
use sqlx::Executor as _;

use crate::report::Report;

/// What a look reads most of, counted by the database and by nobody else.
const READS: &[&str] = &[
    "select client_id, sum(daily_active_users), max(monthly_active_users) from client_usage_metric
     where date > current_date - 38 group by client_id",
    "select client_id, count(*) from support_ticket where created_at > now() - interval '91 days' group by client_id",
    "select client_id, date, overall_score, component_scores, weights_snapshot from client_health_score
     where date in (current_date, current_date - 7)",
    "select client_id, id, name, role, last_platform_login from client_contact where role <> 'USER'",
    "select client_id, feature_key, last_used_at from client_feature_adoption where is_licensed",
    "select client_id, id, dedupe_key, status, description from client_alert",
];

/// A sweep over every client: the first raises what there is to say, the next is the one of every five minutes.
pub async fn run(context: &Context, report: &mut Report) {
    let first = Instant::now();
    let swept = app::alerts::sweep(context).await.expect("a sweep");
    report.note(&format!("first sweep, {} alerts raised", swept.alerts), first.elapsed().as_secs_f64(), "s");
    let started = Instant::now();
    let swept = app::alerts::sweep(context).await.expect("a sweep");
    let seconds = started.elapsed().as_secs_f64();

    let floor = Instant::now();
    let mut connection = context.pool.acquire().await.expect("a connection");
    for read in READS {
        connection.fetch_all(*read).await.expect("read");
    }
    report.at_most(&format!("sweep for alerts, {} clients", swept.clients), seconds, "s", 5.0);
    report.ratio("sweep against reading the same rows", seconds, floor.elapsed().as_secs_f64(), "s", 6.0);
}
