//! How full hands are, and where managers stand: `csm-performance` and `csm/{id}/metrics`.

use api_types::{
    problem::ProblemCode as P,
    team::{CsmCapacitySettings, CsmMetrics, CsmPerformance, CsmRow},
};
use domain::{
    NullReason,
    team::{CapacityBand, LeaderboardPart},
    work::SurveyKind,
};
use harness::{
    ApiClient, TestServer, date,
    seed::{self, Figures, Person, days_ago, history::partitions},
    spawn,
};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use super::portfolio;
use crate::work::audited;

async fn team(caller: &ApiClient) -> CsmPerformance {
    caller.get("/analytics/csm-performance").await.ok()
}

fn row(team: &CsmPerformance, person: Person) -> &CsmRow {
    let row = team.csms.iter().find(|row| row.label == person.name());
    row.unwrap_or_else(|| panic!("{} is not in {:?}", person.email, team.csms))
}

/// What someone can look after.
async fn works(server: &TestServer, person: Person, fte: &str, hired: chrono::NaiveDate) {
    sqlx::query(
        "insert into csm_capacity (user_id, fte, hired_on, accounts_target, arr_target) values ($1, $2, $3, 4, 1000000)",
    )
    .bind(person.id())
    .bind(fte.parse::<Decimal>().expect("a share"))
    .bind(hired)
    .execute(&server.pool)
    .await
    .expect("a capacity");
}

#[tokio::test]
async fn a_book_is_as_much_work_as_its_clients() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let all = team(&vp).await;
    // Globex 1.5 × 1.25 for its renewal, Hooli 1 × 2 in critical health, Umbrella 3: its renewal is a day too far.
    let own = &row(&all, seed::CSM).capacity;
    assert_eq!((own.load, own.capacity, own.utilisation_percent), (6.88, Some(30.0), Some(22.9)));
    assert_eq!((own.band, own.fte, own.is_ramping), (Some(CapacityBand::Under), Some(1.0), false));
    // Three of 25 accounts, 835,000 of 3 million.
    assert_eq!((own.accounts_target_percent, own.arr_target_percent), (Some(12.0), Some(27.8)));
    // Acme 3 × 1.75, Initech 1.5 × 1.25.
    assert_eq!(row(&all, seed::OTHER_CSM).capacity.load, 7.12);
    let none = &row(&all, seed::SENIOR_CSM).capacity;
    assert_eq!((none.load, none.utilisation_percent), (0.0, Some(0.0)));

    // Someone who works a fifth of the week, and is new, has three points for 6.875.
    works(&server, seed::CSM, "0.2", days_ago(89)).await;
    works(&server, seed::OTHER_CSM, "0", days_ago(200)).await;
    sqlx::query("update client set go_live_date = $1 where name = 'Umbrella'")
        .bind(days_ago(89))
        .execute(&server.pool)
        .await
        .expect("live");
    let all = team(&vp).await;
    let own = &row(&all, seed::CSM).capacity;
    assert_eq!((own.load, own.capacity, own.utilisation_percent), (8.38, Some(3.0), Some(279.2)));
    assert_eq!((own.band, own.is_ramping), (Some(CapacityBand::Overloaded), true));
    assert_eq!((own.accounts_target, own.accounts_target_percent), (Some(4), Some(75.0)));
    assert_eq!((own.arr_target, own.arr_target_percent), (Some(Decimal::from(1_000_000)), Some(83.5)));
    let idle = &row(&all, seed::OTHER_CSM).capacity;
    assert_eq!((idle.capacity, idle.utilisation_percent, idle.band), (Some(0.0), None, None));
    assert_eq!(idle.utilisation_percent_null_reason, Some(NullReason::ZeroDenominator));

    // Who left has clients, and no hands.
    sqlx::query("update staff set is_active = false where id = $1")
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("gone");
    let left = team(&vp).await;
    let gone = &row(&left, seed::OTHER_CSM).capacity;
    assert_eq!((gone.load, gone.capacity, gone.accounts_target), (7.12, None, None));
    assert_eq!(gone.utilisation_percent_null_reason, Some(NullReason::NotApplicable));
    // One manager alone shows the same.
    let one: CsmMetrics = vp.get(&format!("/analytics/csm/{}/metrics", seed::CSM.id())).await.ok();
    assert_eq!((&one.capacity, &one.rank), (own, &row(&all, seed::CSM).rank));
    // What was written down in the night a week ago; written twice, the later one counts.
    let used = |one: &CsmMetrics| one.history["M127"].iter().map(|point| point.value).collect::<Vec<_>>();
    assert_eq!((used(&one)[11], used(&one)[12]), (None, Some(Decimal::new(2_792, 3))));
    for _ in 0..2 {
        assert_eq!(app::team::record_workload(&server.context).await.expect("written"), 2);
    }
    sqlx::query("update metric_snapshot set as_of = as_of - 7, numerator = 3 where metric = 'M127'")
        .execute(&server.pool)
        .await
        .expect("a week ago");
    let one: CsmMetrics = vp.get(&format!("/analytics/csm/{}/metrics", seed::CSM.id())).await.ok();
    assert_eq!((used(&one)[11], used(&one)[12]), (Some(Decimal::ONE), Some(Decimal::new(2_792, 3))));
}

async fn won(server: &TestServer, client: &str, amount: i64, currency: &str, on: &str) {
    sqlx::query(
        "insert into opportunity (client_id, id, type, amount, currency, opened_at, closed_at, outcome)
         values ($1, uuid_v7(), 'UPSELL', $2, $3, '2026-01-01', $4, 'WON')",
    )
    .bind(seed::id_of(&format!("client {client}")))
    .bind(Decimal::from(amount))
    .bind(currency)
    .bind(date(on))
    .execute(&server.pool)
    .await
    .expect("won");
}

/// Five clients each.
async fn books(server: &TestServer) {
    for csm in [seed::CSM, seed::OTHER_CSM, seed::SENIOR_CSM] {
        for n in 0..5 {
            let figures = Figures { health: Some(80), ..Figures::default() };
            server.client(&format!("{} {n}", csm.last_name)).csm(csm).arr(1_000).figures(figures).insert().await;
        }
    }
}

#[tokio::test]
async fn ranks_say_what_they_are_made_of() {
    let server = spawn().await;
    let vp = server.vp().await;
    portfolio(&server).await;
    // Nobody has five clients yet.
    let none = team(&vp).await;
    let rank = &row(&none, seed::CSM).rank;
    assert_eq!((rank.place, rank.of, rank.null_reason), (None, 0, Some(NullReason::InsufficientData)));
    books(&server).await;
    // Nothing is known that anyone could be ranked by, nor of expansions at all.
    let all = team(&vp).await;
    let own = row(&all, seed::CSM);
    assert_eq!((own.rank.place, own.rank.of, own.rank.null_reason), (None, 3, Some(NullReason::NoData)));
    assert_eq!((own.figures.expansion_arr, own.figures.expansion_arr_null_reason), (None, Some(NullReason::NoData)));

    won(&server, "Stone 0", 10_000, "USD", "2026-04-01").await;
    won(&server, "Berg 0", 30_000, "USD", "2026-05-01").await;
    won(&server, "Adler 0", 20_000, "USD", "2026-06-10").await;
    // Before the quarter; and of a currency without a rate.
    won(&server, "Stone 1", 90_000, "USD", "2026-03-31").await;
    won(&server, "Stone 1", 90_000, "XYZ", "2026-05-31").await;
    let all = team(&vp).await;
    let places: Vec<_> = [seed::OTHER_CSM, seed::SENIOR_CSM, seed::CSM]
        .map(|person| (row(&all, person).rank.place, row(&all, person).rank.score))
        .into();
    assert_eq!(places, [(Some(1), Some(83.3)), (Some(2), Some(50.0)), (Some(3), Some(16.7))]);
    let own = row(&all, seed::CSM);
    assert_eq!(own.figures.expansion_arr, Some(Decimal::from(10_000)));
    let shares: Vec<_> = own.rank.parts.iter().map(|part| (part.part, part.weight_percent, part.value)).collect();
    assert_eq!(
        shares,
        [
            (LeaderboardPart::Retention, 0.0, None),
            (LeaderboardPart::Expansion, 100.0, Some(10_000.0)),
            (LeaderboardPart::HealthChange, 0.0, None),
            (LeaderboardPart::Response, 0.0, None),
        ]
    );
    assert_eq!(all.team_mean.expansion_arr, Some(Decimal::from(20_000)));

    // Whoever is new is not compared, and two are too few.
    works(&server, seed::SENIOR_CSM, "1", days_ago(10)).await;
    let all = team(&vp).await;
    assert_eq!(row(&all, seed::SENIOR_CSM).rank.null_reason, Some(NullReason::InsufficientData));
    // A manager sees the places of the others, under their numbers.
    let shown = team(&server.csm().await).await;
    assert!(shown.csms.iter().filter(|row| !row.is_self).all(|row| row.csm.is_none()), "{shown:?}");
    let own = row(&shown, seed::CSM);
    assert_eq!((&own.rank, &own.capacity), (&row(&all, seed::CSM).rank, &row(&all, seed::CSM).capacity));
}

/// A score of a client on a day.
async fn scored(server: &TestServer, client: &str, day: &str, score: i16, components: serde_json::Value) {
    partitions(&server.pool, "client_health_score", date(day), date(day)).await;
    sqlx::query(
        "insert into client_health_score (client_id, date, overall_score, score, health_status, confidence, profile,
           component_scores, component_states, inputs, weights_version, weights_snapshot, computed_at)
         values ($1, $2, $3, $3, 'MONITOR', 1, 'SIX', $4, '{}', '{}', '1', $5, now())",
    )
    .bind(seed::id_of(&format!("client {client}")))
    .bind(date(day))
    .bind(score)
    .bind(components)
    .bind(json!({"usage": 50, "adoption": 50}))
    .execute(&server.pool)
    .await
    .expect("a score");
    // The newest is the one that is shown.
    sqlx::query("update client set health_as_of = greatest(health_as_of, $2) where id = $1")
        .bind(seed::id_of(&format!("client {client}")))
        .bind(date(day))
        .execute(&server.pool)
        .await
        .expect("shown");
}

#[tokio::test]
async fn the_health_of_a_book_is_compared_by_what_both_days_know() {
    let server = spawn().await;
    books(&server).await;
    // G-S2: +6, −5, 0, and one without a score at the start.
    let whole = || json!({"usage": "70", "adoption": "70"});
    for (client, start, end) in [("Stone 0", 70, 76), ("Stone 1", 55, 50), ("Stone 2", 82, 82)] {
        scored(&server, client, "2026-03-31", start, whole()).await;
        scored(&server, client, "2026-06-10", end, whole()).await;
    }
    scored(&server, "Stone 3", "2026-06-10", 60, whole()).await;
    // Only usage is known of both days, and went from 40 to 60; today's score is not there yet.
    scored(&server, "Berg 0", "2026-03-31", 40, json!({"usage": "40"})).await;
    scored(&server, "Berg 0", "2026-06-09", 55, json!({"usage": "60", "adoption": "50"})).await;
    let all = team(&server.vp().await).await;
    let own = &row(&all, seed::CSM).figures.health_change;
    assert_eq!((own.mean_points, own.improved_percent, own.clients), (Some(0.33), Some(33.3), 3));
    let other = &row(&all, seed::OTHER_CSM).figures.health_change;
    assert_eq!((other.mean_points, other.improved_percent, other.clients), (Some(20.0), Some(100.0), 1));
    let none = &row(&all, seed::SENIOR_CSM).figures.health_change;
    assert_eq!((none.mean_points, none.null_reason), (None, Some(NullReason::InsufficientHistory)));
    // Two are ranked by it, and one by nothing.
    assert_eq!(row(&all, seed::OTHER_CSM).rank.place, Some(1));
    assert_eq!(row(&all, seed::SENIOR_CSM).rank.null_reason, Some(NullReason::NoData));
}

#[tokio::test]
async fn answers_count_for_whoever_had_the_client_then() {
    let server = spawn().await;
    let client = server.client("Acme").figures(Figures::default()).insert().await;
    for (score, days) in [(9, 3), (10, 20), (6, 89), (0, 91)] {
        client.survey(SurveyKind::Nps, score, days).await;
    }
    client.survey(SurveyKind::Csat, 1, 3).await;
    let all = team(&server.vp().await).await;
    let own = &row(&all, seed::CSM).figures.nps;
    assert_eq!((own.score, own.responses, own.is_few), (Some(33), 3, true));
    // Handed over ten days ago: what was answered before stays with the one before.
    let id: Uuid = seed::id_of("client Acme");
    for (sql, person) in [
        ("update csm_assignment set valid_to = $2 where client_id = $1 and user_id <> $3", seed::OTHER_CSM),
        (
            "insert into csm_assignment (client_id, role, valid_from, user_id) values ($1, 'CSM', $2, $3)",
            seed::OTHER_CSM,
        ),
    ] {
        let day = days_ago(10);
        sqlx::query(sql).bind(id).bind(day).bind(person.id()).execute(&server.pool).await.expect("handed over");
    }
    let all = team(&server.vp().await).await;
    let (own, other) = (&row(&all, seed::CSM).figures.nps, &row(&all, seed::OTHER_CSM).figures.nps);
    assert_eq!((own.score, own.responses, other.score, other.responses), (Some(0), 2, Some(100), 1));
    assert_eq!(row(&all, seed::SENIOR_CSM).figures.nps.null_reason, Some(NullReason::NoData));
}

#[tokio::test]
async fn what_someone_can_look_after_is_set_by_leaders() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let path = format!("/config/csm-capacity/{}", seed::CSM.id());
    // Nothing was said: what holds for everyone does.
    let usual: CsmCapacitySettings = vp.get(&path).await.ok();
    assert_eq!((usual.fte, usual.points, usual.version), (Decimal::ONE, Decimal::from(30), 0));
    assert_eq!((usual.accounts_target, usual.hired_on, usual.since), (25, None, date("2026-01-05")));
    let body = json!({"fte": 0.8, "accounts_target": 20, "hired_on": "2026-05-01"});
    let set: CsmCapacitySettings = vp.put(&path).if_match("\"v0\"").json(&body).await.ok();
    assert_eq!((set.fte, set.version, set.since), ("0.8".parse().expect("a share"), 1, date("2026-05-01")));
    // What is not named stays; null takes the day away.
    let body = json!({"points": 40, "hired_on": null});
    let set: CsmCapacitySettings = vp.put(&path).if_match("\"v1\"").json(&body).await.ok();
    assert_eq!((set.fte, set.accounts_target, set.hired_on), ("0.8".parse().expect("a share"), 20, None));
    let own = row(&team(&vp).await, seed::CSM).capacity.clone();
    assert_eq!((own.capacity, own.accounts_target, own.is_ramping), (Some(32.0), Some(20), false));
    let (actor, audited) = audited(&server, "update_csm_capacity").await.pop().expect("an audit row");
    assert_eq!(actor, seed::VP.email);
    assert_eq!(audited.expect("changes")["capacity"]["to"]["points"].as_str(), Some("40"));

    // Two people at once, and what makes no sense.
    vp.put(&path).if_match("\"v1\"").json(&json!({"fte": 1})).await.problem(412, P::PreconditionFailed);
    vp.put(&path).json(&json!({"fte": 1})).await.problem(428, P::PreconditionRequired);
    for (body, pointer) in [
        (json!({"fte": 2.1}), "/fte"),
        (json!({"fte": -1}), "/fte"),
        (json!({"fte": 0.333}), "/fte"),
        (json!({"points": 0}), "/points"),
        (json!({"accounts_target": -1}), "/accounts_target"),
        (json!({"arr_target": -1}), "/arr_target"),
        (json!({"hired_on": "2027-07-01"}), "/hired_on"),
    ] {
        let problem = vp.put(&path).if_match("\"v2\"").json(&body).await.problem(422, P::Invalid);
        assert!(problem.errors.iter().any(|error| error.pointer == pointer), "{body}: {problem:?}");
    }
    let problem = vp.put(&path).if_match("\"v2\"").json(&json!({"hours": 40})).await.problem(400, P::Malformed);
    assert!(problem.errors.iter().any(|error| error.pointer == "/hours"), "{problem:?}");
    let other = format!("/config/csm-capacity/{}", seed::AE.id());
    vp.get(&other).await.problem(404, P::NotFound);
    vp.put(&other).if_match("\"v0\"").json(&json!({"fte": 1})).await.problem(404, P::NotFound);
}
