use api_types::{page::Stretch, problem::ProblemCode as P, timeline::TimelineEntry};
use domain::{
    client::ContactRole,
    work::{ActivityType, SurveyKind, TicketSeverity, TimelineKind},
};
use harness::{
    TestServer,
    seed::{Facts, date, days_ago},
    spawn,
};
use serde_json::json;

/// A client of whom everything is known that a timeline tells of.
pub async fn eventful(server: &TestServer) -> Facts {
    let acme = server.client("Acme").external_id("A-1").since(date("2025-05-01")).insert().await;
    acme.activity(ActivityType::Call, 10).await;
    acme.ticket(TicketSeverity::High, 20).await;
    acme.survey(SurveyKind::Nps, 9, 30).await;
    acme.contact(ContactRole::Champion, "Sarah", 3).await;
    let run = async |sql: &'static str| {
        sqlx::query(sql).bind(acme.id).execute(&server.pool).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    };
    run("update client_contact set left_company_at = '2026-05-15' where client_id = $1").await;
    run("update contract_history set valid_to = '2026-01-01' where client_id = $1").await;
    run("insert into contract_history (client_id, valid_from, tier, size_segment) values ($1, '2026-01-01', 'CUSTOM', 'SMB')")
        .await;
    run("insert into opportunity (client_id, id, type, name, opened_at, closed_at, outcome, amount)
         values ($1, uuid_v7(), 'RENEWAL', 'Renewal 2026', '2026-01-01', '2026-04-20', 'WON', 1000)")
    .await;
    run("insert into client_alert (client_id, id, alert_type, severity, title, description, dedupe_key, last_seen_at, created_at)
         values ($1, uuid_v7(), 'HEALTH_DROP', 'HIGH', 'Health fell', 'By 11', 'k', '2026-05-01', '2026-05-01')")
    .await;
    run("select ensure_month_partitions('client_daily_state', '2026-03-01', '2026-06-10') where $1::uuid is not null")
        .await;
    // 70 until the end of March, then 50, then 52, then 58: a fall into another band, a small step, a jump.
    run("insert into client_daily_state (client_id, date, is_active, tier, size_segment, health_score, health_status, renewal_status)
         select $1, day::date, true, 'ENTERPRISE', 'SMB', score, case when score >= 60 then 'MONITOR' else 'AT_RISK' end, 'ACTIVE'
         from generate_series(date '2026-03-20', date '2026-04-20', '1 day') as day
         cross join lateral (select case when day < '2026-04-01' then 70 when day < '2026-04-05' then 50
           when day < '2026-04-09' then 52 else 58 end as score) s")
    .await;
    acme
}

#[tokio::test]
async fn everything_stands_in_one_stream_newest_first() {
    let server = spawn().await;
    eventful(&server).await;
    let csm = server.csm().await;
    csm.post("/clients/ext:A-1/notes").json(&json!({"title": "Plan", "content": "Start early."})).await.expect(201);
    let all: Stretch<TimelineEntry> = csm.get("/clients/ext:A-1/timeline").await.ok();
    let told: Vec<(TimelineKind, &str)> = all.data.iter().map(|entry| (entry.kind, entry.title.as_str())).collect();
    use TimelineKind as K;
    assert_eq!(
        told,
        [
            (K::Note, "Plan"),
            (K::Activity, "A talk"),
            (K::Ticket, "A ticket"),
            (K::KeyEvent, "Champion left: Sarah"),
            (K::KeyEvent, "NPS answer: 9 of 10"),
            (K::Alert, "Health fell"),
            (K::Renewal, "Renewal won"),
            (K::ScoreChange, "Health rose from 52 to 58"),
            (K::ScoreChange, "Health fell from 70 to 50"),
            (K::KeyEvent, "Tier changed from Enterprise to Custom"),
            (K::KeyEvent, "Went live"),
            (K::KeyEvent, "Contract started"),
        ]
    );
    assert_eq!(all.pagination.next_cursor, None);
    let fall = &all.data[8];
    assert_eq!((fall.facts.score_from, fall.facts.score_to, fall.is_day), (Some(70), Some(50), true));
    assert!(all.data.iter().all(|entry| entry.occurred_at <= server.now()));
}

#[tokio::test]
async fn a_cursor_walks_the_whole_stream_once_also_while_more_is_written() {
    let server = spawn().await;
    let acme = eventful(&server).await;
    // Many at the same instant: only their ids tell them apart.
    for _ in 0..7 {
        acme.activity(ActivityType::Meeting, 10).await;
    }
    let csm = server.csm().await;
    let whole: Stretch<TimelineEntry> = csm.get("/clients/ext:A-1/timeline?limit=200").await.ok();
    let ids: Vec<String> = whole.data.iter().map(|entry| entry.id.clone()).collect();
    for limit in [1, 2, 3, 5] {
        let mut walked = vec![];
        let mut path = format!("/clients/ext:A-1/timeline?limit={limit}");
        loop {
            let stretch: Stretch<TimelineEntry> = csm.get(&path).await.ok();
            assert!(stretch.data.len() <= limit);
            walked.extend(stretch.data.into_iter().map(|entry| entry.id));
            let Some(cursor) = stretch.pagination.next_cursor else { break };
            path = format!("/clients/ext:A-1/timeline?limit={limit}&cursor={cursor}");
        }
        assert_eq!(walked, ids, "in steps of {limit}");
    }
    let first: Stretch<TimelineEntry> = csm.get("/clients/ext:A-1/timeline?limit=3").await.ok();
    let cursor = first.pagination.next_cursor.expect("more");
    csm.post("/clients/ext:A-1/activities").json(&json!({"activity_type": "CALL", "subject": "Now"})).await.expect(201);
    let next: Stretch<TimelineEntry> =
        csm.get(&format!("/clients/ext:A-1/timeline?limit=3&cursor={cursor}")).await.ok();
    assert_eq!(next.data.iter().map(|entry| &entry.id).collect::<Vec<_>>(), ids[3..6].iter().collect::<Vec<_>>());
    csm.get(&format!("/clients/ext:A-1/timeline?kind=NOTE&cursor={cursor}")).await.problem(400, P::InvalidCursor);
}

#[tokio::test]
async fn it_is_filtered_by_kind_words_and_days() {
    let server = spawn().await;
    eventful(&server).await;
    let csm = server.csm().await;
    let titles = async |query: &str| {
        let stretch: Stretch<TimelineEntry> = csm.get(&format!("/clients/ext:A-1/timeline?{query}")).await.ok();
        stretch.data.into_iter().map(|entry| entry.title).collect::<Vec<_>>()
    };
    for kind in TimelineKind::ALL.iter().filter(|kind| **kind != TimelineKind::Note) {
        assert!(!titles(&format!("kind={kind}")).await.is_empty(), "{kind}");
    }
    assert_eq!(titles("kind=RENEWAL,ALERT").await, ["Health fell", "Renewal won"]);
    assert_eq!(titles("q=health fell").await, ["Health fell", "Health fell from 70 to 50"]);
    assert_eq!(titles("q=%25").await, [""; 0]);
    assert_eq!(titles("from=2026-05-01&to=2026-05-01").await, ["Health fell"]);
    assert_eq!(titles(&format!("from={}", days_ago(10))).await, ["A talk"]);
    for query in ["kind=SONG", "colour=red", "page=2", "from=2026-06-01&to=2026-05-01", "limit=201", "from=soon"] {
        csm.get(&format!("/clients/ext:A-1/timeline?{query}")).await.problem(400, P::Malformed);
    }
    server.other_csm().await.get("/clients/ext:A-1/timeline").await.problem(404, P::NotFound);
    csm.get("/clients/ext:nobody/timeline").await.problem(404, P::NotFound);
}
