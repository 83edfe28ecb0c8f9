use api_types::{adoption::FeatureDetails, problem::ProblemCode};
use domain::{NullReason, client::ContactRole, usage::AdoptionStatus as Level};
use harness::{seed::days_ago, spawn};

use super::{MOCK, seed};

#[tokio::test]
async fn a_feature_tells_its_days_its_users_and_its_levels() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    seed(&server, &acme, &MOCK).await;
    acme.contact_user(ContactRole::Admin, "Mike", "mike").await;
    for day in [1, 2, 5] {
        acme.user_day("mike", "ADMIN", days_ago(day), 1, &["case-creation"]).await;
    }
    acme.user_day("lisa", "INVESTIGATOR", days_ago(2), 1, &["case-creation", "dashboards"]).await;
    acme.user_day("old", "VIEWER", days_ago(31), 1, &["case-creation"]).await;
    server.recompute_all().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/adoption/case-creation", acme.id);
    let reply = csm.get(&path).await.expect(200);
    assert!(!reply.text().contains("lisa"));
    let details: FeatureDetails = reply.json();
    assert_eq!(
        (details.feature.feature_key.as_str(), details.feature.adoption_status),
        ("case-creation", Level::ActiveUse)
    );
    assert_eq!(details.expected_source.as_deref(), Some("FEATURE"));
    let days: Vec<_> = details.days.iter().map(|day| (day.date, day.count, day.seconds, day.errors)).collect();
    assert_eq!(days, [(days_ago(40), 45, 2_700, 1), (days_ago(2), 25, 1_500, 1), (days_ago(1), 20, 1_200, 1)]);
    let users: Vec<_> =
        details.users.iter().map(|user| (user.days_used, user.last_used_on, user.role.as_deref())).collect();
    assert_eq!(users, [(3, days_ago(1), Some("ADMIN")), (1, days_ago(2), Some("INVESTIGATOR"))]);
    assert_eq!((details.users[0].name.as_str(), details.users_total), ("Mike", 2));
    assert!(details.users[1].name.starts_with("User ") && details.users[1].contact_id.is_none());
    // 45 uses forty days ago leave the thirty days on day eleven; on day two 25 and on day one 20 come in.
    let levels: Vec<_> = details.levels.iter().map(|span| (span.from, span.to, span.adoption_status)).collect();
    assert_eq!(
        levels,
        [
            (days_ago(179), days_ago(41), Level::NotUsed),
            (days_ago(40), days_ago(11), Level::ActiveUse),
            (days_ago(10), days_ago(3), Level::NotUsed),
            (days_ago(2), days_ago(0), Level::ActiveUse),
        ]
    );
    assert_eq!(details.adoption_percentile_null_reason, Some(NullReason::SuppressedSmallN));
}

#[tokio::test]
async fn a_percentile_is_among_the_tier_that_licenses_it() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    seed(&server, &acme, &MOCK).await;
    for number in 1..=5 {
        let peer = server.client(&format!("Peer {number}")).insert().await;
        seed(&server, &peer, &MOCK).await;
        sqlx::query("update feature_usage_daily set count = $2 where client_id = $1 and feature_key = 'review'")
            .bind(peer.id)
            .bind(7 * number)
            .execute(&server.pool)
            .await
            .expect("peers differ");
    }
    server.recompute_all().await;
    let csm = server.csm().await;
    let get =
        async |key: &str| -> FeatureDetails { csm.get(&format!("/clients/{}/adoption/{key}", acme.id)).await.ok() };
    // 28 among 7 14 21 28 28 35: three below, two equal, of six: 66.7.
    assert_eq!(get("review").await.adoption_percentile, Some(67));
    let foreign = get("attestations").await;
    assert_eq!(
        (foreign.adoption_percentile, foreign.adoption_percentile_null_reason),
        (None, Some(NullReason::NotApplicable))
    );
    assert_eq!(foreign.levels.iter().map(|span| span.adoption_status).collect::<Vec<_>>(), [Level::NotLicensed]);
    assert_eq!(get("remediation").await.users_null_reason, Some(NullReason::NoData));
}

#[tokio::test]
async fn unknown_features_bad_days_and_other_books_are_refused() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    seed(&server, &acme, &MOCK).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/adoption", acme.id);
    csm.get(&format!("{path}/teleportation")).await.problem(404, ProblemCode::NotFound);
    for query in [
        "from=tomorrow",
        "from=2026-06-09&to=2026-06-01",
        "from=2020-01-01",
        "days=3",
        "to=-262143-01-01&from=-262143-01-01",
    ] {
        csm.get(&format!("{path}/reports?{query}")).await.problem(400, ProblemCode::Malformed);
    }
    csm.get(&format!("{path}/a%00b")).await.problem(400, ProblemCode::Malformed);
    server.other_csm().await.get(&format!("{path}/reports")).await.problem(404, ProblemCode::NotFound);
}
