use std::{collections::BTreeMap, time::Instant};

use app::{
    Actor, Context,
    health::{Candidate, simulate},
};
use chrono::{Duration, NaiveDate};
use domain::HealthScoreConfigId;
use sqlx::Executor as _;

use crate::{
    report::{Report, percentile},
    setting::execute,
};

const ROUNDS: usize = 7;

/// A candidate tried out on everyone and on a year of the past, beside reading the same rows and doing nothing with them.
pub async fn run(context: &Context, report: &mut Report) {
    let today = context.now().date_naive();
    let mut connection = context.pool.acquire().await.expect("a connection");
    past(&mut connection, today).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from health_score_config where is_default")
        .fetch_one(&mut *connection)
        .await
        .expect("the configuration");
    let weights =
        [("usage", 40), ("adoption", 20), ("support", 10), ("relationship", 10), ("contract", 10), ("outcome", 10)];
    let weights: BTreeMap<String, i32> = weights.into_iter().map(|(key, weight)| (key.to_owned(), weight)).collect();
    let candidate =
        || Candidate { id: HealthScoreConfigId(id), weights: Some(weights.clone()), bands: None, applies_to: None };
    let (mut times, mut floors) = (vec![], vec![]);
    let mut told = (0, 0);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let actor = Actor::system("bench");
        let found = simulate(&mut connection, &actor, candidate(), today, context.now()).await.expect("a simulation");
        times.push(started.elapsed().as_secs_f64());
        assert!(found.impact.change_band > 0 && found.candidate.auc.is_some(), "it must find what it is timed on");
        told = (found.impact.clients, found.candidate.clients);

        let started = Instant::now();
        for read in reads(today) {
            connection.fetch_all(sqlx::raw_sql(sqlx::AssertSqlSafe(read))).await.expect("read");
        }
        floors.push(started.elapsed().as_secs_f64());
    }
    let (seconds, floor) = (percentile(&mut times, 95.0), percentile(&mut floors, 50.0));
    report.at_most(&format!("simulation, {} clients, back-test of {} scores", told.0, told.1), seconds, "s", 2.0);
    report.ratio("simulation against reading the same rows", percentile(&mut times, 50.0), floor, "s", 6.0);
    // Else vacuum passes over what was just written, and whoever counts clients reads the table beside the index.
    execute(&mut connection, "set synchronous_commit = on").await;
    execute(&mut connection, "update client set churned_at = null where lifecycle_status <> 'CHURNED'").await;
    // The clients that left and came back are of this benchmark's making; the next one should not read past their traces.
    execute(&mut connection, "vacuum analyze client").await;
}

/// The days a back-test looks at, as copies of today with some components another way round, and clients that left.
async fn past(connection: &mut sqlx::PgConnection, today: NaiveDate) {
    for days in past_days() {
        let day = today - Duration::days(days);
        execute(
            connection,
            format!(
                "insert into client_health_score (client_id, date, overall_score, score, health_status, confidence, profile,
                   component_scores, component_states, inputs, weights_version, weights_snapshot, is_final, computed_at)
                 select client_id, '{day}', overall_score, score, health_status, confidence, profile, component_scores,
                   component_states, inputs, weights_version, weights_snapshot, true, computed_at
                 from client_health_score where date = '{today}' on conflict do nothing;
                 insert into client_daily_state (client_id, date, is_active, tier, segment, size_segment, industry, renewal_status)
                 select client_id, '{day}', is_active, tier, segment, size_segment, industry, renewal_status
                 from client_daily_state where date = '{today}' on conflict do nothing"
            ),
        )
        .await;
    }
    execute(
        connection,
        "update client set churned_at = current_date - 100 where external_id like '%7' and lifecycle_status <> 'CHURNED';
         analyze client_health_score; analyze client_daily_state",
    )
    .await;
}

fn past_days() -> [i64; 4] {
    [120, 210, 300, 390]
}

/// Every row a simulation reads.
fn reads(today: NaiveDate) -> [String; 2] {
    let days: Vec<String> = past_days().into_iter().map(|days| format!("'{}'", today - Duration::days(days))).collect();
    [
        format!(
            "select c.id, c.name, c.contract_tier, c.segment, c.annual_recurring_revenue, s.overall_score, s.health_status,
               s.profile, s.component_scores::text
             from client c join client_health_score s on s.client_id = c.id and s.date = c.health_as_of
             where c.is_active and s.date = '{today}'"
        ),
        format!(
            "select s.client_id, d.tier, d.segment, s.profile, s.component_scores::text, c.churned_at
             from client_health_score s
             join client_daily_state d on d.client_id = s.client_id and d.date = s.date
             join client c on c.id = s.client_id
             where s.date in ({}) and d.is_active",
            days.join(", ")
        ),
    ]
}
