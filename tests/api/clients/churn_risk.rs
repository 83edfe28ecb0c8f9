use api_types::{churn::ClientChurnRisk, clients::Client, problem::ProblemCode as P};
use domain::{
    NullReason,
    client::ContactRole,
    health::{ChurnCategory, ChurnSource},
    work::SurveyKind,
};
use harness::{
    ApiClient, TestServer,
    seed::{self, Facts, Figures, days_ago, in_days},
    spawn,
};
use uuid::Uuid;

async fn risk(caller: &ApiClient, client: Uuid, query: &str) -> ClientChurnRisk {
    caller.get(&format!("/clients/{client}/churn-risk{query}")).await.ok()
}

/// A client in trouble: its champion has been silent for forty days, a detractor answered, an invoice is past due and the
/// renewal near.
async fn troubled(server: &TestServer) -> Facts {
    server.connect_feeds().await;
    let acme = server.client("Acme").external_id("A-1").renewal(in_days(20)).insert().await;
    acme.usage(days_ago(120), days_ago(0), 15).await;
    acme.contact(ContactRole::Champion, "Champ", 40).await;
    acme.survey(SurveyKind::Nps, 3, 10).await;
    acme.unpaid_invoice(40).await;
    server.backfill(&[acme.id], days_ago(40), server.today()).await;
    acme
}

#[tokio::test]
async fn the_heuristic_answers_and_says_so() {
    let server = spawn().await;
    let acme = troubled(&server).await;
    let csm = server.csm().await;
    let shown = risk(&csm, acme.id, "").await;
    assert_eq!(shown.source, Some(ChurnSource::Heuristic));
    assert_eq!(shown.method.as_deref(), Some("heuristic-v1"));
    let client: Client = csm.get(&format!("/clients/{}", acme.id)).await.ok();
    assert_eq!(
        (shown.churn_risk_score, shown.category),
        (client.summary.churn_risk_score, client.summary.churn_risk_category)
    );
    assert_eq!((shown.churn_risk_score_null_reason, shown.as_of), (None, Some(server.today())));

    // The points are the breakdown: they and a base rate within its bounds make the probability (§10.3).
    let [p30, p60, p90] = [0, 1, 2].map(|i| shown.horizons[i].probability.expect("a probability"));
    let log_odds = |p: f64| (p / (1.0 - p)).ln();
    let base = log_odds(p90) - shown.factors.iter().map(|factor| factor.points).sum::<f64>();
    assert!((log_odds(0.02) - 0.01..=log_odds(0.30) + 0.01).contains(&base), "{base}");
    // A constant hazard over three months.
    assert!(((1.0 - p30).powi(3) - (1.0 - p90)).abs() < 1e-3 && ((1.0 - p30).powi(2) - (1.0 - p60)).abs() < 1e-3);
    let days: Vec<_> = shown.horizons.iter().map(|horizon| (horizon.days, horizon.null_reason)).collect();
    assert_eq!(days, [(30, None), (60, None), (90, None)]);
    assert_eq!(shown.horizons[2].percent, shown.churn_risk_score);

    let factors: Vec<_> = shown.factors.iter().map(|factor| (factor.factor.as_str(), factor.detail.as_str())).collect();
    for expected in [
        ("past_due", "Invoice 40 days past due"),
        ("champion_inactive", "Champion without login for 40 days"),
        ("renewal_due", "Renewal in 20 days"),
        ("nps_low", "NPS answer of 3"),
    ] {
        assert!(factors.contains(&expected), "{expected:?} in {factors:?}");
    }
    let shares: i16 = shown.factors.iter().filter_map(|factor| factor.share_percent).sum();
    assert!((97..=103).contains(&shares), "{shares}");
    assert!(shown.factors.windows(2).all(|pair| pair[0].points.abs() >= pair[1].points.abs()));

    let actions: Vec<_> = shown.recommended_actions.iter().map(|action| action.title.as_str()).collect();
    for expected in [
        "Contact billing owner",
        "Schedule call with primary contact",
        "Start renewal plan",
        "Request NPS follow-up interview",
    ] {
        assert!(actions.contains(&expected), "{expected} in {actions:?}");
    }
    let call = shown.recommended_actions.iter().find(|action| action.action == "call_primary_contact");
    assert_eq!(call.expect("a call").because, ["champion_inactive"]);

    // What only a model knows is null with its reason, in the shape it will have.
    assert_eq!((shown.similar_clients, shown.similar_clients_null_reason), (None, Some(NullReason::NotConfigured)));
    assert_eq!((shown.accuracy, shown.accuracy_null_reason), (None, Some(NullReason::NotConfigured)));
    assert!(shown.confidence.is_some_and(|confidence| confidence > 0.0 && confidence <= 0.4));
}

#[tokio::test]
async fn the_history_is_the_score_of_each_day() {
    let server = spawn().await;
    let acme = troubled(&server).await;
    let csm = server.csm().await;
    let shown = risk(&csm, acme.id, "").await;
    assert_eq!((shown.from, shown.to), (days_ago(89), server.today()));
    let days: Vec<_> = shown.history.iter().map(|point| point.date).collect();
    assert_eq!(days, (0..=40).rev().map(days_ago).collect::<Vec<_>>());
    assert_eq!(shown.history.last().map(|point| Some(point.churn_risk_score)), Some(shown.churn_risk_score));
    assert_eq!(shown.history.last().map(|point| Some(point.category)), Some(shown.category));

    let some = risk(&csm, acme.id, &format!("?from={}&to={}", days_ago(12), days_ago(10))).await;
    assert_eq!(some.history.iter().map(|point| point.date).collect::<Vec<_>>(), [12, 11, 10].map(days_ago));
    let by_name: ClientChurnRisk = csm.get("/clients/ext:A-1/churn-risk").await.ok();
    assert_eq!(by_name, shown);
}

#[tokio::test]
async fn who_left_has_no_risk_any_more() {
    let server = spawn().await;
    let gone = server.client("Gone").churned(days_ago(30)).insert().await;
    server.recompute_all().await;
    let shown = risk(&server.csm().await, gone.id, "").await;
    assert_eq!((shown.churn_risk_score, shown.category, shown.source), (None, None, None));
    let reason = shown.churn_risk_score_null_reason.expect("a reason");
    assert_eq!(shown.horizons.len(), 3);
    for horizon in &shown.horizons {
        assert_eq!((horizon.probability, horizon.percent, horizon.null_reason), (None, None, Some(reason)));
    }
    assert!(shown.factors.is_empty() && shown.recommended_actions.is_empty());
}

#[tokio::test]
async fn a_score_without_its_prediction_has_no_horizons() {
    let server = spawn().await;
    let figures = Figures { churn: Some(51), ..Figures::default() };
    let acme = server.client("Acme").figures(figures).insert().await;
    let shown = risk(&server.csm().await, acme.id, "").await;
    assert_eq!((shown.churn_risk_score, shown.category), (Some(51), Some(ChurnCategory::High)));
    assert!(shown.horizons.iter().all(|horizon| horizon.null_reason == Some(NullReason::NoData)));
}

#[tokio::test]
async fn bad_parameters_are_named_and_other_books_are_not_there() {
    let server = spawn().await;
    let acme = server.client("Acme").csm(seed::OTHER_CSM).insert().await;
    let vp = server.vp().await;
    let path = format!("/clients/{}/churn-risk", acme.id);
    for (query, pointer) in [("from=2026-02-01&to=2026-01-01", "from"), ("from=soon", "from"), ("days=9", "days")] {
        let problem = vp.get(&format!("{path}?{query}")).await.problem(400, P::Malformed);
        assert!(problem.errors.iter().any(|error| error.pointer == pointer), "{query}: {problem:?}");
    }
    vp.get("/clients/acme/churn-risk").await.problem(400, P::Malformed);
    server.csm().await.get(&path).await.problem(404, P::NotFound);
    vp.get(&path).await.expect(200);
}
