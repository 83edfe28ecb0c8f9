use api_types::health::HealthDetails;
use domain::{
    NullReason,
    client::ContactRole,
    health::{ComponentState, ConfidenceLevel, HealthStatus, Profile},
    import::DataFeed,
    revenue::ForecastCategory,
    work::{ActivityType, SurveyKind, TicketSeverity},
};
use harness::{
    TestServer,
    seed::{self, Facts, days_ago, in_days},
    spawn,
};
use rust_decimal::Decimal;

async fn health(server: &TestServer, client: &Facts) -> HealthDetails {
    server.vp().await.get(&format!("/clients/{}/health", client.id)).await.ok()
}

/// A client whose every component was worked out by hand:
///
/// | component    | from                                                          | score      | weight |
/// |--------------|---------------------------------------------------------------|------------|--------|
/// | usage        | 9 daily users where 50 seats × 0.40 = 20 are expected         | 45         | 25     |
/// | adoption     | 5 of 8 licensed features used                                 | 62.5       | 20     |
/// | support      | 28 points on 50 seats, 1 overdue: 34; CSAT 80: 0.7·34 + 0.3·80 | 47.8       | 15     |
/// | relationship | 28 days where 14 are the target: 50; 1 of 3 roles: 0.6·50 + 0.4·33.33 | 43.3333 | 15    |
/// | contract     | NPS 7.0, 10 days past due, BEST_CASE: 0.4·70 + 0.3·70 + 0.3·75 | 71.5      | 15     |
/// | outcome      | 32 of 40 and 8 of 10                                          | 80         | 10     |
///
/// 11.25 + 12.5 + 7.17 + 6.5 + 10.725 + 8 = 56.145.
async fn worked_example(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(days_ago(120), days_ago(0), 9).await;
    acme.features(8, 5, days_ago(40), days_ago(0)).await;
    for (severity, closed) in [
        (TicketSeverity::Low, 1),
        (TicketSeverity::Medium, 3),
        (TicketSeverity::High, 2),
        (TicketSeverity::Critical, 1),
    ] {
        for n in 0..closed {
            acme.ticket(severity, 3 + n).await;
        }
    }
    acme.overdue_ticket(TicketSeverity::Low, 5).await;
    for score in [5, 5, 4, 4, 2] {
        acme.survey(SurveyKind::Csat, score, 20).await;
    }
    acme.activity(ActivityType::Call, 28).await;
    // An e-mail nobody noted an outcome of, or a talk among ourselves, is no contact.
    acme.activity(ActivityType::InternalDiscussion, 1).await;
    acme.contact(ContactRole::Champion, "Champ", 10).await;
    acme.contact(ContactRole::Admin, "Admin", 120).await;
    acme.survey(SurveyKind::Nps, 6, 30).await;
    acme.survey(SurveyKind::Nps, 8, 40).await;
    acme.unpaid_invoice(10).await;
    acme.renewal(ForecastCategory::BestCase, in_days(60)).await;
    acme.outcome("case_resolution", 32, 40).await;
    acme.outcome("campaign_completion", 8, 10).await;
    acme
}

#[tokio::test]
async fn a_score_is_what_the_arithmetic_by_hand_says() {
    let server = spawn().await;
    let acme = worked_example(&server).await;
    server.recompute_all().await;
    let health = health(&server, &acme).await;
    let components: Vec<_> = ["usage", "adoption", "support", "relationship", "contract", "outcome"]
        .iter()
        .map(|key| {
            (
                *key,
                health.components[*key].score,
                health.components[*key].weight,
                health.components[*key].status.as_deref(),
            )
        })
        .collect();
    // Halves go to the even neighbour: 62.5 to 62, 71.5 to 72.
    assert_eq!(
        components,
        [
            ("usage", Some(45), 25, Some("poor")),
            ("adoption", Some(62), 20, Some("fair")),
            ("support", Some(48), 15, Some("poor")),
            ("relationship", Some(43), 15, Some("poor")),
            ("contract", Some(72), 15, Some("fair")),
            ("outcome", Some(80), 10, Some("good")),
        ]
    );
    assert_eq!((health.overall_score, health.health_status), (Some(56), Some(HealthStatus::AtRisk)));
    assert_eq!((health.confidence, health.confidence_level), (Some(1.0), Some(ConfidenceLevel::High)));
    assert_eq!((health.profile, health.as_of), (Profile::Six, Some(server.today())));
    assert_eq!((health.trend_period.as_str(), health.trend_change), ("30 days", None));
    let stored: Decimal =
        sqlx::query_scalar("select score from client_health_score where client_id = $1 and date = $2")
            .bind(acme.id)
            .bind(server.today())
            .fetch_one(&server.pool)
            .await
            .expect("the score");
    assert_eq!(stored, Decimal::new(56_145, 3));

    let usage = &health.components["usage"];
    let inputs: Vec<_> = usage.inputs.iter().map(|input| (input.key.as_str(), input.value)).collect();
    assert!(inputs.contains(&("mean_dau", Some(Decimal::from(9)))), "{inputs:?}");
    assert!(inputs.contains(&("expected_dau", Some(Decimal::from(20)))), "{inputs:?}");
    assert!(usage.inputs.iter().all(|input| !input.label.is_empty()));
}

#[tokio::test]
async fn a_component_without_a_source_leaves_its_weight_to_the_others() {
    let server = spawn().await;
    let acme = worked_example(&server).await;
    sqlx::query("delete from data_feed where feed in ('SUPPORT', 'OUTCOME')")
        .execute(&server.pool)
        .await
        .expect("gone");
    sqlx::query("delete from support_ticket").execute(&server.pool).await.expect("gone");
    sqlx::query("delete from client_outcome").execute(&server.pool).await.expect("gone");
    server.recompute_all().await;
    let health = health(&server, &acme).await;
    // (11.25 + 12.5 + 6.5 + 10.725) / 0.75 = 54.6333…
    assert_eq!((health.overall_score, health.confidence), (Some(55), Some(0.75)));
    assert_eq!(health.confidence_level, Some(ConfidenceLevel::Medium));
    let support = &health.components["support"];
    assert_eq!(
        (support.score, support.state, support.score_null_reason),
        (None, ComponentState::NoData, Some(NullReason::NoData))
    );
    assert_eq!(support.status, None);
}

#[tokio::test]
async fn a_silent_source_carries_its_last_value_at_half_confidence() {
    let server = spawn().await;
    let acme = worked_example(&server).await;
    server.recompute_all().await;
    // Three days later everything but usage has delivered again.
    server.advance(chrono::Duration::days(3));
    for feed in DataFeed::ALL.iter().filter(|feed| **feed != DataFeed::Usage) {
        seed::feeds::connect(&server.pool, *feed, server.now()).await;
    }
    server.recompute_all().await;
    let health: HealthDetails = {
        let token = server.log_in(seed::VP.email, seed::PASSWORD).await.value()["access_token"].clone();
        let vp = server.anonymous().with_token(token.as_str().expect("a token"));
        vp.get(&format!("/clients/{}/health", acme.id)).await.ok()
    };
    let usage = &health.components["usage"];
    assert_eq!((usage.score, usage.state, usage.is_carried_forward), (Some(45), ComponentState::Stale, true));
    assert_eq!(health.confidence, Some(0.875));
}

#[tokio::test]
async fn too_little_known_is_no_score_and_says_so() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    acme.activity(ActivityType::Call, 3).await;
    server.recompute_all().await;
    let health = health(&server, &acme).await;
    assert_eq!((health.overall_score, health.health_status), (None, None));
    assert_eq!(health.overall_score_null_reason, Some(NullReason::InsufficientData));
    assert_eq!(health.benchmarks.tier_null_reason, Some(NullReason::NoData));
    let rows: i64 =
        sqlx::query_scalar("select count(*) from client_health_score").fetch_one(&server.pool).await.expect("scores");
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn silence_of_a_healthy_source_is_zero_and_not_unknown() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.features(4, 2, days_ago(40), days_ago(0)).await;
    server.recompute_all().await;
    let health = health(&server, &acme).await;
    let usage = &health.components["usage"];
    assert_eq!((usage.score, usage.state), (Some(0), ComponentState::Ok));
    // A live helpdesk without a ticket is as good as it gets.
    assert_eq!(health.components["support"].score, Some(100));
}
