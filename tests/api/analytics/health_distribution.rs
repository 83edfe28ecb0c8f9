use api_types::analytics::HealthDistribution;
use domain::health::{HealthStatus as S, Profile};
use harness::{
    ApiClient,
    seed::{self, Figures},
    spawn,
};

async fn distribution(caller: &ApiClient) -> HealthDistribution {
    caller.get("/analytics/health-distribution").await.ok()
}

#[tokio::test]
async fn every_band_is_counted_and_those_without_a_score_apart() {
    let server = spawn().await;
    for (name, health) in
        [("a", Some(58)), ("b", Some(73)), ("c", Some(85)), ("d", Some(92)), ("e", None), ("f", Some(35))]
    {
        server.client(name).figures(Figures { health, ..Figures::default() }).insert().await;
    }
    server
        .client("gone")
        .churned(seed::days_ago(3))
        .figures(Figures { health: Some(5), ..Figures::default() })
        .insert()
        .await;
    let shown = distribution(&server.vp().await).await;
    assert_eq!((shown.profiles.len(), shown.not_available), (1, 1));
    let six = &shown.profiles[0];
    // (58 + 73 + 85 + 92 + 35) / 5 = 68.6.
    assert_eq!((six.profile, six.clients, six.average), (Profile::Six, 5, Some(69)));
    let bands: Vec<_> = six.bands.iter().map(|band| (band.health_status, band.clients, band.percent)).collect();
    let expected = [
        (S::Healthy, 2, Some(40.0)),
        (S::Monitor, 1, Some(20.0)),
        (S::AtRisk, 1, Some(20.0)),
        (S::Critical, 1, Some(20.0)),
    ];
    assert_eq!(bands, expected);
}

#[tokio::test]
async fn scores_of_different_formulas_are_not_mixed() {
    let server = spawn().await;
    for (name, health) in [("a", 60), ("b", 80)] {
        server.client(name).figures(Figures { health: Some(health), ..Figures::default() }).insert().await;
    }
    sqlx::query("update client set health_profile = 'SUB100' where name = 'b'")
        .execute(&server.pool)
        .await
        .expect("changed");
    let shown = distribution(&server.vp().await).await;
    let averages: Vec<_> = shown.profiles.iter().map(|profile| (profile.profile, profile.average)).collect();
    assert_eq!(averages, [(Profile::Six, Some(60)), (Profile::Sub100, Some(80))]);
}

#[tokio::test]
async fn only_ones_own_book() {
    let server = spawn().await;
    server.client("own").figures(Figures { health: Some(90), ..Figures::default() }).insert().await;
    let theirs = server.client("theirs").csm(seed::OTHER_CSM).ae(seed::AE);
    theirs.figures(Figures { health: Some(20), ..Figures::default() }).insert().await;
    let average = |shown: HealthDistribution| shown.profiles.first().and_then(|profile| profile.average);
    assert_eq!(average(distribution(&server.csm().await).await), Some(90));
    assert_eq!(average(distribution(&server.ae().await).await), Some(20));
    let none = distribution(&server.senior_csm().await).await;
    assert_eq!((none.profiles.len(), none.not_available, none.computed_at), (0, 0, None));
}
