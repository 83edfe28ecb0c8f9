use api_types::{adoption::FeatureReachSummary, problem::ProblemCode};
use domain::NullReason;
use harness::{
    TestServer,
    seed::{self, Facts},
    spawn,
};
use rust_decimal::Decimal;

use super::{Seeded, seed};

fn licence(key: &'static str, uses: &'static [(u64, i32)]) -> Seeded {
    Seeded { key, module: "Module", expected: None, window: 30, licensed: true, configured: true, uses }
}

/// The example of the dictionary (G-A5): cases 8 of which 6 use it, 400 uses; reports 8, 6, 90; api 6, 2, 900;
/// chatbot 4, 4, 50.
async fn eight_clients(server: &TestServer) -> Vec<Facts> {
    server.connect_feeds().await;
    let mut clients = vec![];
    for number in 0..8 {
        let owner = if number == 7 { seed::OTHER_CSM } else { seed::CSM };
        let client = server.client(&format!("Client {number}")).csm(owner).insert().await;
        let cases: &[(u64, i32)] = match number {
            0..4 => &[(1, 99)],
            4..6 => &[(1, 2)],
            _ => &[],
        };
        let reports: &[(u64, i32)] = if number < 6 { &[(1, 15)] } else { &[] };
        let mut features = vec![licence("cases", cases), licence("reports", reports)];
        if number < 6 {
            features.push(licence("api", if number < 2 { &[(1, 450)] } else { &[] }));
        }
        if number < 4 {
            features.push(licence("chatbot", if number < 2 { &[(1, 20)] } else { &[(1, 5)] }));
        }
        seed(server, &client, &features).await;
        clients.push(client);
    }
    clients
}

#[tokio::test]
async fn features_are_ranked_by_the_share_of_those_who_license_them() {
    let server = spawn().await;
    eight_clients(&server).await;
    server.recompute_all().await;
    let all: FeatureReachSummary = server.vp().await.get("/analytics/feature-adoption").await.ok();
    let shown: Vec<_> = all
        .features
        .iter()
        .map(|one| (one.feature_key.as_str(), one.licensing_clients, one.using_clients, one.using_percent))
        .collect();
    assert_eq!(
        shown,
        [
            ("cases", 8, 6, Some(Decimal::from(75))),
            ("reports", 8, 6, Some(Decimal::from(75))),
            ("api", 6, 2, Some(Decimal::new(333, 1))),
        ]
    );
    let few: Vec<_> =
        all.too_few.iter().map(|one| (one.feature_key.as_str(), one.using_percent, one.null_reason)).collect();
    assert_eq!(few, [("chatbot", None, Some(NullReason::SuppressedSmallN))]);

    // One's own book only.
    let own: FeatureReachSummary = server.other_csm().await.get("/analytics/feature-adoption").await.ok();
    assert!(own.features.is_empty());
    assert_eq!(own.too_few.iter().map(|one| one.licensing_clients).collect::<Vec<_>>(), [1, 1]);
    server.vp().await.get("/analytics/feature-adoption?tier=ALL").await.problem(400, ProblemCode::Malformed);
}
