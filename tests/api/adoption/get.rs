use api_types::{
    adoption::{ClientAdoption, FeatureAdoption},
    health::HealthDetails,
    problem::ProblemCode,
};
use domain::{
    NullReason,
    usage::{AdoptionStatus as Level, UsageTrend},
};
use harness::{seed::days_ago, spawn};
use rust_decimal::Decimal;

use super::{MOCK, seed};

fn find<'a>(adoption: &'a ClientAdoption, key: &str) -> &'a FeatureAdoption {
    adoption.modules.iter().flat_map(|module| &module.features).find(|one| one.feature_key == key).expect("the feature")
}

#[tokio::test]
async fn the_matrix_of_the_document_comes_out_as_it_stands_there() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    seed(&server, &acme, &MOCK).await;
    server.recompute_all().await;
    let csm = server.csm().await;
    let adoption: ClientAdoption = csm.get(&format!("/clients/{}/adoption", acme.id)).await.ok();
    // Five of eight: 62.5 goes to the even neighbour (G-A2).
    assert_eq!((adoption.adoption_score, adoption.features_used, adoption.features_licensed), (Some(62), 5.into(), 8));
    assert_eq!((adoption.numerator.as_str(), adoption.as_of), ("USED", Some(server.today())));
    let health: HealthDetails = csm.get(&format!("/clients/{}/health", acme.id)).await.ok();
    assert_eq!(health.components["adoption"].score, adoption.adoption_score);
    let shown: Vec<_> = adoption
        .modules
        .iter()
        .map(|module| {
            (
                module.module.as_str(),
                module.is_licensed,
                module.features.iter().map(|f| (f.feature_key.as_str(), f.adoption_status)).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Analytics", true, vec![("dashboards", Level::LightUse), ("reports", Level::NotUsed)]),
            (
                "Case Management",
                true,
                vec![
                    ("case-creation", Level::ActiveUse),
                    ("investigation", Level::LightUse),
                    ("remediation", Level::NotUsed)
                ]
            ),
            ("Disclosures", true, vec![("campaigns", Level::ActiveUse), ("review", Level::ActiveUse)]),
            (
                "Policy Management",
                true,
                vec![("attestations", Level::NotLicensed), ("policy-editor", Level::NotConfigured)]
            ),
        ]
    );
    assert_eq!(adoption.licensed_not_used, ["reports", "remediation", "policy-editor"]);
    let levels: Vec<_> = adoption.levels.iter().map(|level| level.features).collect();
    assert_eq!(levels, [1, 1, 2, 2, 3, 0]);

    let cases = find(&adoption, "case-creation");
    assert_eq!(
        (cases.usage_30_days, cases.usage_prev_30_days, cases.usage_in_window),
        (45.into(), 45.into(), 45.into())
    );
    assert_eq!((cases.usage_trend, cases.percent_of_expected), (Some(UsageTrend::Stable), Some(Decimal::from(45))));
    assert_eq!((cases.expected_usage, cases.expected_window_days), (Some(100.into()), 30));
    assert_eq!((cases.last_used_at, cases.feature_name.as_str()), (Some(days_ago(1)), "Feature case-creation"));
    assert_eq!(find(&adoption, "investigation").usage_trend, Some(UsageTrend::Increasing));
    assert_eq!(find(&adoption, "campaigns").usage_trend, Some(UsageTrend::Decreasing));
    let foreign = find(&adoption, "attestations");
    assert_eq!((foreign.usage_trend, foreign.usage_trend_null_reason), (None, Some(NullReason::NotApplicable)));
    assert_eq!(foreign.percent_of_expected, None);
    let reach = cases.reach.as_ref().expect("the night was there");
    assert_eq!(
        (reach.licensing_clients, reach.using_clients, reach.null_reason),
        (1, 1, Some(NullReason::SuppressedSmallN))
    );
}

#[tokio::test]
async fn what_is_expected_comes_from_the_client_then_its_tier_then_the_feature() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    seed(&server, &acme, &MOCK).await;
    let expect = async |kind: &str, id: &str, expected: i32| {
        sqlx::query("insert into feature_expectation (feature_key, scope_kind, scope_id, expected_usage) values ('dashboards', $1, $2, $3)")
            .bind(kind)
            .bind(id)
            .bind(expected)
            .execute(&server.pool)
            .await
            .expect("an expectation");
        server.recompute_all().await;
        let adoption: ClientAdoption = server.csm().await.get(&format!("/clients/{}/adoption", acme.id)).await.ok();
        let feature = find(&adoption, "dashboards").clone();
        (feature.expected_usage, feature.adoption_status)
    };
    assert_eq!(expect("TIER", "ENTERPRISE", 8).await, (Some(8.into()), Level::ActiveUse));
    assert_eq!(expect("CLIENT", &acme.id.to_string(), 5).await, (Some(5.into()), Level::PowerUse));
}

#[tokio::test]
async fn use_proves_that_a_feature_is_set_up_and_the_score_has_a_past() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    let unset = "update client_feature_adoption set is_configured = false, configured_at = null where feature_key = 'feature-1'";
    sqlx::query(unset).execute(&server.pool).await.expect("not set up, they say");
    server.backfill(&[acme.id], days_ago(70), server.today()).await;
    let adoption: ClientAdoption = server.csm().await.get(&format!("/clients/{}/adoption", acme.id)).await.ok();
    assert_eq!(adoption.computed_at, Some(server.now()));
    let feature = find(&adoption, "feature-1");
    assert_eq!((feature.is_configured, feature.is_configured_inferred), (true, true));
    // Without an expected value any use is adoption.
    assert_eq!((feature.adoption_status, feature.percent_of_expected), (Level::ActiveUse, None));
    assert_eq!((adoption.adoption_score, adoption.score_change_60_days), (Some(75), Some(0)));
    assert_eq!((adoption.history.len(), adoption.history[0].adoption_score), (71, 75));
}

#[tokio::test]
async fn nothing_licensed_is_no_score_and_other_books_are_closed() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/adoption", acme.id);
    let adoption: ClientAdoption = csm.get(&path).await.ok();
    assert_eq!((adoption.adoption_score, adoption.adoption_score_null_reason), (None, Some(NullReason::NotApplicable)));
    assert!(adoption.modules.is_empty() && adoption.licensed_not_used.is_empty());
    csm.get(&format!("{path}?module=analytics")).await.problem(400, ProblemCode::Malformed);
    server.other_csm().await.get(&path).await.problem(404, ProblemCode::NotFound);
}
