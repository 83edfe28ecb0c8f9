//! Storing many days: what is new costs nothing but its writing, what is there is replaced, and nobody waits for a month
//! to be made.

use chrono::{Duration, NaiveDate};
use harness::{TestDatabase, date, eventually, plan::Explaining, spawn, today};
use sqlx::{Connection as _, PgConnection};
use store::health::{DailyStateRow, PredictionRow, ScoreRow};
use uuid::Uuid;

const DAYS: i64 = 70;

fn days() -> impl Iterator<Item = NaiveDate> {
    (0..DAYS).map(|n| date("2026-04-01") + Duration::days(n))
}

fn scores(client: Uuid) -> Vec<ScoreRow> {
    let row = |date| ScoreRow {
        client_id: client,
        date,
        overall_score: 50,
        score: 50.into(),
        health_status: "AT_RISK",
        confidence: 1.into(),
        profile: "SIX",
        component_scores: "{}".to_owned(),
        component_states: "{}".to_owned(),
        inputs: "{}".to_owned(),
        weights_version: "v1".to_owned(),
        weights_snapshot: "{}".to_owned(),
        is_final: true,
    };
    days().map(row).collect()
}

fn states(client: Uuid) -> Vec<DailyStateRow> {
    let row = |date| DailyStateRow {
        client_id: client,
        date,
        is_active: true,
        tier: "ENTERPRISE",
        segment: None,
        size_segment: "SMB",
        industry: None,
        csm_user_id: None,
        ae_user_id: None,
        arr: None,
        health_score: Some(50),
        health_status: Some("AT_RISK"),
        profile: Some("SIX"),
        churn_risk_score: None,
        renewal_status: "ACTIVE",
        at_risk_reasons: vec![],
    };
    days().map(row).collect()
}

fn predictions(client: Uuid) -> Vec<PredictionRow> {
    let row = |as_of| PredictionRow {
        client_id: client,
        as_of,
        p30: 0.1,
        p60: 0.2,
        p90: 0.3,
        score: 30,
        category: "MEDIUM",
        source: "HEURISTIC",
        contributions: "[]".to_owned(),
        confidence: 1.into(),
    };
    days().map(row).collect()
}

async fn write(connection: &mut PgConnection, client: Uuid) {
    store::health::write_scores(connection, &scores(client), harness::seed::now()).await.expect("scores");
    store::health::write_daily_states(connection, &states(client)).await.expect("states");
    store::health::write_predictions(connection, &predictions(client), harness::seed::now())
        .await
        .expect("predictions");
}

#[tokio::test]
async fn a_first_load_searches_for_nothing_to_replace() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    for table in ["client_health_score", "client_daily_state", "churn_prediction"] {
        harness::seed::history::partitions(&pool, table, date("2026-04-01"), today()).await;
    }
    let mut connection = pool.acquire().await.expect("a connection");
    // Other clients' days, of which no statistics tell.
    for n in 1..40 {
        write(&mut connection, Uuid::from_u128(n)).await;
    }
    let mut explaining = Explaining::connect(&database).await;
    write(&mut explaining.connection, Uuid::from_u128(100)).await;
    let nodes = explaining.nodes();
    let searches: Vec<_> = nodes
        .iter()
        .filter(|node| ["ModifyTable", "Seq Scan", "Bitmap"].iter().any(|costly| node.starts_with(costly)))
        .collect();
    assert!(searches.is_empty(), "{searches:?}");

    // What is there is replaced.
    write(&mut explaining.connection, Uuid::from_u128(100)).await;
    assert!(explaining.nodes().iter().any(|node| node.starts_with("ModifyTable")));
    let counts: (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from client_health_score), (select count(*) from client_daily_state),
           (select count(*) from churn_prediction)",
    )
    .fetch_one(&pool)
    .await
    .expect("counts");
    assert_eq!(counts, (40 * DAYS, 40 * DAYS, 40 * DAYS));
}

#[tokio::test]
async fn a_month_is_made_while_others_read_and_write() {
    let database = TestDatabase::migrated().await;
    let mut making = PgConnection::connect(&database.url()).await.expect("a connection");
    let mut other = PgConnection::connect(&database.url()).await.expect("a connection");
    sqlx::query("set lock_timeout = '2s'").execute(&mut other).await.expect("set");
    let mut transaction = making.begin().await.expect("a transaction");
    let (from, to) = (date("2027-01-10"), date("2027-02-10"));
    let made = store::partitions::ensure(&mut transaction, "client_daily_state", from, to, false).await.expect("made");
    assert_eq!(made, 2);
    // The months are there for us already, and nobody waits for the end of our transaction.
    let mut row = states(Uuid::from_u128(1)).remove(0);
    row.date = today();
    store::health::write_daily_states(&mut other, &[row]).await.expect("written beside it");
    let read: i64 = sqlx::query_scalar("select count(*) from client_daily_state")
        .fetch_one(&mut other)
        .await
        .expect("read beside it");
    assert_eq!(read, 1);
    let mut row = states(Uuid::from_u128(1)).remove(0);
    row.date = to;
    store::health::write_daily_states(&mut transaction, &[row]).await.expect("the month takes rows");
    transaction.commit().await.expect("committed");
}

#[tokio::test]
async fn a_new_month_has_all_that_its_table_has_and_goes_when_it_is_old() {
    let server = spawn().await;
    let mut connection = server.pool.acquire().await.expect("a connection");
    let long_ago = date("2015-03-05");
    for (table, _) in store::partitions::PARTITIONED_TABLES {
        store::partitions::ensure(&mut connection, table, long_ago, long_ago, false).await.expect("made");
        let month = format!("{table}_y2015m03");
        // Indexes and constraints are children of the table's own, one for one.
        let unlike: i64 = sqlx::query_scalar(
            "select (select count(*) from pg_index where indrelid = $1::regclass)
               - (select count(*) from pg_index i join pg_inherits h on h.inhrelid = i.indexrelid
                  where i.indrelid = $2::regclass)",
        )
        .bind(*table)
        .bind(&month)
        .fetch_one(&mut *connection)
        .await
        .expect("the catalogue");
        assert_eq!(unlike, 0, "{month}");
        let definitions =
            "select coalesce(array_agg(pg_get_constraintdef(oid) order by pg_get_constraintdef(oid)), '{}')
            from pg_constraint where conrelid = $1::regclass";
        let of = async |name: String, connection: &mut PgConnection| -> Vec<String> {
            sqlx::query_scalar(definitions).bind(name).fetch_one(connection).await.expect("the catalogue")
        };
        let (parent, child) =
            (of((*table).to_owned(), &mut connection).await, of(month.clone(), &mut connection).await);
        assert_eq!(parent, child, "{month}");
    }
    // Again: it is there already.
    let again = store::partitions::ensure(&mut connection, "audit_log", long_ago, long_ago, false).await;
    assert_eq!(again.expect("asked"), 0);
    let tidied = app::maintenance::tidy(&server.context).await.expect("tidied");
    assert_eq!(tidied.partitions_dropped, store::partitions::PARTITIONED_TABLES.len());
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from data_partition where month < '2016-01-01')
           + (select count(*) from pg_class where relname like '%y2015m03%')",
    )
    .fetch_one(&server.pool)
    .await
    .expect("a count");
    assert_eq!(left, 0);
}

/// Making a month of a table with foreign keys locks what they refer to. Scoring writes clients and waits for nobody who
/// might wait for it: the lock is gone before the activity is written.
#[tokio::test]
async fn an_activity_in_a_month_to_be_made_keeps_nobody_waiting() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    server.client("Globex").external_id("G-1").insert().await;
    let csm = server.csm().await;
    let mut other = PgConnection::connect(&server.database().url()).await.expect("a connection");
    sqlx::query("set lock_timeout = '2s'").execute(&mut other).await.expect("set");
    let body = |day: &str| serde_json::json!({"activity_type": "CALL", "subject": "Long ago", "occurred_at": format!("{day}T09:00:00Z")});
    let logged = csm.post("/clients/ext:A-1/activities").json(&body("2026-06-09")).await.expect(201).value();
    let change = csm.put(&format!("/activities/{}", logged["id"].as_str().expect("an id"))).if_match("\"v1\"");
    for request in [csm.post("/clients/ext:A-1/activities").json(&body("2021-03-05")), change.json(&body("2021-05-05"))]
    {
        // The last thing it does is kept from it, so that it stands still with all that it holds.
        let mut blocker = server.pool.begin().await.expect("a transaction");
        sqlx::query("lock table recalculation_request in exclusive mode").execute(&mut *blocker).await.expect("locked");
        let meanwhile = async {
            eventually("the activity waits", || async {
                let waits: bool = sqlx::query_scalar(
                    "select exists (select from pg_locks where not granted
                       and relation = 'recalculation_request'::regclass
                       and database = (select oid from pg_database where datname = current_database()))",
                )
                .fetch_one(&server.pool)
                .await
                .expect("the locks");
                waits.then_some(())
            })
            .await;
            let written =
                sqlx::query("update client set name = name where external_id = 'G-1'").execute(&mut other).await;
            blocker.rollback().await.expect("over");
            written
        };
        let (reply, written) = tokio::join!(async { request.await }, meanwhile);
        assert!(matches!(reply.status, 200 | 201), "{}", reply.text());
        written.expect("another client is written meanwhile");
    }
}
