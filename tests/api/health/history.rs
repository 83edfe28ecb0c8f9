use api_types::{health::HealthHistory, problem::ProblemCode as P};
use domain::work::{ActivityType, SurveyKind, TicketSeverity};
use harness::{
    TestServer,
    seed::{Facts, days_ago},
    spawn,
};

async fn with_history(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").insert().await;
    acme.ordinary().await;
    acme.activity(ActivityType::Qbr, 20).await;
    acme.ticket(TicketSeverity::Critical, 15).await;
    acme.ticket(TicketSeverity::Low, 14).await;
    acme.survey(SurveyKind::Nps, 3, 12).await;
    acme.survey(SurveyKind::Nps, 9, 11).await;
    server.backfill(&[acme.id], days_ago(100), days_ago(0)).await;
    acme
}

async fn history(server: &TestServer, client: &Facts, query: &str) -> HealthHistory {
    server.vp().await.get(&format!("/clients/{}/health/history{query}", client.id)).await.ok()
}

#[tokio::test]
async fn ninety_days_unless_asked_otherwise() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    let shown = history(&server, &acme, "").await;
    assert_eq!((shown.from, shown.to, shown.points.len()), (days_ago(89), days_ago(0), 90));
    let days: Vec<_> = shown.points.iter().map(|point| point.date).collect();
    assert!(days.is_sorted());
    assert_eq!((days[0], days[89]), (days_ago(89), days_ago(0)));
    // Days before today are closed.
    let open: Vec<_> = shown.points.iter().filter(|point| !point.is_final).map(|point| point.date).collect();
    assert_eq!(open, [days_ago(0)]);
    assert!(shown.points.iter().all(|point| point.component_scores.len() == 6));
}

#[tokio::test]
async fn exactly_the_days_asked_for() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    let span = |from: u64, to: u64| format!("?from={}&to={}", days_ago(from), days_ago(to));
    let shown = history(&server, &acme, &span(10, 4)).await;
    assert_eq!((shown.points.len(), shown.points[0].date, shown.points[6].date), (7, days_ago(10), days_ago(4)));
    assert_eq!(history(&server, &acme, &span(3, 3)).await.points.len(), 1);
    assert_eq!(history(&server, &acme, &span(300, 200)).await.points.len(), 0);
    assert_eq!(history(&server, &acme, &format!("?to={}", days_ago(50))).await.points.len(), 51);
}

#[tokio::test]
async fn what_happened_and_how_the_tier_did_are_beside_it() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    let shown = history(&server, &acme, &format!("?from={}", days_ago(30))).await;
    let events: Vec<_> = shown.events.iter().map(|event| (event.date, event.kind.as_str())).collect();
    let expected = [(days_ago(20), "QBR"), (days_ago(15), "CRITICAL_TICKET"), (days_ago(12), "NPS_DETRACTOR")];
    assert_eq!(events, expected);

    // A mean of fewer than five might name one.
    assert_eq!(shown.tier_average, []);

    let mut tier = vec![acme.id];
    for n in 0..4 {
        let peer = server.client(&format!("Peer {n}")).insert().await;
        peer.ordinary().await;
        peer.usage(days_ago(120), days_ago(0), 5).await;
        tier.push(peer.id);
    }
    server.backfill(&tier, days_ago(5), days_ago(0)).await;
    let of = |name: &str| Facts::of(server.pool.clone(), harness::seed::id_of(&format!("client {name}")));
    let peer = history(&server, &of("Peer 0"), &format!("?from={}", days_ago(0))).await.points[0].overall_score;
    let shown = history(&server, &acme, &format!("?from={}", days_ago(30))).await;
    let own = shown.points[30].overall_score;
    assert_ne!(own, peer);
    assert_eq!(shown.tier_average.len(), 6);
    let average = shown.tier_average[5].value;
    assert!((average - f64::from(own + 4 * peer) / 5.0).abs() < 0.051, "{average} of {own} and four times {peer}");
}

#[tokio::test]
async fn spans_that_make_no_sense_are_refused() {
    let server = spawn().await;
    let acme = with_history(&server).await;
    let vp = server.vp().await;
    let get = |query: &str| vp.get(&format!("/clients/{}/health/history?{query}", acme.id));
    let cases = [
        ("from=2026-06-02&to=2026-06-01", "from"),
        ("from=2020-01-01&to=2026-06-01", "from"),
        ("from=2026-02-30", "from"),
        ("to=tomorrow", "to"),
        ("days=30", "days"),
    ];
    for (query, pointer) in cases {
        let problem = get(query).await.problem(400, P::Malformed);
        assert_eq!(problem.errors[0].pointer, pointer, "{query}");
    }
    for query in ["to=0001-01-01", "from=9999-12-31&to=9999-12-31", "to=-262143-01-01", "to=262142-12-31"] {
        let reply = get(query).await;
        assert!(reply.status == 200 || reply.status == 400, "{query} answered {}: {}", reply.status, reply.text());
    }
}
