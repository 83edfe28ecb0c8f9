use api_types::health::{HealthBenchmarks, HealthDetails};
use domain::{NullReason, client::ContractTier};
use harness::{
    TestServer,
    seed::{Facts, days_ago},
    spawn,
};

/// A client whose score depends on its daily users alone.
async fn peer(server: &TestServer, name: &str, users: i32) -> Facts {
    let facts = server.client(name).industry(Some("Retail")).insert().await;
    facts.ordinary().await;
    facts.usage(days_ago(120), days_ago(0), users).await;
    facts
}

async fn health(server: &TestServer, client: &Facts) -> (i16, HealthBenchmarks) {
    let details: HealthDetails = server.vp().await.get(&format!("/clients/{}/health", client.id)).await.ok();
    (details.overall_score.expect("a score"), details.benchmarks)
}

#[tokio::test]
async fn four_peers_are_too_few_to_show() {
    let server = spawn().await;
    server.connect_feeds().await;
    let subject = peer(&server, "Subject", 12).await;
    for n in 0..4 {
        peer(&server, &format!("Peer {n}"), 4).await;
    }
    // Those of another tier and industry are no peers.
    let other = server.client("Other").tier(ContractTier::Starter).industry(Some("Banking")).insert().await;
    other.ordinary().await;
    server.recompute_all().await;
    let (_, shown) = health(&server, &subject).await;
    assert_eq!((shown.tier_average, shown.tier_percentile), (None, None));
    assert_eq!((shown.industry_average, shown.industry_percentile), (None, None));
    assert_eq!(shown.tier_null_reason, Some(NullReason::SuppressedSmallN));
    assert_eq!(shown.industry_null_reason, Some(NullReason::SuppressedSmallN));
    assert_eq!((shown.tier_clients, shown.industry_clients), (5, 5));
}

#[tokio::test]
async fn five_peers_show_the_mean_of_the_others_and_the_rank_among_all() {
    let server = spawn().await;
    server.connect_feeds().await;
    // Expected are 20: 16 daily users give 80 in usage, 4 give 20, and a quarter of that in all.
    let best = peer(&server, "Best", 16).await;
    let mut others = vec![];
    for n in 0..5 {
        others.push(peer(&server, &format!("Peer {n}"), 4).await);
    }
    server.recompute_all().await;
    let (other_score, of_other) = health(&server, &others[0]).await;
    let (best_score, of_best) = health(&server, &best).await;
    assert_eq!(best_score - other_score, 15);
    // 100 · (5 + ½) / 6 = 91.67, and 100 · (0 + 5/2) / 6 = 41.67.
    assert_eq!((of_best.tier_average, of_best.tier_percentile, of_best.tier_clients), (Some(other_score), Some(92), 6));
    assert_eq!((of_best.industry_average, of_best.industry_percentile), (Some(other_score), Some(92)));
    // (4 · s + s + 15) / 5 = s + 3.
    assert_eq!((of_other.tier_average, of_other.tier_percentile), (Some(other_score + 3), Some(42)));
    assert_eq!((of_other.tier_null_reason, of_other.industry_null_reason), (None, None));
}

#[tokio::test]
async fn a_client_too_young_to_be_a_peer_is_still_compared_with_its_peers() {
    let server = spawn().await;
    server.connect_feeds().await;
    for n in 0..6 {
        peer(&server, &format!("Peer {n}"), 4).await;
    }
    let young = server.client("Young").industry(Some("Retail")).since(days_ago(30)).insert().await;
    young.ordinary().await;
    server.recompute_all().await;
    let any_peer = harness::seed::Facts::of(server.pool.clone(), harness::seed::id_of("client Peer 0"));
    let (peer_score, _) = health(&server, &any_peer).await;
    let (young_score, shown) = health(&server, &young).await;
    assert_ne!(young_score, peer_score);
    assert_eq!(shown.tier_average, Some(peer_score), "the mean of six equal peers");
}

#[tokio::test]
async fn peers_are_counted_in_every_book() {
    let server = spawn().await;
    server.connect_feeds().await;
    let own = peer(&server, "Own", 12).await;
    for n in 0..5 {
        let facts = server.client(&format!("Theirs {n}")).csm(harness::seed::OTHER_CSM).insert().await;
        facts.ordinary().await;
    }
    server.recompute_all().await;
    // A mean of five or more names nobody, so the book does not narrow it.
    let details: HealthDetails = server.csm().await.get(&format!("/clients/{}/health", own.id)).await.ok();
    assert_eq!(details.benchmarks.tier_clients, 6);
    assert!(details.benchmarks.tier_average.is_some());
}
