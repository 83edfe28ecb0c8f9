use api_types::analytics::{Facet, PortfolioSummary};
use domain::NullReason;
use harness::{
    ApiClient, date,
    seed::{self, history::metric_snapshot},
    spawn,
};
use rust_decimal::Decimal;

use super::portfolio;

fn number(value: i64) -> Option<Decimal> {
    Some(Decimal::from(value))
}

async fn summary(caller: &ApiClient) -> PortfolioSummary {
    caller.get("/analytics/portfolio").await.ok()
}

#[tokio::test]
async fn the_cards_are_the_sums_by_hand() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = summary(&server.vp().await).await;
    assert_eq!(
        (all.clients.metric.as_str(), all.clients.value, all.clients.display.as_str()),
        ("M012", number(5), "5")
    );
    assert_eq!((all.at_risk_clients.metric.as_str(), all.at_risk_clients.value), ("M008", number(3)));
    // (58 + 73 + 85 + 30 + 92) / 5 = 67.6.
    let health = &all.average_health;
    assert_eq!((health.metric.as_str(), health.value, health.display.as_str()), ("M005", number(68), "68"));
    assert_eq!((health.numerator, health.denominator, health.n, health.n_excluded), (number(338), number(5), 5, 0));
    let at_risk = &all.arr_at_risk;
    assert_eq!((at_risk.metric.as_str(), at_risk.value, at_risk.display.as_str()), ("M009", number(165_000), "$165K"));
    assert_eq!((at_risk.unit.as_str(), at_risk.n, at_risk.n_excluded), ("USD", 2, 1));
    assert_eq!(
        (all.arr.value, all.arr.display.as_str(), all.arr.n, all.arr.n_excluded),
        (number(1_000_000), "$1.0M", 4, 1)
    );
    assert_eq!(all.arr_at_risk_percent, Some(16.5));
    assert_eq!((all.computed_at, all.clients.as_of), (Some(server.now()), server.today()));

    let own = summary(&server.csm().await).await;
    assert_eq!((own.clients.value, own.at_risk_clients.value), (number(3), number(1)));
    assert_eq!((own.average_health.value, own.arr.value), (number(65), number(835_000)));
    // The only client at risk there has no known ARR: nothing known is at risk.
    assert_eq!((own.arr_at_risk.value, own.arr_at_risk.n_excluded, own.arr_at_risk_percent), (number(0), 1, Some(0.0)));
    let ae = summary(&server.ae().await).await;
    assert_eq!((ae.clients.value, ae.arr.value, ae.arr.display.as_str()), (number(1), number(85_000), "$85K"));
}

#[tokio::test]
async fn an_empty_book_has_no_average_and_says_why() {
    let server = spawn().await;
    let empty = summary(&server.senior_csm().await).await;
    assert_eq!((empty.clients.value, empty.at_risk_clients.value), (number(0), number(0)));
    assert_eq!((empty.average_health.value, empty.average_health.display.as_str()), (None, "N/A"));
    assert_eq!(empty.average_health.null_reason, Some(NullReason::NoData));
    assert_eq!(empty.arr_at_risk_percent, None);
    assert_eq!(empty.computed_at, None);
}

#[tokio::test]
async fn each_card_is_compared_with_its_own_day() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = ("ALL", "");
    let seeded = [
        ("M012", all, "2026-05-31", 3),
        ("M012", all, "2026-06-03", 99),
        ("M008", all, "2026-06-03", 4),
        ("M005", all, "2026-05-10", 70),
        ("M009", all, "2026-06-03", 200_000),
        ("M061", all, "2026-05-10", 900_000),
    ];
    for (metric, scope, day, value) in seeded {
        metric_snapshot(&server.pool, metric, scope, date(day), Decimal::from(value)).await;
    }
    let shown = summary(&server.vp().await).await;
    let compared = |metric: &api_types::analytics::Metric| {
        let comparison = metric.comparison.clone().expect("a comparison");
        (comparison.kind, comparison.date.to_string(), comparison.value, comparison.delta)
    };
    let row =
        |kind: &str, day: &str, value: i64, delta: i64| (kind.to_owned(), day.to_owned(), number(value), number(delta));
    assert_eq!(compared(&shown.clients), row("MONTH_OPENING", "2026-05-31", 3, 2));
    assert_eq!(compared(&shown.at_risk_clients), row("LAST_WEEK", "2026-06-03", 4, -1));
    assert_eq!(compared(&shown.average_health), row("LAST_MONTH", "2026-05-10", 70, -2));
    assert_eq!(compared(&shown.arr_at_risk), row("LAST_WEEK", "2026-06-03", 200_000, -35_000));
    assert_eq!(compared(&shown.arr), row("LAST_MONTH", "2026-05-10", 900_000, 100_000));

    // The line of the card: thirteen weeks that end today.
    let history = &shown.clients.history;
    assert_eq!((history.len(), history[0].date, history[12].date), (13, date("2026-03-18"), server.today()));
    assert_eq!((history[11].value, history[12].value, history[0].value), (number(99), number(5), None));
}

#[tokio::test]
async fn a_book_is_compared_with_its_own_past() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = seed::CSM.id().to_string();
    metric_snapshot(&server.pool, "M012", ("ALL", ""), date("2026-05-31"), Decimal::from(50)).await;
    metric_snapshot(&server.pool, "M012", ("CSM", &csm), date("2026-05-31"), Decimal::from(4)).await;
    let own = summary(&server.csm().await).await.clients.comparison.expect("a comparison");
    assert_eq!((own.value, own.delta, own.null_reason), (number(4), number(-1), None));
    let others = summary(&server.other_csm().await).await.clients.comparison.expect("a comparison");
    assert_eq!((others.value, others.delta, others.null_reason), (None, None, Some(NullReason::InsufficientHistory)));
}

#[tokio::test]
async fn what_the_engine_writes_is_what_is_compared() {
    let server = spawn().await;
    server.connect_feeds().await;
    for name in ["One", "Two", "Three"] {
        server.client(name).insert().await.ordinary().await;
    }
    let clients: Vec<_> = ["One", "Two", "Three"].iter().map(|name| seed::id_of(&format!("client {name}"))).collect();
    server.backfill(&clients, date("2026-05-01"), server.today()).await;
    let shown = summary(&server.csm().await).await;
    let health = shown.average_health.comparison.expect("a comparison");
    let stored: Vec<i16> =
        sqlx::query_scalar("select overall_score from client_health_score where date = '2026-05-10'")
            .fetch_all(&server.pool)
            .await
            .expect("the scores");
    let sum: i64 = stored.iter().map(|score| i64::from(*score)).sum();
    assert_eq!((stored.len(), health.value), (3, number(sum / 3)));
    assert_eq!(shown.clients.comparison.and_then(|comparison| comparison.delta), number(0));
    assert_eq!(shown.arr.value, number(360_000));
}

#[tokio::test]
async fn a_tab_holds_as_many_as_its_list() {
    let server = spawn().await;
    portfolio(&server).await;
    for (caller, me) in [
        (server.csm().await, seed::CSM),
        (server.other_csm().await, seed::OTHER_CSM),
        (server.vp().await, seed::VP),
        (server.senior_csm().await, seed::SENIOR_CSM),
    ] {
        let views = summary(&caller).await.views;
        let keys: Vec<_> = views.iter().map(|view| view.key.as_str()).collect();
        assert_eq!(keys, ["all", "at-risk", "renewals-90", "mine"]);
        let queries = [
            String::new(),
            "at_risk=true".to_owned(),
            "renewal_within_days=90".to_owned(),
            format!("csm_id={}", me.id()),
        ];
        for (view, query) in views.iter().zip(queries) {
            let list = caller.get(&format!("/clients?{query}")).await.value();
            assert_eq!(list["pagination"]["total"], view.clients, "{} of {}", view.key, me.email);
        }
    }
    let counts: Vec<_> = summary(&server.vp().await).await.views.iter().map(|view| view.clients).collect();
    assert_eq!(counts, [5, 3, 2, 0]);
}

#[tokio::test]
async fn filters_offer_what_there_is() {
    let server = spawn().await;
    portfolio(&server).await;
    let shown = |facets: &[Facet]| -> Vec<(String, i64)> {
        facets.iter().map(|facet| (facet.label.clone(), facet.clients)).collect()
    };
    let pairs = |pairs: &[(&str, i64)]| -> Vec<(String, i64)> {
        pairs.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
    };
    let facets = summary(&server.vp().await).await.facets;
    assert_eq!(shown(&facets.industries), pairs(&[("Manufacturing", 3), ("Retail", 1)]));
    assert_eq!(shown(&facets.tags), pairs(&[("emea", 2), ("pilot", 1)]));
    assert_eq!(shown(&facets.segments), pairs(&[("Strategic", 2)]));
    assert_eq!(shown(&facets.csms), pairs(&[("Cara Stone", 3), ("Otto Berg", 2)]));
    assert_eq!(facets.csms[0].value, seed::CSM.id().to_string());
    let own = summary(&server.csm().await).await.facets;
    assert_eq!(shown(&own.csms), pairs(&[("Cara Stone", 3)]));
    assert_eq!(shown(&own.tags), pairs(&[("emea", 1)]));
}
