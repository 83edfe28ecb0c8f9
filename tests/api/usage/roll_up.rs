//! Days follow the rows of users, late ones too, and scores follow the days.

use api_types::health::HealthDetails;
use chrono::NaiveDate;
use harness::{
    TestServer,
    seed::{Facts, days_ago},
    spawn,
};
use serde_json::Value;

/// Day, users of 1, 7 and 30 days, all users, newcomers, sessions, actions.
type Day = (NaiveDate, i32, i32, i32, i32, i32, i32, i32);

async fn days(server: &TestServer, client: &Facts) -> Vec<Day> {
    sqlx::query_as(
        "select date, daily_active_users, weekly_active_users, monthly_active_users, total_users, new_users,
           total_sessions, total_actions
         from client_usage_metric where client_id = $1 and date > $2 order by date",
    )
    .bind(client.id)
    .bind(days_ago(5))
    .fetch_all(&server.pool)
    .await
    .expect("days")
}

async fn run(server: &TestServer, job: &str) {
    sqlx::query("select from graphile_worker.add_job(identifier => $1::text, payload => '{}'::json)")
        .bind(job)
        .execute(&server.pool)
        .await
        .expect("queued");
    server.run_jobs().await;
}

async fn detail(server: &TestServer, job: &str) -> Value {
    sqlx::query_scalar("select detail from job_run where job = $1")
        .bind(job)
        .fetch_one(&server.pool)
        .await
        .expect("the run")
}

#[tokio::test]
async fn a_day_is_the_sum_of_its_users_and_the_days_before() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.user_day("old", "ADMIN", days_ago(40), 1, &[]).await;
    acme.user_day("a", "ADMIN", days_ago(20), 1, &[]).await;
    acme.user_day("b", "ADMIN", days_ago(7), 1, &[]).await;
    acme.user_day("c", "ADMIN", days_ago(1), 2, &[]).await;
    acme.user_day("a", "ADMIN", days_ago(0), 1, &[]).await;
    run(&server, "roll_up_usage").await;
    assert_eq!(
        days(&server, &acme).await,
        [
            // Seven days up to yesterday hold b and c, thirty a too; c is new.
            (days_ago(1), 1, 2, 3, 1, 1, 2, 20),
            // b has left the seven days, a is back.
            (days_ago(0), 1, 2, 3, 1, 0, 1, 10),
        ]
    );
    let hours: Vec<i16> =
        sqlx::query_scalar("select logins_by_hour from client_usage_metric where client_id = $1 and date = $2")
            .bind(acme.id)
            .bind(days_ago(1))
            .fetch_one(&server.pool)
            .await
            .expect("hours");
    assert_eq!((hours[9], hours.iter().sum::<i16>()), (2, 2));
    assert_eq!(detail(&server, "roll_up_usage").await["restated"], 1);
    // Nothing is written the second time, and nobody computed again.
    run(&server, "roll_up_usage").await;
    assert_eq!(detail(&server, "roll_up_usage").await["restated"], 0);
}

#[tokio::test]
async fn a_late_row_restates_its_day_and_those_after_and_moves_the_score() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    // From here on the days come from users: two of them, every day.
    let delete = "delete from client_usage_metric where client_id = $1 and date >= $2";
    sqlx::query(delete).bind(acme.id).bind(days_ago(35)).execute(&server.pool).await.expect("gone");
    for day in 0..=35 {
        for user in ["a", "b"] {
            acme.user_day(user, "ADMIN", days_ago(day), 1, &[]).await;
        }
    }
    app::usage::roll_up(&server.context, 35).await.expect("rolled up");
    server.run_jobs().await;
    let vp = server.vp().await;
    let usage = async || {
        let health: HealthDetails = vp.get(&format!("/clients/{}/health", acme.id)).await.ok();
        (health.components["usage"].score, health.overall_score)
    };
    let before = usage().await;
    // Two users where twenty are expected.
    assert_eq!(before.0, Some(10));

    // Forty more were there three days ago, and are heard of only now. 2026-06-07 is a Sunday, 06-08 a Monday.
    for number in 0..40 {
        acme.user_day(&format!("late {number}"), "VIEWER", days_ago(2), 1, &[]).await;
    }
    // The hourly run looks at today and yesterday only.
    run(&server, "roll_up_usage").await;
    assert_eq!(detail(&server, "roll_up_usage").await["restated"], 0);
    run(&server, "restate_usage").await;
    assert_eq!(detail(&server, "restate_usage").await["restated"], 1);
    let restated = days(&server, &acme).await;
    let active: Vec<_> = restated.iter().map(|day| (day.1, day.2, day.3, day.5)).collect();
    assert_eq!(active, [(2, 2, 2, 0), (2, 2, 2, 0), (42, 42, 42, 40), (2, 42, 42, 0), (2, 42, 42, 0)]);
    let after = usage().await;
    // 22 working days of the last thirty: (21 · 2 + 42) / 22 = 3.8 of 20.
    assert_eq!(after.0, Some(19));
    assert!(after.1 > before.1, "{before:?} {after:?}");
    // Once more: nothing changes, and nothing is asked for.
    run(&server, "restate_usage").await;
    assert_eq!(detail(&server, "restate_usage").await["restated"], 0);
    assert_eq!(days(&server, &acme).await, restated);
}

#[tokio::test]
async fn a_day_that_came_as_a_sum_stays_what_its_source_said() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(days_ago(3), days_ago(0), 30).await;
    sqlx::query("update client_usage_metric set content_hash = '\\x01' where date = $1")
        .bind(days_ago(1))
        .execute(&server.pool)
        .await
        .expect("as an import writes it");
    acme.user_day("a", "ADMIN", days_ago(1), 1, &[]).await;
    acme.user_day("a", "ADMIN", days_ago(2), 1, &[]).await;
    run(&server, "restate_usage").await;
    let users: Vec<i32> = days(&server, &acme).await.iter().map(|day| day.1).collect();
    assert_eq!(users, [30, 1, 30, 30], "only the day whose users are known is what they did");
}

#[tokio::test]
async fn late_use_of_a_feature_moves_its_level() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.features(4, 1, days_ago(40), days_ago(0)).await;
    server.recompute_all().await;
    let level = async || -> String {
        let level =
            "select adoption_status from client_feature_adoption where client_id = $1 and feature_key = 'feature-2'";
        sqlx::query_scalar(level).bind(acme.id).fetch_one(&server.pool).await.expect("the level")
    };
    assert_eq!(level().await, "NOT_USED");
    sqlx::query(
        "insert into feature_usage_daily (client_id, date, feature_key, count) values ($1, $2, 'feature-2', 3)",
    )
    .bind(acme.id)
    .bind(days_ago(2))
    .execute(&server.pool)
    .await
    .expect("late");
    run(&server, "roll_up_usage").await;
    assert_eq!(detail(&server, "roll_up_usage").await["adoption_behind"], 1);
    server.run_jobs().await;
    assert_eq!(level().await, "ACTIVE_USE");
    run(&server, "roll_up_usage").await;
    assert_eq!(detail(&server, "roll_up_usage").await["adoption_behind"], 0);
}
