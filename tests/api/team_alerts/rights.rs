use api_types::{alerts::AlertCounts, problem::ProblemCode as P};
use harness::{TestServer, seed, spawn};

use super::{TOO_FULL, alerts, as_now, busy, night, sweep};

/// One alert about the team, and one about a source.
async fn both(server: &TestServer) {
    busy(server, seed::CSM, TOO_FULL).await;
    night(server).await;
    night(server).await;
    sqlx::query(
        "insert into data_feed (feed, mode, connected_at, last_success_at)
         values ('USAGE', 'CONTINUOUS', $1 - interval '9 days', $1 - interval '9 days')",
    )
    .bind(server.now())
    .execute(&server.pool)
    .await
    .expect("a source");
    sweep(server).await;
}

#[tokio::test]
async fn leaders_see_the_team_administrators_its_sources_and_managers_neither() {
    let server = spawn().await;
    both(&server).await;
    // The one client there is raises nothing by itself.
    for (person, seen) in [(seed::VP, 1), (seed::VP_SALES, 1), (seed::ADMIN, 2)] {
        let caller = as_now(&server, person).await;
        let types: Vec<_> = alerts(&caller, "").await.iter().map(|alert| alert.alert_type.as_str()).collect();
        assert_eq!(types, ["CSM_OVERLOAD", "DATA_QUALITY"][..seen], "{}", person.email);
        let counts: AlertCounts = caller.get("/alerts/counts").await.ok();
        assert_eq!(counts.new, i64::try_from(seen).expect("few"), "{}", person.email);
    }
    for person in [seed::CSM, seed::SENIOR_CSM, seed::AE] {
        let caller = as_now(&server, person).await;
        caller.get("/team-alerts").await.problem(403, P::Forbidden);
        assert_eq!(caller.get("/alerts/counts").await.ok::<AlertCounts>().new, 0, "{}", person.email);
    }
}

#[tokio::test]
async fn what_one_does_not_see_one_does_not_answer() {
    let server = spawn().await;
    both(&server).await;
    let admin = as_now(&server, seed::ADMIN).await;
    let all = alerts(&admin, "").await;
    let [overload, source] = all.as_slice() else { panic!("{all:#?}") };
    let (vp, sales) = (as_now(&server, seed::VP).await, as_now(&server, seed::VP_SALES).await);
    let csm = as_now(&server, seed::CSM).await;
    vp.put(&format!("/team-alerts/{}/acknowledge", source.id)).await.problem(404, P::NotFound);
    vp.put(&format!("/team-alerts/{}/reopen", source.id)).await.problem(404, P::NotFound);
    sales.put(&format!("/team-alerts/{}/acknowledge", overload.id)).await.problem(403, P::Forbidden);
    csm.put(&format!("/team-alerts/{}/acknowledge", overload.id)).await.problem(403, P::Forbidden);
    // An alert about a client is another thing.
    vp.put(&format!("/alerts/{}/acknowledge", overload.id)).await.problem(404, P::NotFound);
    vp.put(&format!("/team-alerts/{}/acknowledge", overload.id)).await.expect(200);
    admin.put(&format!("/team-alerts/{}/dismiss", source.id)).await.expect(200);
    assert_eq!(admin.get("/alerts/counts").await.ok::<AlertCounts>().new, 0);
}

#[tokio::test]
async fn the_list_is_paged_and_filtered_by_what_it_knows() {
    let server = spawn().await;
    both(&server).await;
    let admin = as_now(&server, seed::ADMIN).await;
    let first = admin.get("/team-alerts?limit=1").await.value();
    assert_eq!((&first["pagination"]["total"], &first["data"][0]["severity"]), (&2.into(), &"HIGH".into()));
    let cursor = first["pagination"]["next_cursor"].as_str().expect("another page");
    let second = admin.get(&format!("/team-alerts?limit=1&cursor={cursor}")).await.value();
    assert_eq!(second["data"][0]["alert_type"], "DATA_QUALITY");
    assert_eq!(alerts(&admin, "severity=MEDIUM").await.len(), 1);
    assert_eq!(alerts(&admin, "alert_type=CSM_OVERLOAD").await.len(), 1);
    assert!(alerts(&admin, "status=SNOOZED").await.is_empty());
    admin.get("/team-alerts?client_id=1").await.problem(400, P::Malformed);
    admin.get("/team-alerts?severity=HUGE").await.problem(400, P::Malformed);
}
