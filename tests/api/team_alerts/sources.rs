use api_types::imports::ImportBatch;
use chrono::Duration;
use domain::alert::{AlertSeverity, AlertStatus, AlertType};
use harness::{TestServer, seed, spawn};

use super::{ANY, alerts, as_now, only, sweep};
use crate::imports::upload::{accounts, import, small};

/// A source that is to keep coming, and when it did last.
async fn feed(server: &TestServer, feed: &str, hours_ago: i64) {
    sqlx::query(
        "insert into data_feed (feed, mode, connected_at, last_success_at) values ($1, 'CONTINUOUS', $2 - interval '90 days', $2)
         on conflict on constraint data_feed_pkey do update set mode = 'CONTINUOUS', last_success_at = excluded.last_success_at",
    )
    .bind(feed)
    .bind(server.now() - Duration::hours(hours_ago))
    .execute(&server.pool)
    .await
    .expect("a source");
}

#[tokio::test]
async fn a_source_that_fell_silent_is_told_until_it_speaks_again() {
    let server = spawn().await;
    feed(&server, "USAGE", 48).await;
    feed(&server, "CRM", 100).await;
    sweep(&server).await;
    let admin = server.admin().await;
    assert!(alerts(&admin, ANY).await.is_empty(), "48 hours for usage and a week for the CRM are nothing");
    feed(&server, "USAGE", 49).await;
    sweep(&server).await;
    let silent = only(&admin, ANY).await;
    assert_eq!((silent.alert_type, silent.severity), (AlertType::DataQuality, AlertSeverity::Medium));
    assert_eq!(silent.title, "Usage data did not arrive for 2 days");
    assert_eq!(silent.related_entity_id.as_deref(), Some("USAGE"));

    feed(&server, "USAGE", 0).await;
    sweep(&server).await;
    let ended = only(&admin, ANY).await;
    assert_eq!((ended.status, ended.resolution_notes.as_deref()), (AlertStatus::Resolved, Some("auto")));
    feed(&server, "USAGE", 50).await;
    sweep(&server).await;
    assert_eq!(only(&admin, ANY).await.reopened_count, 1, "within a day it is the same");
    feed(&server, "USAGE", 0).await;
    sweep(&server).await;
    server.advance(Duration::hours(25));
    feed(&server, "USAGE", 50).await;
    sweep(&server).await;
    assert_eq!(alerts(&as_now(&server, seed::ADMIN).await, ANY).await.len(), 2, "later it is another time");
}

#[tokio::test]
async fn a_source_that_fails_says_why() {
    let server = spawn().await;
    feed(&server, "CRM", 1).await;
    sqlx::query("update data_feed set last_error_at = $1, last_error = 'the key was refused' where feed = 'CRM'")
        .bind(server.now())
        .execute(&server.pool)
        .await
        .expect("an error");
    sweep(&server).await;
    let admin = server.admin().await;
    let failing = only(&admin, "").await;
    assert_eq!(failing.title, "CRM data could not be read");
    assert!(failing.description.contains("the key was refused"), "{}", failing.description);
    server.advance(Duration::minutes(10));
    feed(&server, "CRM", 0).await;
    sweep(&server).await;
    assert!(alerts(&admin, "").await.is_empty());
}

#[tokio::test]
async fn refused_rows_are_told_until_they_came_in_or_were_taken_back() {
    let server = spawn().await;
    let admin = server.admin().await;
    let header =
        "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag\n";
    let good = "A-01,Alder Works,EdTech,US,2023-02-03,partner,Basic,5,False,False\n";
    let bad = "A-02,Birch & Sons,FinTech,UK,not a day,organic,Pro,12,False,False\n";
    let with_mistake = accounts(format!("{header}{good}{bad}").as_bytes());
    let batch: ImportBatch = import(&admin, "?as_of=2024-12-31", with_mistake).await.expect(201).json();
    server.run_jobs().await;
    let refused = only(&admin, "alert_type=DATA_QUALITY").await;
    assert_eq!(refused.title, "1 row of clients was refused");
    assert_eq!(
        (refused.related_entity_type.as_deref(), refused.related_entity_id.clone()),
        (Some("import_batch"), Some(batch.id.to_string()))
    );
    // Another kind of rows says nothing of these; a dry run is no import.
    let tried = accounts(format!("{header}{good}").as_bytes());
    import(&admin, "?as_of=2024-12-31&dry_run=true", tried).await.expect(201);
    server.run_jobs().await;
    assert_eq!(only(&admin, "").await.id, refused.id);
    // The last import is that of the last minute.
    server.advance(Duration::minutes(1));
    let corrected = accounts(format!("{header}{}", bad.replace("not a day", "2023-03-28")).as_bytes());
    let second: ImportBatch = import(&admin, "?as_of=2024-12-31", corrected).await.expect(201).json();
    server.run_jobs().await;
    assert!(alerts(&admin, "").await.is_empty(), "the row came in");

    server.advance(Duration::minutes(1));
    let again: ImportBatch = import(&admin, "?as_of=2024-12-31", accounts(format!("{header}{bad}{good}").as_bytes()))
        .await
        .expect(201)
        .json();
    server.run_jobs().await;
    assert_eq!(only(&admin, "").await.related_entity_id, Some(again.id.to_string()));
    admin.post(&format!("/imports/{}/undo", again.id)).await.expect(200);
    server.run_jobs().await;
    assert!(alerts(&admin, "").await.is_empty(), "what counts is {}, which is well", second.id);
}

#[tokio::test]
async fn an_import_that_failed_is_told_until_one_went_well() {
    let server = spawn().await;
    let admin = server.admin().await;
    sqlx::query(
        "insert into import_batch (id, source, status, mapping, as_of, error, created_at, finished_at)
         values (uuid_v7(), 'CLI', 'FAILED', '{}', '2026-05-01', 'a row breaks a rule', $1, $1)",
    )
    .bind(server.now() - Duration::hours(1))
    .execute(&server.pool)
    .await
    .expect("a failed import");
    sweep(&server).await;
    let failed = only(&admin, "").await;
    assert_eq!(failed.title, "The last import failed");
    assert!(failed.description.ends_with("a row breaks a rule"), "{}", failed.description);
    import(&admin, "?as_of=2024-12-31", small()).await.expect(201);
    server.run_jobs().await;
    let left = alerts(&admin, "").await;
    assert!(left.iter().all(|alert| alert.id != failed.id), "{left:#?}");
}
