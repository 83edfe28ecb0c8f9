use api_types::usage::{ClientUsage, UsageMetric};
use domain::{NullReason, client::ContractTier};
use harness::{TestServer, seed::Facts, spawn};
use rust_decimal::Decimal;

use super::complete;

async fn usage(server: &TestServer, client: &Facts) -> ClientUsage {
    server.csm().await.get(&format!("/clients/{}/usage", client.id)).await.ok()
}

/// Kind, value, delta and peers of a comparison.
type Shown<'a> = (&'a str, Option<Decimal>, Option<Decimal>, Option<i64>);

fn comparisons(metric: &UsageMetric) -> Vec<Shown<'_>> {
    metric.comparisons.iter().map(|one| (one.kind.as_str(), one.value, one.delta, one.peers)).collect()
}

fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().expect("a number"))
}

/// Acme has 12 users a day after 20; five enterprises have 10 to 50, a starter has 60.
#[tokio::test]
async fn a_client_is_compared_with_its_past_its_tier_everyone_and_the_best() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(complete(119), complete(30), 20).await;
    acme.usage(complete(29), complete(0), 12).await;
    for number in 1..=5 {
        let peer = server.client(&format!("Peer {number}")).insert().await;
        peer.usage(complete(29), complete(0), 10 * number).await;
    }
    let starter = server.client("Starter").tier(ContractTier::Starter).insert().await;
    starter.usage(complete(29), complete(0), 60).await;
    // Too young to be anyone's peer.
    let young = server.client("Young").since(complete(40)).insert().await;
    young.usage(complete(29), complete(0), 900).await;
    server.recompute_all().await;

    let figures = usage(&server, &acme).await.figures;
    // (10 + 20 + 30 + 40 + 50) / 5 = 30; with the starter 210 / 6 = 35; the 90th percentile lies at 4 · 0.9 = 3.6.
    let expected = [
        ("OWN_BASELINE", number("20"), number("-40"), None),
        ("TIER", number("30"), number("-60"), Some(5)),
        ("ALL", number("35"), number("-65.7"), Some(6)),
        ("BEST_IN_TIER", number("46"), number("-73.9"), Some(5)),
    ];
    assert_eq!(comparisons(&figures.daily_active_users), expected);
    assert_eq!(comparisons(&figures.weekly_active_users), expected);
    assert_eq!(comparisons(&figures.monthly_active_users), expected);
    // 12 of 50 seats; the tier has 150 of 250.
    assert_eq!(comparisons(&figures.contract_utilisation), [("TIER", number("60"), number("-36"), Some(5))]);
    assert_eq!(figures.contract_utilisation.comparisons[0].delta_unit, "pp");
    // 12 · 10 · 30 / 50 = 72 actions a seat; the tier 150 · 10 · 30 / 250 = 180.
    assert_eq!(comparisons(&figures.usage_intensity), [("TIER", number("180"), number("-60"), Some(5))]);
    assert_eq!(comparisons(&figures.stickiness)[1], ("TIER", number("100"), number("0"), Some(5)));
}

#[tokio::test]
async fn few_peers_are_not_shown() {
    let server = spawn().await;
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.usage(complete(119), complete(0), 12).await;
    for number in 1..=4 {
        let peer = server.client(&format!("Peer {number}")).insert().await;
        peer.usage(complete(29), complete(0), 10).await;
    }
    server.recompute_all().await;
    let figures = usage(&server, &acme).await.figures;
    for metric in [&figures.daily_active_users, &figures.monthly_active_users] {
        for one in metric.comparisons.iter().skip(1) {
            assert_eq!((one.value, one.null_reason), (None, Some(NullReason::SuppressedSmallN)), "{}", one.kind);
        }
    }
    assert_eq!(figures.contract_utilisation.comparisons[0].null_reason, Some(NullReason::SuppressedSmallN));
}
