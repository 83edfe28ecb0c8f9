//! How client success managers do: `csm-performance` and `csm/{id}/metrics`.

use api_types::{
    problem::ProblemCode as P,
    team::{CsmFigures, CsmMetrics, CsmPerformance},
};
use chrono::NaiveDate;
use domain::{NullReason, work::ActivityType};
use harness::{
    ApiClient, TestServer, date,
    seed::{self, Figures, Person, days_ago, history::partitions, in_days},
    spawn,
};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::portfolio;

async fn team(caller: &ApiClient, query: &str) -> CsmPerformance {
    caller.get(&format!("/analytics/csm-performance{query}")).await.ok()
}

async fn metrics(caller: &ApiClient, of: &Person, query: &str) -> CsmMetrics {
    caller.get(&format!("/analytics/csm/{}/metrics{query}", of.id())).await.ok()
}

fn of(team: &CsmPerformance, person: Person) -> &CsmFigures {
    let row = team.csms.iter().find(|row| row.label == person.name());
    &row.unwrap_or_else(|| panic!("{} is not in {:?}", person.email, team.csms)).figures
}

fn client(name: &str) -> Uuid {
    seed::id_of(&format!("client {name}"))
}

/// The state of a client on a day.
async fn state(server: &TestServer, name: &str, day: NaiveDate, csm: Person, arr: Option<i64>, is_active: bool) {
    partitions(&server.pool, "client_daily_state", day, day).await;
    sqlx::query(
        "insert into client_daily_state (client_id, date, is_active, tier, size_segment, csm_user_id, arr, renewal_status)
         values ($1, $2, $3, 'ENTERPRISE', 'SMB', $4, $5, 'ACTIVE')",
    )
    .bind(client(name))
    .bind(day)
    .bind(is_active)
    .bind(csm.id())
    .bind(arr.map(Decimal::from))
    .execute(&server.pool)
    .await
    .expect("a day");
}

/// The portfolio as it was when the quarter began: one client, of the first manager, left on 11 May.
async fn opening(server: &TestServer) {
    let day = date("2026-03-31");
    state(server, "Acme", day, seed::OTHER_CSM, Some(100_000), true).await;
    state(server, "Initech", day, seed::OTHER_CSM, Some(50_000), true).await;
    state(server, "Globex", day, seed::CSM, Some(85_000), true).await;
    state(server, "Umbrella", day, seed::CSM, Some(800_000), true).await;
    state(server, "Hooli", day, seed::CSM, None, true).await;
    state(server, "Gone", day, seed::CSM, Some(40_000), true).await;
    state(server, "Trying", day, seed::CSM, None, false).await;
}

async fn activity(server: &TestServer, by: Person, kind: ActivityType, day: NaiveDate, due: Option<NaiveDate>) -> Uuid {
    partitions(&server.pool, "client_activity", day, day).await;
    sqlx::query_scalar(
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, performed_by_id,
           follow_up_required, follow_up_date)
         values ($1, uuid_v7(), $2, $3, 'A talk', $4, $5 is not null, $5) returning id",
    )
    .bind(client("Globex"))
    .bind(seed::noon(day))
    .bind(kind.as_str())
    .bind(by.id())
    .bind(due)
    .fetch_one(&server.pool)
    .await
    .expect("an activity")
}

/// An alert of a client, and when someone acknowledged it.
async fn alert(server: &TestServer, name: &str, severity: &str, created: &str, answered: Option<&str>) {
    sqlx::query(
        "insert into client_alert (client_id, id, alert_type, severity, title, description, dedupe_key, last_seen_at,
           created_at, acknowledged_at, status)
         values ($1, uuid_v7(), 'NO_CONTACT', $2, 'No contact', 'Nobody was in contact.', uuid_v7()::text,
           $3::timestamptz, $3::timestamptz, $4::timestamptz, case when $4 is null then 'NEW' else 'ACKNOWLEDGED' end)",
    )
    .bind(client(name))
    .bind(severity)
    .bind(created.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant"))
    .bind(answered.map(|at| at.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant")))
    .execute(&server.pool)
    .await
    .expect("an alert");
}

#[tokio::test]
async fn books_are_the_sums_by_hand() {
    let server = spawn().await;
    portfolio(&server).await;
    let all = team(&server.vp().await, "").await;
    let own = of(&all, seed::CSM);
    assert_eq!((own.clients, own.arr, own.n_without_arr), (3, Decimal::from(835_000), 1));
    // (73 + 30 + 92) / 3.
    assert_eq!((own.average_health, own.average_health_null_reason), (Some(65), None));
    let health = own.health;
    assert_eq!(
        (health.healthy, health.monitor, health.at_risk, health.critical, health.not_available),
        (1, 1, 0, 1, 0)
    );
    assert_eq!((own.at_risk_clients, own.arr_at_risk), (1, Decimal::ZERO));
    assert_eq!((own.renewals_90_days, own.renewals_overdue), (1, 0));
    let other = of(&all, seed::OTHER_CSM);
    assert_eq!((other.clients, other.at_risk_clients, other.arr_at_risk), (2, 2, Decimal::from(165_000)));
    assert_eq!((other.renewals_90_days, other.renewals_overdue), (1, 1));
    // All of the risk on 165 of 1000 of the ARR.
    assert_eq!((own.risk_concentration, own.is_risk_concentrated), (Some(0.0), false));
    assert_eq!((other.risk_concentration, other.is_risk_concentrated), (Some(6.06), true));
    // A manager without clients is there; nobody's clients are none.
    let senior = of(&all, seed::SENIOR_CSM);
    assert_eq!((senior.clients, senior.average_health), (0, None));
    assert_eq!(senior.average_health_null_reason, Some(NullReason::NoData));
    let unknown = (senior.risk_concentration, senior.risk_concentration_null_reason);
    assert_eq!(unknown, (None, Some(NullReason::ZeroDenominator)));
    assert_eq!((all.unassigned.clients, all.total.clients, all.total.arr), (0, 5, Decimal::from(1_000_000)));
    assert_eq!((all.csms[0].label.as_str(), all.csms.len()), ("Cara Stone", 3));
    assert_eq!((all.period.start, all.period.end, all.period.partial), (date("2026-04-01"), date("2026-06-30"), true));
    assert_eq!((all.as_of, all.computed_at), (server.today(), Some(server.now())));
    // Nothing is known of the day before the quarter.
    assert_eq!(own.retention.logo_retention_percent, None);
    assert_eq!(own.retention.logo_retention_percent_null_reason, Some(NullReason::InsufficientHistory));
    assert_eq!(own.retention.gross_revenue_retention_percent_null_reason, Some(NullReason::InsufficientHistory));
}

#[tokio::test]
async fn retention_is_of_the_clients_there_were() {
    let server = spawn().await;
    portfolio(&server).await;
    opening(&server).await;
    let vp = server.vp().await;
    let all = team(&vp, "?period=THIS_QUARTER").await;
    let own = &of(&all, seed::CSM).retention;
    assert_eq!((own.clients_at_start, own.churned_clients, own.churned_arr), (4, 1, Decimal::from(40_000)));
    assert_eq!(own.logo_retention_percent, Some(75.0));
    // Hooli's ARR is unknown; of 925,000 of the others 85,000 and 750,000 are left.
    assert_eq!((own.arr_at_start, own.n_excluded), (Decimal::from(925_000), 1));
    assert_eq!(own.gross_revenue_retention_percent, Some(90.3));
    // What Acme grew by makes good for nothing: 100,000 and 45,000 of 150,000.
    let other = &of(&all, seed::OTHER_CSM).retention;
    assert_eq!((other.churned_clients, other.gross_revenue_retention_percent), (0, Some(96.7)));
    assert_eq!(all.total.retention.clients_at_start, 6);
    let senior = &of(&all, seed::SENIOR_CSM).retention;
    assert_eq!(senior.gross_revenue_retention_percent_null_reason, Some(NullReason::ZeroDenominator));

    // A period that is over closes with its own last day.
    let april = date("2026-04-30");
    for (name, csm, arr) in
        [("Globex", seed::CSM, 80_000), ("Gone", seed::CSM, 40_000), ("Acme", seed::SENIOR_CSM, 90_000)]
    {
        state(&server, name, april, csm, Some(arr), true).await;
    }
    let over = team(&vp, "?from=2026-04-01&to=2026-04-30").await;
    assert!(!over.period.partial);
    let own = &of(&over, seed::CSM).retention;
    assert_eq!((own.clients_at_start, own.churned_clients, own.gross_revenue_retention_percent), (2, 0, Some(96.0)));
    // Whoever has the client at the end has it in their row.
    assert_eq!(of(&over, seed::SENIOR_CSM).retention.clients_at_start, 1);
}

#[tokio::test]
async fn a_loss_soon_after_a_hand_over_is_the_previous_owners() {
    let server = spawn().await;
    portfolio(&server).await;
    opening(&server).await;
    let hand_over = |day: &'static str| {
        let pool = server.pool.clone();
        async move {
            sqlx::query("delete from csm_assignment where client_id = $1").bind(client("Gone")).execute(&pool).await?;
            sqlx::query(
                "insert into csm_assignment (client_id, role, valid_from, valid_to, user_id)
                 values ($1, 'CSM', '2025-05-01', $2, $3), ($1, 'CSM', $2, null, $4)",
            )
            .bind(client("Gone"))
            .bind(date(day))
            .bind(seed::OTHER_CSM.id())
            .bind(seed::CSM.id())
            .execute(&pool)
            .await
        }
    };
    let vp = server.vp().await;
    for (day, losses) in [("2026-04-20", (0, 1)), ("2026-04-11", (1, 0))] {
        hand_over(day).await.expect("handed over");
        let all = team(&vp, "").await;
        let found =
            (of(&all, seed::CSM).retention.churned_clients, of(&all, seed::OTHER_CSM).retention.churned_clients);
        assert_eq!(found, losses, "handed over on {day}");
    }
}

#[tokio::test]
async fn work_is_counted_by_who_did_it() {
    use ActivityType as A;
    let server = spawn().await;
    portfolio(&server).await;
    // G-S8, in the quarter.
    let kinds =
        [A::Call, A::Call, A::Email, A::Meeting, A::Qbr, A::Training, A::InternalDiscussion, A::SupportEscalation];
    for kind in kinds.into_iter().chain([A::ExecutiveTouchpoint]) {
        activity(&server, seed::CSM, kind, date("2026-04-01"), None).await;
    }
    activity(&server, seed::CSM, A::Call, date("2026-03-31"), None).await;
    // Promises: two past their day, one for tomorrow, one kept this quarter and one before.
    activity(&server, seed::CSM, A::Other, date("2026-03-01"), Some(days_ago(1))).await;
    activity(&server, seed::CSM, A::Other, date("2026-03-02"), Some(days_ago(20))).await;
    activity(&server, seed::CSM, A::Other, date("2026-03-03"), Some(in_days(1))).await;
    for (day, done) in [("2026-03-04", "2026-05-02"), ("2026-03-05", "2026-03-20")] {
        let kept = activity(&server, seed::CSM, A::Other, date(day), Some(date(day))).await;
        sqlx::query("update client_activity set follow_up_completed = true, follow_up_completed_at = $2 where id = $1")
            .bind(kept)
            .bind(seed::noon(date(done)))
            .execute(&server.pool)
            .await
            .expect("kept");
    }
    let all = team(&server.vp().await, "").await;
    let own = of(&all, seed::CSM);
    let did = &own.activities;
    assert_eq!((did.touchpoints, did.calls, did.emails, did.meetings, did.business_reviews), (7, 2, 1, 4, 1));
    assert_eq!((did.total, did.tasks_completed, own.overdue_follow_ups), (9, 1, 2));
    assert_eq!((did.by_type.get(&A::Call), did.by_type.get(&A::Other)), (Some(&2), None));
    assert_eq!(of(&all, seed::OTHER_CSM).activities.total, 0);
    let before = team(&server.vp().await, "?period=LAST_QUARTER").await;
    let did = &of(&before, seed::CSM).activities;
    assert_eq!((did.calls, did.total, did.tasks_completed), (1, 6, 1));
}

#[tokio::test]
async fn alerts_are_answered_in_business_hours() {
    let server = spawn().await;
    portfolio(&server).await;
    // G-S3: 2, 3, 0.75 and 11 business hours.
    for (created, answered) in [
        ("2026-06-05T16:00:00Z", "2026-06-08T10:00:00Z"),
        ("2026-06-08T09:30:00Z", "2026-06-08T12:30:00Z"),
        ("2026-06-06T11:00:00Z", "2026-06-08T09:45:00Z"),
        ("2026-06-01T15:00:00Z", "2026-06-03T10:00:00Z"),
    ] {
        alert(&server, "Globex", "HIGH", created, Some(answered)).await;
    }
    // Low ones do not count; one is still in time, one is past it.
    alert(&server, "Globex", "LOW", "2026-06-01T15:00:00Z", None).await;
    alert(&server, "Acme", "CRITICAL", "2026-06-10T10:00:00Z", None).await;
    alert(&server, "Acme", "CRITICAL", "2026-06-09T10:00:00Z", None).await;
    alert(&server, "Globex", "HIGH", "2026-03-31T10:00:00Z", Some("2026-03-31T11:00:00Z")).await;
    let all = team(&server.vp().await, "").await;
    let own = &of(&all, seed::CSM).alerts;
    assert_eq!((own.raised, own.answered, own.overdue), (4, 4, 0));
    assert_eq!((own.median_response_hours, own.p90_response_hours), (Some(2.5), Some(8.6)));
    assert_eq!((own.within_sla_percent, own.response_null_reason), (Some(75.0), None));
    let other = &of(&all, seed::OTHER_CSM).alerts;
    assert_eq!((other.raised, other.answered, other.overdue), (2, 0, 1));
    assert_eq!((other.median_response_hours, other.response_null_reason), (None, Some(NullReason::NoData)));
    assert_eq!(other.within_sla_percent, Some(0.0));
}

#[tokio::test]
async fn the_mean_is_of_managers_who_can_be_compared() {
    let server = spawn().await;
    let vp = server.vp().await;
    let figures = || Figures { health: Some(80), ..Figures::default() };
    for (csm, clients) in [(seed::CSM, 5), (seed::OTHER_CSM, 6), (seed::SENIOR_CSM, 4)] {
        for n in 0..clients {
            server.client(&format!("{} {n}", csm.last_name)).csm(csm).arr(1_000).figures(figures()).insert().await;
        }
    }
    let two = team(&vp, "").await.team_mean;
    assert_eq!((two.csms, two.clients, two.arr, two.average_health), (2, None, None, None));
    assert_eq!(two.null_reason, Some(NullReason::InsufficientData));

    server.client("One more").csm(seed::SENIOR_CSM).arr(2_000).figures(figures()).insert().await;
    let three = team(&vp, "").await.team_mean;
    assert_eq!((three.csms, three.clients, three.null_reason), (3, Some(5.3), None));
    assert_eq!((three.arr, three.average_health), (Some("5666.67".parse().expect("a number")), Some(80)));

    // Someone new is not compared.
    sqlx::query("insert into csm_capacity (user_id, hired_on) values ($1, $2)")
        .bind(seed::CSM.id())
        .bind(days_ago(89))
        .execute(&server.pool)
        .await
        .expect("hired");
    let shown = team(&vp, "").await;
    assert_eq!(shown.team_mean.csms, 2);
    assert!(!shown.csms.iter().find(|row| row.label == seed::CSM.name()).expect("a row").is_eligible);
}

#[tokio::test]
async fn a_manager_sees_their_own_name_only() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = server.csm().await;
    let shown = team(&csm, "").await;
    let labels: Vec<_> = shown.csms.iter().map(|row| (row.label.as_str(), row.is_self, row.csm.is_some())).collect();
    assert_eq!(labels, [("Cara Stone", true, true), ("CSM 1", false, false), ("CSM 2", false, false)]);
    let text = csm.get("/analytics/csm-performance").await.text();
    for other in [seed::OTHER_CSM, seed::SENIOR_CSM] {
        assert!(!text.contains(other.last_name) && !text.contains(&other.id().to_string()), "{text}");
    }
    // Of oneself everything is there, of another nothing.
    let own = metrics(&csm, &seed::CSM, "").await;
    assert_eq!((own.csm.name.as_str(), own.figures.clients), ("Cara Stone", 3));
    let path = |of: &Person| format!("/analytics/csm/{}/metrics", of.id());
    csm.get(&path(&seed::OTHER_CSM)).await.problem(404, P::NotFound);
    server.ae().await.get(&path(&seed::CSM)).await.problem(403, P::Forbidden);
    server.ae().await.get("/analytics/csm-performance").await.problem(403, P::Forbidden);
    // Leaders see everyone who looks after clients, and nobody else.
    let sales = server.vp_sales().await;
    assert_eq!(metrics(&sales, &seed::OTHER_CSM, "").await.figures.clients, 2);
    sales.get(&path(&seed::AE)).await.problem(404, P::NotFound);
}

#[tokio::test]
async fn one_manager_over_time() {
    let server = spawn().await;
    portfolio(&server).await;
    let me = seed::CSM.id().to_string();
    let day = date("2026-06-03");
    seed::history::metric_snapshot(&server.pool, "M012", ("CSM", &me), day, Decimal::from(4)).await;
    let own = metrics(&server.vp().await, &seed::CSM, "").await;
    let keys: Vec<&str> = own.history.keys().map(String::as_str).collect();
    assert_eq!(keys, ["M005", "M008", "M009", "M012", "M061", "M127"]);
    let clients = &own.history["M012"];
    assert_eq!((clients.len(), clients[11].value, clients[12].value), (13, Some(4.into()), Some(3.into())));
    assert_eq!(own.history["M005"][12].value, Some(65.into()));
    assert_eq!(own.figures, *of(&team(&server.vp().await, "").await, seed::CSM));
}

#[tokio::test]
async fn bad_periods_are_named() {
    let server = spawn().await;
    let vp = server.vp().await;
    for (query, pointer) in [
        ("period=SOON", "period"),
        ("period=THIS_MONTH&from=2026-01-01&to=2026-01-31", "period"),
        ("from=2026-01-01", "to"),
        ("to=2026-01-01", "from"),
        ("from=2026-02-01&to=2026-01-01", "from"),
        ("from=2026-06-11&to=2026-06-30", "from"),
        ("from=2020-01-01&to=2026-01-01", "from"),
        ("from=x&to=2026-01-01", "from"),
        ("days=30", "days"),
    ] {
        for path in ["csm-performance".to_owned(), format!("csm/{}/metrics", seed::CSM.id())] {
            let problem = vp.get(&format!("/analytics/{path}?{query}")).await.problem(400, P::Malformed);
            assert!(problem.errors.iter().any(|error| error.pointer == pointer), "{query}: {problem:?}");
        }
    }
    vp.get("/analytics/csm/me/metrics").await.problem(400, P::Malformed);
}
