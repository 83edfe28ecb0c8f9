//! The program itself, ended with `kill -9` in the middle of its work: nothing is half-written, and a second run brings
//! about what an undisturbed one does, once.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use domain::{Clock as _, SystemClock};
use harness::{Options, TestDatabase, TestServer, spawn_with, within};
use serde_json::Value;
use sqlx::{PgPool, Postgres, Transaction};

const PATIENCE: Duration = Duration::from_secs(60);

/// A running `steward`, in a folder of its own. It does not outlive this value.
struct Steward {
    child: Option<Child>,
    _folder: tempfile::TempDir,
}

impl Steward {
    fn start(database: &TestDatabase, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let child = Command::new(env!("CARGO_BIN_EXE_steward"))
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .env("DATABASE_URL", database.url())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        Self { child: Some(child), _folder: folder }
    }

    fn id(&self) -> u32 {
        self.child.as_ref().expect("running").id()
    }

    /// `kill -9`.
    fn kill(mut self) {
        let mut child = self.child.take().expect("running");
        child.kill().expect("killed");
        child.wait().expect("gone");
    }

    /// Waits for its end, which must be a good one.
    async fn end(mut self) -> Output {
        let child = self.child.take().expect("running");
        let output = tokio::task::spawn_blocking(|| child.wait_with_output()).await.expect("waited");
        let output = output.expect("its output");
        assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        output
    }
}

impl Drop for Steward {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/import").canonicalize().expect("the fixtures")
}

fn import(database: &TestDatabase) -> Steward {
    let (small, mapping) = (fixtures().join("small"), fixtures().join("ravenstack.toml"));
    let [small, mapping] = [small, mapping].map(|path| path.to_str().expect("UTF-8").to_owned());
    Steward::start(database, &["import", &small, "--mapping", &mapping, "--as-of", "2024-12-31"])
}

/// A database the program finds as `steward migrate` and a first night leave it.
async fn ready() -> (TestDatabase, PgPool) {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    let mut connection = pool.acquire().await.expect("a connection");
    store::partitions::ensure_ahead(&mut connection, SystemClock.today()).await.expect("the months ahead");
    drop(connection);
    (database, pool)
}

/// Lets nobody write to a table until the transaction ends.
async fn hold(pool: &PgPool, lock: &'static str) -> Transaction<'static, Postgres> {
    let mut transaction = pool.begin().await.expect("a transaction");
    sqlx::query(lock).execute(&mut *transaction).await.expect("held");
    transaction
}

async fn count(pool: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// Waits until the program stands before the table that is held.
async fn stands_still(pool: &PgPool, milliseconds: i32) {
    within(PATIENCE, "the program stands in the middle of its work", || async {
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
               and now() - query_start > make_interval(secs => $1 / 1000.0)",
        )
        .bind(milliseconds)
        .fetch_one(pool)
        .await
        .expect("the sessions");
        (waiting > 0).then_some(())
    })
    .await;
}

/// Waits until the database has noticed that the program is gone.
async fn is_gone(pool: &PgPool) {
    let sessions = "select count(*) from pg_stat_activity where datname = current_database()
        and application_name = 'steward' and state <> 'idle'";
    within(PATIENCE, "what it began is rolled back", || async { (count(pool, sessions).await == 0).then_some(()) })
        .await;
}

/// All that an import and its scores leave, without ids and instants, which differ from run to run.
async fn written(pool: &PgPool) -> Vec<Value> {
    sqlx::query_scalar(
        "with named as (select id, external_id from client)
         select jsonb_build_array('client', to_jsonb(c) - '{id,import_batch_id,created_at,updated_at,computed_at}'::text[])
           from client c
         union all select jsonb_build_array('score', n.external_id, to_jsonb(s) - '{client_id,computed_at}'::text[])
           from client_health_score s join named n on n.id = s.client_id
         union all select jsonb_build_array('state', n.external_id, to_jsonb(s) - '{client_id}'::text[])
           from client_daily_state s join named n on n.id = s.client_id
         union all select jsonb_build_array('prediction', n.external_id, to_jsonb(p) - '{client_id,computed_at}'::text[])
           from churn_prediction p join named n on n.id = p.client_id
         union all select jsonb_build_array('subscription', n.external_id, s.external_id)
           from subscription s join named n on n.id = s.client_id
         union all select jsonb_build_array('ticket', n.external_id, t.external_id)
           from support_ticket t join named n on n.id = t.client_id
         union all select jsonb_build_array('usage', n.external_id, f.date, f.feature_key, f.source_key)
           from feature_usage_daily f join named n on n.id = f.client_id
         union all select jsonb_build_array('feed', feed, mode, covers_from, covers_until) from data_feed
         order by 1",
    )
    .fetch_all(pool)
    .await
    .expect("what was written")
}

#[tokio::test]
async fn an_import_killed_twice_is_finished_by_the_third_run() {
    let (undisturbed, expected) = ready().await;
    import(&undisturbed).end().await;
    let (database, pool) = ready().await;

    // All rows are written; the row of the audit log, the last of them, is not.
    let held = hold(&pool, "lock table audit_log in share mode").await;
    let first = import(&database);
    stands_still(&pool, 0).await;
    first.kill();
    held.rollback().await.expect("let go");
    is_gone(&pool).await;
    for table in [
        "select count(*) from client",
        "select count(*) from subscription",
        "select count(*) from support_ticket",
        "select count(*) from feature_usage_daily",
        "select count(*) from data_feed",
        "select count(*) from import_file",
        "select count(*) from recalculation_request",
        "select count(*) from audit_log",
    ] {
        assert_eq!(count(&pool, table).await, 0, "{table}");
    }
    assert_eq!(count(&pool, "select count(*) from import_batch where status <> 'APPLIED'").await, 1);

    // The rows are there; the scores are not, though they were being written.
    let held = hold(&pool, "lock table client_daily_state in share mode").await;
    let second = import(&database);
    stands_still(&pool, 0).await;
    second.kill();
    held.rollback().await.expect("let go");
    is_gone(&pool).await;
    assert_eq!(count(&pool, "select count(*) from client").await, 12);
    assert_eq!(count(&pool, "select count(*) from client_health_score").await, 0);
    assert_eq!(count(&pool, "select count(*) from client_daily_state").await, 0);
    assert!(count(&pool, "select count(*) from recalculation_request").await > 0);

    import(&database).end().await;
    assert_eq!(written(&pool).await, written(&expected).await);
    assert_eq!(count(&pool, "select count(*) from import_batch where status = 'FAILED'").await, 1);
    assert_eq!(count(&pool, "select count(*) from import_batch where status = 'APPLIED'").await, 2);
    let changes = "select count(*) from audit_log where operation = 'create_import'
        and (changes->>'rows_created')::int > 0";
    assert_eq!(count(&pool, changes).await, 1);
}

#[tokio::test]
async fn an_import_that_waits_says_nothing_of_slow_statements() {
    let (database, pool) = ready().await;
    let held = hold(&pool, "lock table audit_log in share mode").await;
    let importing = import(&database);
    stands_still(&pool, 1_500).await;
    held.rollback().await.expect("let go");
    let said = String::from_utf8_lossy(&importing.end().await.stderr).into_owned();
    assert!(!said.contains("slow"), "{said}");
}

/// Clients with facts, as of the present, and a request for each.
async fn requested(server: &TestServer) {
    server.connect_feeds().await;
    let mut ids = vec![];
    for n in 0..6 {
        let client = server.client(&format!("Client {n}")).insert().await;
        client.ordinary().await;
        ids.push(client.id);
    }
    let mut transaction = server.pool.begin().await.expect("a transaction");
    store::facts::request_recalculation(&mut transaction, &ids, "test", server.now()).await.expect("requested");
    store::jobs::enqueue(&mut transaction, &store::jobs::RecomputeRequested {}).await.expect("enqueued");
    transaction.commit().await.expect("committed");
}

const SCORES: &str = "select count(*) from client_health_score";
const REQUESTS: &str = "select count(*) from recalculation_request";

#[tokio::test]
async fn a_worker_killed_in_the_middle_of_a_job_leaves_it_to_the_next() {
    let server = spawn_with(Options { now: SystemClock.now(), ..Options::default() }).await;
    requested(&server).await;
    let pool = &server.pool;
    // Scores are written and requests taken; one statement is missing.
    let held = hold(pool, "lock table client_feature_adoption in share mode").await;
    let doomed = Steward::start(server.database(), &["work"]);
    stands_still(pool, 0).await;
    doomed.kill();
    held.rollback().await.expect("let go");
    is_gone(pool).await;
    assert_eq!((count(pool, REQUESTS).await, count(pool, SCORES).await), (6, 0));
    assert!(server.queued_jobs("recompute_requested").await >= 1);

    // Ten minutes later, as the queue sees it.
    for sql in [
        "update graphile_worker._private_workers set last_heartbeat_at = now() - interval '10 minutes'",
        "update graphile_worker._private_jobs set locked_at = now() - interval '10 minutes' where locked_by is not null",
    ] {
        sqlx::query(sql).execute(pool).await.expect("aged");
    }
    let next = Steward::start(server.database(), &["work"]);
    within(PATIENCE, "the next worker finishes it", || async {
        let queued = server.queued_jobs("recompute_requested").await;
        (count(pool, REQUESTS).await == 0 && queued == 0).then_some(())
    })
    .await;
    assert_eq!(count(pool, SCORES).await, 6);
    let ended = Command::new("kill").args(["-TERM", &next.id().to_string()]).status().expect("asked to stop");
    assert!(ended.success());
    next.end().await;
}
