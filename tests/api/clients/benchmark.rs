use api_types::{
    benchmarks::{BenchmarkMetric, ClientBenchmark},
    problem::ProblemCode as P,
};
use domain::{NullReason, benchmark::CohortKind as K, client::ContractTier, work::TicketSeverity};
use harness::{
    ApiClient, TestServer,
    seed::{self, Facts, days_ago},
    spawn,
};
use rust_decimal::Decimal;

async fn benchmark(caller: &ApiClient, client: &Facts, query: &str) -> ClientBenchmark {
    caller.get(&format!("/clients/{}/benchmark{query}", client.id)).await.ok()
}

fn metric<'a>(shown: &'a ClientBenchmark, key: &str) -> &'a BenchmarkMetric {
    shown.metrics.iter().find(|metric| metric.key == key).unwrap_or_else(|| panic!("no {key} in {shown:?}"))
}

/// A client with so many daily users of fifty seats, each with ten actions a day, and so many tickets.
async fn peer(server: &TestServer, name: &str, users: i32, tickets: u32) -> Facts {
    let facts = server.client(name).industry(Some("Retail")).insert().await;
    facts.ordinary().await;
    facts.usage(days_ago(120), days_ago(0), users).await;
    for _ in 0..tickets {
        facts.ticket(TicketSeverity::Low, 5).await;
    }
    facts
}

#[tokio::test]
async fn every_figure_beside_its_peers() {
    let server = spawn().await;
    server.connect_feeds().await;
    let subject = peer(&server, "Subject", 8, 3).await;
    for (n, users) in [4, 8, 12, 16, 20].into_iter().enumerate() {
        peer(&server, &format!("Peer {n}"), users, 1).await;
    }
    server.recompute_all().await;
    let shown = benchmark(&server.csm().await, &subject, "").await;
    assert_eq!((shown.cohort.cohort, shown.cohort.peers, shown.cohort.null_reason), (K::Tier, Some(5), None));
    assert_eq!(shown.cohort.label.as_deref(), Some("ENTERPRISE"));
    assert_eq!((shown.offered.clone(), shown.as_of), (None, Some(server.today())));

    // Thirty days of ten actions a user over fifty seats: eight users make 48 actions per seat.
    let usage = metric(&shown, "usage_intensity");
    let d = Decimal::from;
    assert_eq!((usage.value, usage.peers), (Some(d(48)), Some(5)));
    // 24, 48, 72, 96 and 120: one of six below and two equal.
    assert_eq!((usage.percentile, usage.peer_mean, usage.peer_median), (Some(33), Some(d(72)), Some(d(72))));
    assert_eq!((usage.gap, usage.best_in_class, usage.gap_to_best), (Some(d(-24)), Some(d(120)), Some(d(-72))));
    assert_eq!((usage.peer_p90, usage.underperforms), (Some("110.4".parse().expect("a number")), Some(false)));

    // Fewer tickets are better: with three against one each the client is the last of six.
    let tickets = metric(&shown, "support_volume");
    assert!(tickets.lower_is_better);
    assert_eq!((tickets.value, tickets.percentile, tickets.peer_mean), (Some(d(6)), Some(8), Some(d(2))));
    assert_eq!((tickets.gap, tickets.best_in_class, tickets.underperforms), (Some(d(4)), Some(d(2)), Some(true)));
    assert!(shown.gaps.contains(&"support_volume".to_owned()), "{:?}", shown.gaps);
    for metric in &shown.metrics {
        assert_eq!(metric.underperforms, metric.percentile.map(|percentile| percentile < 25), "{}", metric.key);
        assert_eq!(metric.underperforms == Some(true), shown.gaps.contains(&metric.key), "{}", metric.key);
    }

    // Everyone uses three of four features: all equal is the middle.
    let adoption = metric(&shown, "adoption_score");
    assert_eq!((adoption.value, adoption.percentile, adoption.gap), (Some(d(75)), Some(50), Some(d(0))));
    let health = metric(&shown, "health_score");
    assert!(health.value.is_some() && health.percentile.is_some() && health.null_reason.is_none());
    // Nobody is named but among the success stories.
    let mut shown = server.csm().await.get(&format!("/clients/{}/benchmark", subject.id)).await.expect(200).value();
    shown["success_stories"] = serde_json::Value::Null;
    assert!(!shown.to_string().contains("Peer "), "{shown}");
}

#[tokio::test]
async fn too_few_peers_are_suppressed_and_a_wider_cohort_is_offered() {
    let server = spawn().await;
    server.connect_feeds().await;
    let subject = peer(&server, "Subject", 8, 0).await;
    for n in 0..4 {
        peer(&server, &format!("Peer {n}"), 12, 0).await;
    }
    let starter = server.client("Starter").tier(ContractTier::Starter).industry(Some("Banking")).insert().await;
    starter.ordinary().await;
    // Someone new is nobody's peer.
    server.client("New").industry(Some("Retail")).since(days_ago(20)).insert().await;
    server.recompute_all().await;
    let vp = server.vp().await;
    let shown = benchmark(&vp, &subject, "?cohort=TIER_INDUSTRY").await;
    assert_eq!((shown.cohort.cohort, shown.cohort.peers), (K::TierIndustry, None));
    assert_eq!(shown.cohort.null_reason, Some(NullReason::SuppressedSmallN));
    for metric in &shown.metrics {
        assert_eq!(metric.null_reason, Some(NullReason::SuppressedSmallN), "{}", metric.key);
        let compared = (metric.percentile, metric.peers, metric.peer_mean, metric.best_in_class, metric.gap);
        assert_eq!(compared, (None, None, None, None, None), "{}", metric.key);
        assert!(metric.value.is_some(), "one's own value is one's own: {}", metric.key);
    }
    // The tier has four others, too; everyone has five.
    let offered = shown.offered.expect("a wider one");
    assert_eq!((offered.cohort, offered.peers), (K::All, Some(5)));
    let all = benchmark(&vp, &subject, "?cohort=ALL").await;
    assert_eq!((all.cohort.peers, metric(&all, "usage_intensity").peers), (Some(5), Some(5)));
    let kinds: Vec<_> = all.cohorts.iter().map(|cohort| cohort.cohort).collect();
    assert_eq!(kinds, K::BUILT_IN);
}

#[tokio::test]
async fn cohorts_are_by_size_and_tenure_too() {
    let server = spawn().await;
    server.connect_feeds().await;
    let subject = peer(&server, "Subject", 8, 0).await;
    for n in 0..5 {
        peer(&server, &format!("Peer {n}"), 12, 0).await;
    }
    // Six who are larger, and began more than three years ago.
    for n in 0..6 {
        let large = server.client(&format!("Large {n}")).since(days_ago(1_200)).insert().await;
        sqlx::query("update client set employee_count = 6000 where id = $1")
            .bind(large.id)
            .execute(&server.pool)
            .await
            .expect("employees");
    }
    sqlx::query("update client set employee_count = 120 where employee_count is null")
        .execute(&server.pool)
        .await
        .expect("employees");
    server.recompute_all().await;
    let vp = server.vp().await;
    let size = benchmark(&vp, &subject, "?cohort=SIZE").await;
    assert_eq!((size.cohort.label.as_deref(), size.cohort.peers), (Some("50 to 199 employees"), Some(5)));
    let tenure = benchmark(&vp, &subject, "?cohort=TENURE").await;
    assert_eq!((tenure.cohort.cohort, tenure.cohort.peers), (K::Tenure, Some(5)));
    assert_eq!(benchmark(&vp, &subject, "?cohort=TIER").await.cohort.peers, Some(11));
}

#[tokio::test]
async fn what_is_unknown_says_so() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let vp = server.vp().await;
    // Nothing was computed yet.
    let shown = benchmark(&vp, &acme, "").await;
    assert_eq!((shown.cohort.null_reason, shown.as_of), (Some(NullReason::NoData), None));
    assert!(shown.metrics.is_empty());
    server.recompute_all().await;
    let shown = benchmark(&vp, &acme, "?cohort=SIZE").await;
    assert_eq!((shown.cohort.label.clone(), shown.cohort.null_reason), (None, Some(NullReason::NoData)));
    for key in ["usage_intensity", "adoption_score", "support_volume"] {
        let metric = metric(&shown, key);
        assert_eq!(
            (metric.value, metric.percentile, metric.null_reason),
            (None, None, Some(NullReason::NoData)),
            "{key}"
        );
    }
}

#[tokio::test]
async fn bad_parameters_are_named_and_other_books_are_not_there() {
    let server = spawn().await;
    let acme = server.client("Acme").csm(seed::OTHER_CSM).insert().await;
    let vp = server.vp().await;
    let path = format!("/clients/{}/benchmark", acme.id);
    for (query, pointer) in [("cohort=FRIENDS", "cohort"), ("tier=STARTER", "tier")] {
        let problem = vp.get(&format!("{path}?{query}")).await.problem(400, P::Malformed);
        assert!(problem.errors.iter().any(|error| error.pointer == pointer), "{query}: {problem:?}");
    }
    server.csm().await.get(&path).await.problem(404, P::NotFound);
    vp.get(&path).await.expect(200);
}

#[tokio::test]
async fn success_stories_name_whom_one_may_open_and_nobody_else() {
    let server = spawn().await;
    server.connect_feeds().await;
    let subject = peer(&server, "Subject", 8, 0).await;
    for (n, users) in [4, 8, 12, 16].into_iter().enumerate() {
        peer(&server, &format!("Peer {n}"), users, 0).await;
    }
    let best = server.client("Best of all").industry(Some("Retail")).csm(seed::OTHER_CSM).insert().await;
    best.ordinary().await;
    best.usage(days_ago(120), days_ago(0), 20).await;
    server.recompute_all().await;
    let shown = benchmark(&server.vp().await, &subject, "").await;
    let story = shown.success_stories.iter().find(|story| story.name == "Best of all").expect("a success story");
    assert_eq!((story.id.0, story.contract_tier), (best.id, ContractTier::Enterprise));
    let usage = story.best_in.iter().find(|figure| figure.key == "usage_intensity").expect("the most used");
    assert_eq!(usage.value, Decimal::from(120));
    // Everyone uses the same features: nobody stands out by that.
    assert!(shown.success_stories.iter().all(|one| one.best_in.iter().all(|figure| figure.key != "adoption_score")));
    assert!(shown.success_stories.iter().all(|one| one.id.0 != subject.id && !one.best_in.is_empty()));

    let own = benchmark(&server.csm().await, &subject, "").await;
    assert!(!serde_json::to_string(&own).expect("JSON").contains("Best of all"), "{own:?}");
    assert_eq!(own.metrics, shown.metrics, "figures are of everyone all the same");
    let few = benchmark(&server.vp().await, &best, "?cohort=TENURE").await;
    assert!(few.cohort.null_reason.is_none() || few.success_stories.is_empty());
}
