use api_types::{config::HealthScoreConfig, page::Page};
use domain::{client::ContractTier, health::Profile};
use harness::spawn;

#[tokio::test]
async fn everyone_sees_how_scores_are_made() {
    let server = spawn().await;
    for caller in [server.csm().await, server.ae().await, server.vp().await, server.admin().await] {
        let page: Page<HealthScoreConfig> = caller.get("/config/health-score").await.ok();
        assert_eq!(page.pagination.total, 1);
        let config = &page.data[0];
        assert_eq!(
            (config.profile, config.version, config.is_default, config.is_active),
            (Profile::Six, 1, true, true)
        );
        assert_eq!(config.weights.values().sum::<i32>(), 100);
        let weight = |key: &str| config.weights.get(key).copied();
        let order = ["usage", "adoption", "support", "relationship", "contract", "outcome"];
        assert_eq!(order.map(weight), [25, 20, 15, 15, 15, 10].map(Some));
        assert_eq!(
            ["healthy", "monitor", "at_risk"].map(|band| config.bands.get(band).copied()),
            [80, 60, 40].map(Some)
        );
    }
}

#[tokio::test]
async fn the_newest_comes_first_and_pages_walk_through_all() {
    let server = spawn().await;
    for version in 2..=6_i32 {
        sqlx::query(
            r#"insert into health_score_config (id, name, profile, weights, bands, is_active, version, applies_to_tier)
               values ($2, 'Starters', 'SIX', '{"usage": 100}', '{"healthy": 80}', $1 = 6, $1, 'STARTER')"#,
        )
        .bind(version)
        // Ids are ordered by time; two of the same millisecond would not be.
        .bind(uuid::Uuid::from_u128(u128::MAX - 100 + u128::from(version.unsigned_abs())))
        .execute(&server.pool)
        .await
        .expect("a configuration");
    }
    let csm = server.csm().await;
    let page: Page<HealthScoreConfig> = csm.get("/config/health-score").await.ok();
    let versions: Vec<_> = page.data.iter().map(|config| config.version).collect();
    assert_eq!(versions, [6, 5, 4, 3, 2, 1]);
    assert_eq!(page.data[0].applies_to_tier, Some(ContractTier::Starter));
    assert_eq!(page.data.iter().filter(|config| config.is_active).count(), 2);

    let mut walked = vec![];
    let mut cursor = String::new();
    loop {
        let part: Page<HealthScoreConfig> = csm.get(&format!("/config/health-score?limit=4{cursor}")).await.ok();
        walked.extend(part.data.iter().map(|config| config.version));
        let Some(next) = part.pagination.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(walked, versions);
}
