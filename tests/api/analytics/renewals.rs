use api_types::{
    problem::ProblemCode as P,
    renewals::{RenewalFigures, RenewalSummary},
};
use domain::{health::AtRiskReason, revenue::RenewalStatus as S};
use harness::{
    ApiClient, TestServer, date,
    seed::{self, Figures, days_ago, in_days},
    spawn,
};
use rust_decimal::Decimal;

async fn renewals(caller: &ApiClient, query: &str) -> RenewalSummary {
    caller.get(&format!("/analytics/renewals{query}")).await.ok()
}

fn names(summary: &RenewalSummary) -> Vec<&str> {
    summary.list.data.iter().map(|client| client.name.as_str()).collect()
}

/// G-N7, with one more that has no due date and one that left: 2026-06-10 is today.
async fn portfolio(server: &TestServer) {
    let clients = [
        ("Today", Some("2026-06-10"), Some(1_000), seed::CSM, true),
        ("In 30", Some("2026-07-10"), Some(2_000), seed::CSM, false),
        ("In 31", Some("2026-07-11"), Some(4_000), seed::OTHER_CSM, false),
        ("In 90", Some("2026-09-08"), Some(8_000), seed::OTHER_CSM, true),
        ("In 91", Some("2026-09-09"), Some(16_000), seed::CSM, false),
        ("Late", Some("2026-06-01"), Some(500), seed::CSM, true),
        ("Unknown", Some("2026-06-20"), None, seed::OTHER_CSM, true),
        ("Undated", None, Some(300), seed::CSM, false),
        ("Far", Some("2027-06-15"), Some(200), seed::CSM, false),
    ];
    for (name, due, arr, csm, at_risk) in clients {
        let at_risk = if at_risk { vec![AtRiskReason::HealthLow] } else { vec![] };
        let figures = Figures { renewal: due.map(date), at_risk, ..Figures::default() };
        server.client(name).csm(csm).arr(arr).figures(figures).insert().await;
    }
    let gone = Figures { renewal: Some(in_days(5)), ..Figures::default() };
    server.client("Gone").churned(days_ago(10)).figures(gone).insert().await;
}

fn brief(figures: &RenewalFigures) -> (i64, Decimal, i64, Decimal, i64) {
    (figures.clients, figures.arr, figures.at_risk_clients, figures.at_risk_arr, figures.n_without_arr)
}

fn row(clients: i64, arr: i64, at_risk: i64, arr_at_risk: i64, without: i64) -> (i64, Decimal, i64, Decimal, i64) {
    (clients, Decimal::from(arr), at_risk, Decimal::from(arr_at_risk), without)
}

#[tokio::test]
async fn windows_statuses_and_months_are_the_sums_by_hand() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = renewals(&server.vp().await, "").await;
    let windows: Vec<_> = all.windows.iter().map(|window| (window.days, brief(&window.figures))).collect();
    assert_eq!(
        windows,
        [(30, row(3, 3_000, 2, 1_000, 1)), (60, row(4, 7_000, 2, 1_000, 1)), (90, row(5, 15_000, 3, 9_000, 1))]
    );
    assert_eq!(brief(&all.overdue), row(1, 500, 1, 500, 0));
    assert_eq!((brief(&all.later), brief(&all.without_date)), (row(1, 200, 0, 0, 0), row(1, 300, 0, 0, 0)));
    assert_eq!(brief(&all.total), row(9, 32_000, 4, 9_500, 1));
    let statuses: Vec<_> =
        all.statuses.iter().map(|status| (status.renewal_status, brief(&status.figures), status.arr_percent)).collect();
    assert_eq!(
        statuses,
        [
            (S::Overdue, row(1, 500, 1, 500, 0), Some(1.6)),
            (S::DueSoon, row(5, 15_000, 3, 9_000, 1), Some(46.9)),
            (S::Active, row(3, 16_500, 0, 0, 0), Some(51.6)),
        ]
    );
    assert_eq!(all.months.len(), 12);
    let months: Vec<_> = all
        .months
        .iter()
        .filter(|month| month.figures.clients > 0)
        .map(|month| (month.month.to_string(), brief(&month.figures)))
        .collect();
    let month = |month: &str, figures| (month.to_owned(), figures);
    assert_eq!(
        months,
        [
            month("2026-06-01", row(2, 1_000, 2, 1_000, 1)),
            month("2026-07-01", row(2, 6_000, 0, 0, 0)),
            month("2026-09-01", row(2, 24_000, 1, 8_000, 0)),
        ]
    );
    // One month more holds what was later.
    let longer = renewals(&server.vp().await, "?months=13").await;
    assert_eq!((longer.months.len(), brief(&longer.later)), (13, row(0, 0, 0, 0, 0)));
    assert_eq!(longer.months[12].month, date("2027-06-01"));
}

#[tokio::test]
async fn managers_are_told_apart_and_see_their_own() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = renewals(&server.vp().await, "").await;
    let csms: Vec<_> = all
        .csms
        .iter()
        .map(|csm| {
            let name = csm.csm.as_ref().map(|csm| csm.name.as_str());
            (name, csm.overdue.arr, csm.windows.iter().map(|window| window.figures.arr).collect::<Vec<_>>())
        })
        .collect();
    let k = Decimal::from;
    assert_eq!(
        csms,
        [
            (Some("Otto Berg"), k(0), vec![k(0), k(4_000), k(12_000)]),
            (Some("Cara Stone"), k(500), vec![k(3_000), k(3_000), k(3_000)]),
        ]
    );
    let own = renewals(&server.csm().await, "").await;
    assert_eq!((own.csms.len(), own.total.clients, own.list.pagination.total), (1, 6, 3));
    let none = renewals(&server.senior_csm().await, "").await;
    assert_eq!((none.total.clients, none.csms.len(), none.statuses[0].arr_percent), (0, 0, None));
}

#[tokio::test]
async fn the_list_is_what_is_due_and_drills_down() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let usual = renewals(&vp, "").await;
    assert_eq!(names(&usual), ["Late", "Today", "Unknown", "In 30", "In 31", "In 90"]);
    assert_eq!(usual.list.data[0].days_to_renewal, Some(-9));
    for (query, expected) in [
        ("?renewal_status=OVERDUE", vec!["Late"]),
        ("?renewal_status=ACTIVE", vec!["In 91", "Far", "Undated"]),
        ("?renewal_within_days=30", vec!["Today", "Unknown", "In 30"]),
        ("?next_renewal_date_after=2026-09-01&next_renewal_date_before=2026-09-30", vec!["In 90", "In 91"]),
        ("?at_risk=true&sort=-annual_recurring_revenue", vec!["In 90", "Today", "Late", "Unknown"]),
        ("?contract_tier=STARTER", vec![]),
        // 1,000 and 5,000 are the first of their bands (G-N3).
        ("?value_band=HIGH", vec!["In 90"]),
        ("?value_band=MEDIUM", vec!["Today", "In 30", "In 31"]),
        ("?value_band=LOW,UNBANDED", vec!["Late", "Unknown"]),
        ("?value_band=HIGH,LOW&renewal_status=ACTIVE&sort=name", vec!["Far", "In 91", "Undated"]),
    ] {
        assert_eq!(names(&renewals(&vp, query).await), expected, "{query}");
    }
    let of_one = renewals(&vp, &format!("?csm_id={}", seed::CSM.id())).await;
    assert_eq!((names(&of_one), of_one.total.clients), (vec!["Late", "Today", "In 30"], 9));
    let first = renewals(&vp, "?limit=4").await;
    let cursor = first.list.pagination.next_cursor.expect("more");
    assert_eq!(names(&renewals(&vp, &format!("?limit=4&cursor={cursor}")).await), ["In 31", "In 90"]);
}

#[tokio::test]
async fn bad_parameters_are_named() {
    let server = spawn().await;
    let vp = server.vp().await;
    for (query, pointer) in [
        ("months=0", "months"),
        ("months=37", "months"),
        ("months=many", "months"),
        ("renewal_status=LATE", "renewal_status"),
        ("renewal_within_days=-1", "renewal_within_days"),
        ("next_renewal_date_after=soon", "next_renewal_date_after"),
        ("at_risk=perhaps", "at_risk"),
        ("sort=luck", "sort"),
        ("window=30", "window"),
    ] {
        let problem = vp.get(&format!("/analytics/renewals?{query}")).await.problem(400, P::Malformed);
        assert!(problem.errors.iter().any(|error| error.pointer == pointer), "{query}: {problem:?}");
    }
}
