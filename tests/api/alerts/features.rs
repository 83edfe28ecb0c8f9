//! FEATURE_ABANDONED: fires on silence after active use, ends with use.

use chrono::Duration;
use domain::{alert::AlertStatus, import::DataFeed};
use harness::{
    TestServer,
    seed::{self, Facts, Figures, days_ago},
    spawn,
};

use super::{alerts, later, only, sweep};

const QUERY: &str = "alert_type=FEATURE_ABANDONED&status=NEW,RESOLVED";

/// A client with a feature in daily use until so many days ago.
async fn quiet_since(server: &TestServer, days: u64) -> Facts {
    let acme = server.client("Acme").figures(Figures::default()).insert().await;
    acme.features(1, 1, days_ago(days + 40), days_ago(days)).await;
    sqlx::query("update client_feature_adoption set last_used_at = $1")
        .bind(days_ago(days))
        .execute(&server.pool)
        .await
        .expect("the last use");
    acme
}

#[tokio::test]
async fn it_goes_by_the_source_of_features() {
    let server = spawn().await;
    quiet_since(&server, 35).await;
    seed::feeds::connect(&server.pool, DataFeed::Usage, server.now()).await;
    sweep(&server).await;
    let csm = server.csm().await;
    assert!(alerts(&csm, QUERY).await.is_empty(), "nobody says what features are used for");
    seed::feeds::connect(&server.pool, DataFeed::FeatureUsage, server.now()).await;
    sweep(&server).await;
    let alert = only(&csm, QUERY).await;
    assert_eq!(alert.title, "Feature 1 is no longer used");
    assert_eq!((alert.trigger_value.as_deref(), alert.trigger_threshold.as_deref()), (Some("35"), Some("30")));
}

#[tokio::test]
async fn it_ends_with_use_and_not_with_time() {
    let server = spawn().await;
    let acme = quiet_since(&server, 35).await;
    seed::feeds::connect(&server.pool, DataFeed::FeatureUsage, server.now()).await;
    sweep(&server).await;
    let csm = later(&server, Duration::days(100)).await;
    seed::feeds::connect(&server.pool, DataFeed::FeatureUsage, server.now()).await;
    sweep(&server).await;
    assert_eq!(only(&csm, QUERY).await.status, AlertStatus::New, "135 days on it is still not used");

    sqlx::query("update client_feature_adoption set last_used_at = $2 where client_id = $1")
        .bind(acme.id)
        .bind(server.today())
        .execute(&server.pool)
        .await
        .expect("used again");
    sweep(&server).await;
    assert_eq!(only(&csm, QUERY).await.status, AlertStatus::Resolved);
}
