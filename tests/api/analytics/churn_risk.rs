use api_types::churn::{ChurnGroups, PortfolioChurnRisk};
use domain::{
    NullReason,
    health::{ChurnCategory as C, ChurnSource},
};
use harness::{
    ApiClient, TestServer, date,
    seed::{self, history::partitions},
    spawn,
};
use rust_decimal::Decimal;

use super::portfolio;

async fn risk(caller: &ApiClient, query: &str) -> PortfolioChurnRisk {
    caller.get(&format!("/analytics/churn-risk{query}")).await.ok()
}

fn names(risk: &PortfolioChurnRisk) -> Vec<&str> {
    risk.list.data.iter().map(|client| client.summary.name.as_str()).collect()
}

/// The state of a client thirty days before today.
async fn then(server: &TestServer, name: &str, score: Option<i16>, arr: i64, csm: seed::Person) {
    let day = date("2026-05-11");
    partitions(&server.pool, "client_daily_state", day, day).await;
    sqlx::query(
        "insert into client_daily_state (client_id, date, is_active, tier, size_segment, csm_user_id, arr, churn_risk_score,
           renewal_status)
         values ($1, $2, true, 'ENTERPRISE', 'SMB', $3, $4, $5, 'ACTIVE')",
    )
    .bind(seed::id_of(name))
    .bind(day)
    .bind(csm.id())
    .bind(Decimal::from(arr))
    .bind(score)
    .execute(&server.pool)
    .await
    .expect("a day");
}

#[tokio::test]
async fn categories_are_the_sums_by_hand() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = risk(&server.vp().await, "").await;
    assert_eq!((all.clients, all.scored, all.not_available, all.as_of), (5, 5, 0, server.today()));
    let shown: Vec<_> = all
        .categories
        .iter()
        .map(|share| (share.category, share.clients, share.percent, share.arr, share.arr_percent, share.n_without_arr))
        .collect();
    let k = |thousands: i64| Decimal::from(thousands * 1_000);
    assert_eq!(
        shown,
        [
            (C::Low, 1, Some(20.0), k(750), Some(75.0), 0),
            (C::Medium, 3, Some(60.0), k(205), Some(20.5), 1),
            (C::High, 1, Some(20.0), k(45), Some(4.5), 0),
        ]
    );
    assert_eq!(all.sources.len(), 1);
    assert_eq!((all.sources[0].source, all.sources[0].clients), (ChurnSource::Heuristic, 5));
    assert_eq!(all.computed_at, Some(server.now()));
    // Nothing was ever computed thirty days ago.
    assert_eq!((all.comparison.date, all.comparison.scored), (date("2026-05-11"), None));
    assert_eq!(all.comparison.null_reason, Some(NullReason::InsufficientHistory));
    assert!(all.categories.iter().all(|share| share.clients_change.is_none() && share.arr_change.is_none()));

    let own = risk(&server.csm().await, "").await;
    let counts: Vec<i64> = own.categories.iter().map(|share| share.clients).collect();
    assert_eq!((counts, own.list.pagination.total), (vec![1, 2, 0], 3));
}

#[tokio::test]
async fn groups_add_up_to_everyone_in_each_dimension() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = risk(&server.vp().await, "").await;
    let dimensions: Vec<&str> = all.groups.iter().map(|groups| groups.dimension.as_str()).collect();
    assert_eq!(dimensions, ["contract_tier", "size_segment", "segment", "industry"]);
    for ChurnGroups { dimension, groups } in &all.groups {
        assert_eq!(groups.iter().map(|group| group.clients).sum::<i64>(), 5, "{dimension}");
        assert_eq!(groups.iter().map(|group| group.arr).sum::<Decimal>(), Decimal::from(1_000_000), "{dimension}");
        assert!(groups.iter().all(|group| group.low + group.medium + group.high == group.scored), "{dimension}");
    }
    let industries: Vec<_> = all.groups[3]
        .groups
        .iter()
        .map(|group| (group.value.as_deref(), group.high, group.arr_high, group.average_score, group.n_without_arr))
        .collect();
    let k45 = Decimal::from(45_000);
    assert_eq!(
        industries,
        [
            // (32 + 55 + 3) / 3.
            (Some("Manufacturing"), 1, k45, Some(30), 0),
            (None, 0, Decimal::ZERO, Some(20), 1),
            (Some("Retail"), 0, Decimal::ZERO, Some(45), 0),
        ]
    );
}

#[tokio::test]
async fn categories_are_compared_with_those_of_thirty_days_ago() {
    let server = spawn().await;
    portfolio(&server).await;
    then(&server, "client Acme", Some(60), 100_000, seed::OTHER_CSM).await;
    then(&server, "client Globex", Some(19), 85_000, seed::CSM).await;
    then(&server, "client Umbrella", Some(5), 700_000, seed::CSM).await;
    then(&server, "client Hooli", None, 0, seed::CSM).await;
    let all = risk(&server.vp().await, "").await;
    assert_eq!((all.comparison.scored, all.comparison.null_reason), (Some(3), None));
    let changes: Vec<_> = all.categories.iter().map(|share| (share.clients_change, share.arr_change)).collect();
    let k = |thousands: i64| Some(Decimal::from(thousands * 1_000));
    assert_eq!(changes, [(Some(-1), k(-35)), (Some(3), k(205)), (Some(0), k(-55))]);
    // The book of that day is compared with, not today's.
    let own = risk(&server.csm().await, "").await;
    let changes: Vec<_> = own.categories.iter().map(|share| share.clients_change).collect();
    assert_eq!(changes, [Some(-1), Some(2), Some(0)]);
}

#[tokio::test]
async fn what_is_expected_to_leave_is_the_sum_over_all_pages() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let all = risk(&vp, "?limit=1").await;
    // 45 + 32 + 55 + 20 + 3 percent of five clients; of an unknown ARR nothing is known.
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    assert_eq!((all.expected.clients, all.expected.clients_percent), (number("1.6"), Some(31.0)));
    // 54,000 + 27,200 + 24,750 + 22,500 of a million.
    assert_eq!((all.expected.arr, all.expected.arr_percent), (number("128450"), Some(12.8)));
    let listed: Decimal = risk(&vp, "").await.list.data.iter().filter_map(|client| client.expected_arr_loss).sum();
    assert_eq!(listed, all.expected.arr);

    let steps: Vec<_> = all.distribution.iter().map(|step| (step.from, step.to)).collect();
    assert_eq!((steps.len(), steps[0], steps[9]), (10, (0, 9), (90, 100)));
    let held: Vec<_> = all
        .distribution
        .iter()
        .filter(|step| step.clients > 0)
        .map(|step| (step.from, step.clients, step.arr))
        .collect();
    let k = |thousands: i64| Decimal::from(thousands * 1_000);
    assert_eq!(held, [(0, 1, k(750)), (20, 1, k(0)), (30, 1, k(85)), (40, 1, k(120)), (50, 1, k(45))]);

    let none = risk(&server.senior_csm().await, "").await;
    assert_eq!((none.expected.clients, none.expected.clients_percent), (Decimal::ZERO, None));
    assert_eq!((none.expected.arr, none.expected.arr_percent), (Decimal::ZERO, None));
}

#[tokio::test]
async fn the_list_is_riskiest_first_and_drills_down() {
    let server = spawn().await;
    portfolio(&server).await;
    sqlx::query(
        r#"update client set churn_risk_factors =
             '[{"factor": "past_due", "impact": "high", "detail": "Invoice 40 days past due", "share_percent": 100}]'
           where name = 'Initech'"#,
    )
    .execute(&server.pool)
    .await
    .expect("factors");
    let vp = server.vp().await;
    let all = risk(&vp, "").await;
    assert_eq!(names(&all), ["Initech", "Acme", "Globex", "Hooli", "Umbrella"]);
    let first = &all.list.data[0];
    assert_eq!(first.risk_factors[0].detail, "Invoice 40 days past due");
    // 45,000 × 55 %; of an unknown ARR nothing is known.
    assert_eq!(first.expected_arr_loss, Some(Decimal::from(24_750)));
    assert_eq!(all.list.data[3].expected_arr_loss, None);

    assert_eq!(names(&risk(&vp, "?churn_risk_category=HIGH,LOW").await), ["Initech", "Umbrella"]);
    assert_eq!(names(&risk(&vp, "?industry=Retail").await), ["Acme"]);
    assert_eq!(names(&risk(&vp, "?segment=Strategic&sort=name").await), ["Acme", "Umbrella"]);
    assert_eq!(names(&risk(&vp, "?size_segment=SMB").await), Vec::<&str>::new());
    let of_one = risk(&vp, &format!("?csm_id={}", seed::OTHER_CSM.id())).await;
    assert_eq!(names(&of_one), ["Initech", "Acme"]);
    assert_eq!(of_one.clients, 5, "the figures stay those of everyone");

    let page = risk(&vp, "?limit=2").await;
    assert_eq!(
        (names(&page), page.list.pagination.total, page.list.pagination.pages),
        (vec!["Initech", "Acme"], 5, Some(3))
    );
    let cursor = page.list.pagination.next_cursor.expect("more");
    let next = risk(&vp, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!(names(&next), ["Globex", "Hooli"]);
}

#[tokio::test]
async fn bad_parameters_are_named() {
    let server = spawn().await;
    let vp = server.vp().await;
    for (query, pointer) in [
        ("churn_risk_category=HUGE", "churn_risk_category"),
        ("contract_tier=GOLD", "contract_tier"),
        ("sort=luck", "sort"),
        ("csm_id=me", "csm_id"),
        ("limit=0", "limit"),
        ("colour=red", "colour"),
    ] {
        let problem = vp
            .get(&format!("/analytics/churn-risk?{query}"))
            .await
            .problem(400, api_types::problem::ProblemCode::Malformed);
        assert!(problem.errors.iter().any(|error| error.pointer.contains(pointer)), "{query}: {problem:?}");
    }
    vp.get("/analytics/churn-risk?cursor=nonsense").await.problem(400, api_types::problem::ProblemCode::InvalidCursor);
}
