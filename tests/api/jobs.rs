//! Background work: nothing is lost, and everything has its effect once, whoever dies.

use std::time::Duration;

use app::{Context, Ids, notifications::Outbound};
use harness::{
    TestServer,
    seed::{days_ago, id_of},
    spawn, within,
};
use serde_json::Value;
use uuid::Uuid;

/// A worker in a runtime of its own, which can end like a killed process: no task runs on, every socket closes.
struct Worker {
    runtime: Option<tokio::runtime::Runtime>,
}

impl Worker {
    async fn start(server: &TestServer) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let url = server.database().url().into();
        let clock = server.context.clock.clone();
        let (started, has_started) = tokio::sync::oneshot::channel();
        runtime.spawn(async move {
            let pool = server::connect(&url, 5).expect("the address of the test database");
            let context = Context { pool, clock, ids: Ids::seeded(9), outbound: Outbound::default() };
            let workers = jobs::start(&context, 2).await.expect("the workers start");
            started.send(()).expect("the test waits");
            // Kept until the runtime ends.
            std::future::pending::<()>().await;
            workers.stop().await;
        });
        has_started.await.expect("the workers start");
        Self { runtime: Some(runtime) }
    }

    /// As `kill -9` would.
    fn kill(mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn count(server: &TestServer, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&server.pool).await.expect("a count")
}

const REQUESTS: &str = "select count(*) from recalculation_request";
const LOCKED_JOBS: &str = "select count(*) from graphile_worker._private_jobs where locked_by is not null";

/// Clients with facts enough for a score, and a request for each, as writes leave it.
async fn requested(server: &TestServer, clients: u32) -> Vec<Uuid> {
    server.connect_feeds().await;
    let mut ids = vec![];
    for n in 0..clients {
        let client = server.client(&format!("Client {n:02}")).insert().await;
        client.ordinary().await;
        ids.push(client.id);
    }
    request(server, &ids).await;
    ids
}

async fn request(server: &TestServer, ids: &[Uuid]) {
    let mut transaction = server.pool.begin().await.expect("a transaction");
    store::facts::request_recalculation(&mut transaction, ids, "test", server.now()).await.expect("requested");
    store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await.expect("enqueued");
    transaction.commit().await.expect("committed");
}

/// Everything a computation writes.
async fn written(server: &TestServer) -> Vec<Value> {
    sqlx::query_scalar(
        "select to_jsonb(t) from client_health_score t
         union all select to_jsonb(t) from client_daily_state t
         union all select to_jsonb(t) from churn_prediction t
         union all select to_jsonb(t) from metric_snapshot t
         union all select to_jsonb(t) - 'updated_at' from client_feature_adoption t
         union all select to_jsonb(t) from client t
         order by 1",
    )
    .fetch_all(&server.pool)
    .await
    .expect("what was written")
}

#[tokio::test]
async fn two_workers_share_one_queue() {
    let server = spawn().await;
    let (one, two) = (Worker::start(&server).await, Worker::start(&server).await);
    let ids = requested(&server, 12).await;
    // More of the same while they are at it.
    for chunk in ids.chunks(3) {
        request(&server, chunk).await;
    }
    within(Duration::from_secs(30), "every request is dealt with", || async {
        let queued = server.queued_jobs("recompute_requested").await;
        (count(&server, REQUESTS).await == 0 && queued == 0).then_some(())
    })
    .await;
    let scores = count(&server, "select count(*) from client_health_score where date = '2026-06-10'").await;
    assert_eq!(scores, 12);
    assert_eq!(count(&server, "select count(*) from client where current_health_score is null").await, 0);
    drop((one, two));

    // Once more by hand: the very same rows.
    let before = written(&server).await;
    request(&server, &ids).await;
    server.run_jobs().await;
    assert_eq!(written(&server).await, before);
}

#[tokio::test]
async fn a_worker_killed_in_the_middle_leaves_its_work_to_the_next() {
    let server = spawn().await;
    let ids = requested(&server, 6).await;
    // Nobody may write how features are adopted: the worker stops with the requests taken and the scores written, one
    // statement before the end.
    let mut holding = server.pool.begin().await.expect("a transaction");
    sqlx::query("lock table client_feature_adoption in share mode").execute(&mut *holding).await.expect("held");
    let doomed = Worker::start(&server).await;
    within(Duration::from_secs(20), "the worker stands in the middle of its job", || async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        (count(&server, waiting).await > 0 && count(&server, LOCKED_JOBS).await > 0).then_some(())
    })
    .await;
    doomed.kill();
    holding.rollback().await.expect("let go");

    // Nothing of its work is there, and nothing of what it was asked is gone.
    within(Duration::from_secs(20), "its transaction is rolled back", || async {
        let busy = "select count(*) from pg_stat_activity where datname = current_database()
            and application_name = 'steward' and state like '%in transaction%'";
        (count(&server, busy).await == 0).then_some(())
    })
    .await;
    assert_eq!(count(&server, REQUESTS).await, 6);
    assert_eq!(count(&server, "select count(*) from client_health_score where date = '2026-06-10'").await, 0);
    assert!(count(&server, LOCKED_JOBS).await >= 1);

    // Ten minutes later, as the queue sees it, another worker comes up.
    sqlx::query("update graphile_worker._private_workers set last_heartbeat_at = now() - interval '10 minutes'")
        .execute(&server.pool)
        .await
        .expect("aged");
    sqlx::query("update graphile_worker._private_jobs set locked_at = now() - interval '10 minutes' where locked_by is not null")
        .execute(&server.pool)
        .await
        .expect("aged");
    let next = Worker::start(&server).await;
    within(Duration::from_secs(30), "the next worker finishes it", || async {
        let queued = server.queued_jobs("recompute_requested").await;
        (count(&server, REQUESTS).await == 0 && queued == 0).then_some(())
    })
    .await;
    drop(next);
    assert_eq!(count(&server, "select count(*) from client_health_score where date = '2026-06-10'").await, 6);

    // What came out is what an undisturbed run makes of it.
    let before = written(&server).await;
    request(&server, &ids).await;
    server.run_jobs().await;
    assert_eq!(written(&server).await, before);
}

#[tokio::test]
async fn a_dead_worker_does_not_hold_up_what_comes_later() {
    let server = spawn().await;
    let ids = requested(&server, 2).await;
    sqlx::query("update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now(), attempts = 1")
        .execute(&server.pool)
        .await
        .expect("locked by a worker that is gone");
    request(&server, &ids[..1]).await;
    let worker = Worker::start(&server).await;
    within(Duration::from_secs(5), "the new score is there within five seconds", || async {
        (count(&server, REQUESTS).await == 0).then_some(())
    })
    .await;
    drop(worker);
    // The job asks what is to be done, so the work of the dead one was done along with it.
    assert_eq!(count(&server, "select count(*) from client_health_score where date = '2026-06-10'").await, 2);
}

#[tokio::test]
async fn a_client_someone_holds_is_computed_when_it_is_free() {
    let server = spawn().await;
    let ids = requested(&server, 3).await;
    let mut holding = server.pool.begin().await.expect("a transaction");
    sqlx::query("select from client where id = $1 for update").bind(ids[1]).execute(&mut *holding).await.expect("held");
    server.run_jobs().await;
    // The others did not wait for it, and its request is not lost.
    assert_eq!(count(&server, "select count(*) from client_health_score").await, 2);
    assert_eq!(count(&server, REQUESTS).await, 1);
    store::jobs::enqueue(&mut holding, &store::jobs::RecomputeRequested {}).await.expect("enqueued");
    holding.commit().await.expect("let go");
    server.run_jobs().await;
    assert_eq!(count(&server, "select count(*) from client_health_score").await, 3);
    assert_eq!(count(&server, REQUESTS).await, 0);
}

#[tokio::test]
async fn a_write_and_its_job_happen_together_or_not_at_all() {
    let server = spawn().await;
    let client = server.client("Acme").insert().await;
    let mut transaction = server.pool.begin().await.expect("a transaction");
    store::facts::request_recalculation(&mut transaction, &[client.id], "test", server.now()).await.expect("requested");
    store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await.expect("enqueued");
    // Nobody else sees it before it is committed.
    assert_eq!((count(&server, REQUESTS).await, server.queued_jobs("recompute_requested").await), (0, 0));
    transaction.rollback().await.expect("rolled back");
    assert_eq!((count(&server, REQUESTS).await, server.queued_jobs("recompute_requested").await), (0, 0));
    // Many writes wait as one job.
    for _ in 0..3 {
        request(&server, &[client.id]).await;
    }
    assert_eq!((count(&server, REQUESTS).await, server.queued_jobs("recompute_requested").await), (1, 1));
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_and_loses_nothing() {
    let server = spawn().await;
    let ids = requested(&server, 2).await;
    sqlx::query(r#"insert into metric_settings (version, settings) values (1, '{"health": "nonsense"}')"#)
        .execute(&server.pool)
        .await
        .expect("settings nobody can read");
    server.run_jobs().await;
    assert_eq!((count(&server, REQUESTS).await, server.queued_jobs("recompute_requested").await), (2, 1));
    let outcome: String = sqlx::query_scalar("select outcome from job_run where job = 'recompute_requested'")
        .fetch_one(&server.pool)
        .await
        .expect("the run");
    assert_eq!(outcome, "FAILED");
    // The score that was there before would still be there; none is half computed.
    assert_eq!(count(&server, "select count(*) from client_health_score").await, 0);

    sqlx::query("delete from metric_settings").execute(&server.pool).await.expect("mended");
    sqlx::query("update graphile_worker._private_jobs set run_at = now()").execute(&server.pool).await.expect("due");
    server.run_jobs().await;
    assert_eq!((count(&server, REQUESTS).await, server.queued_jobs("recompute_requested").await), (0, 0));
    let scored = count(&server, "select count(*) from client where current_health_score is not null").await;
    assert_eq!(usize::try_from(scored).ok(), Some(ids.len()));
    let outcome: String = sqlx::query_scalar("select outcome from job_run where job = 'recompute_requested'")
        .fetch_one(&server.pool)
        .await
        .expect("the run");
    assert_eq!(outcome, "DONE");
}

#[tokio::test]
async fn the_nightly_run_closes_yesterday_and_is_the_same_twice() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.client("Globex").insert().await.ordinary().await;
    server.recompute_all().await;
    let first = written(&server).await;
    server.recompute_all().await;
    assert_eq!(written(&server).await, first);

    let days: Vec<(String, bool)> =
        sqlx::query_as("select date::text, is_final from client_health_score where client_id = $1 order by date")
            .bind(id_of("client Acme"))
            .fetch_all(&server.pool)
            .await
            .expect("the scores");
    assert_eq!(days, [(days_ago(1).to_string(), true), (days_ago(0).to_string(), false)]);
    // The next night closes the day that was open.
    server.advance(chrono::Duration::days(1));
    server.recompute_all().await;
    let open =
        count(&server, "select count(*) from client_health_score where not is_final and date < '2026-06-11'").await;
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_server_with_workers_scores_an_edit_within_five_seconds() {
    let server = harness::spawn_with(harness::Options {
        configure: |config| config.worker_concurrency = Some(1),
        ..harness::Options::default()
    })
    .await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    server.recompute_all().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let score = async || csm.get(&path).await.value()["current_health_score"].clone();
    let before = score().await;
    csm.put(&path).if_match("\"v1\"").json(&serde_json::json!({"expected_dau_override": 60})).await.expect(200);
    within(Duration::from_secs(5), "the score follows", || async { (score().await != before).then_some(()) }).await;
}

#[tokio::test]
async fn a_server_that_stops_takes_no_more_jobs_while_it_answers_the_last_request() {
    let mut server = harness::spawn_with(harness::Options {
        configure: |config| config.worker_concurrency = Some(1),
        ..harness::Options::default()
    })
    .await;
    let vp = server.vp().await;
    let client = server.client("Acme").insert().await;
    let listening = "select count(*) from pg_stat_activity where datname = current_database()
        and application_name = 'steward' and query ilike 'listen%jobs%'";
    // Those that compute, and those that send messages.
    within(Duration::from_secs(20), "the workers listen", || async {
        (count(&server, listening).await == 2).then_some(())
    })
    .await;

    let mut holding = server.pool.begin().await.expect("a transaction");
    sqlx::query("lock table staff in access exclusive mode").execute(&mut *holding).await.expect("held");
    let last = tokio::spawn(async move { vp.get("/users").await });
    within(Duration::from_secs(20), "the last request is in hand", || async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        (count(&server, waiting).await > 0).then_some(())
    })
    .await;
    let handle = server.handle();
    let stopping = tokio::spawn(handle.stop());
    within(Duration::from_secs(8), "the workers stop", || async {
        (count(&server, listening).await == 0).then_some(())
    })
    .await;
    request(&server, &[client.id]).await;
    assert!(!last.is_finished());
    holding.rollback().await.expect("let go");
    last.await.expect("answered").expect(200);
    stopping.await.expect("stopped");
    server.stop().await;
    // Another server finds the job as it was left.
    assert_eq!(count(&server, REQUESTS).await, 1);
    let untouched = "select count(*) from graphile_worker._private_jobs where attempts = 0 and locked_by is null";
    assert_eq!(count(&server, untouched).await, 1);
}
