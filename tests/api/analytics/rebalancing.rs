//! What would even the work out: `csm-rebalancing`.

use api_types::{bulk::BulkAnswer, problem::ProblemCode as P, team_balance::TeamBalance};
use domain::team::{CapacityBand, MoveLock};
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures, Person, days_ago, in_days},
    spawn,
};
use serde_json::json;
use uuid::Uuid;

async fn balance(caller: &ApiClient) -> TeamBalance {
    caller.get("/analytics/csm-rebalancing").await.ok()
}

fn id(name: &str) -> Uuid {
    seed::id_of(&format!("client {name}"))
}

/// A client of medium size, 1.5 points.
async fn medium(server: &TestServer, name: &str, csm: Person, figures: Figures) {
    server.client(name).csm(csm).arr(30_000).figures(figures).insert().await;
}

fn healthy() -> Figures {
    Figures { health: Some(90), ..Figures::default() }
}

/// The first manager has 39.25 of 30 points, the other 25.5, the senior one 21.
async fn books(server: &TestServer) {
    for n in 0..17 {
        medium(server, &format!("Other {n:02}"), seed::OTHER_CSM, healthy()).await;
    }
    for n in 0..14 {
        medium(server, &format!("Senior {n:02}"), seed::SENIOR_CSM, healthy()).await;
    }
    // 3 points each: large, and critical.
    server.client("Large").arr(500_000).figures(healthy()).insert().await;
    medium(server, "Critical", seed::CSM, Figures { health: Some(20), ..healthy() }).await;
    // 1.875 each: near, and not so near.
    medium(server, "Renewing", seed::CSM, Figures { renewal: Some(in_days(60)), ..healthy() }).await;
    medium(server, "Renewing later", seed::CSM, Figures { renewal: Some(in_days(61)), ..healthy() }).await;
    // 1.5 each; one was talked to a week ago.
    let talked = Figures { last_contact: Some(seed::noon(days_ago(7))), ..healthy() };
    medium(server, "Talked to", seed::CSM, talked).await;
    medium(server, "Handed over", seed::CSM, healthy()).await;
    medium(server, "In a play", seed::CSM, healthy()).await;
    sqlx::query("insert into save_play (client_id, id, owner_id, opened_at) values ($1, uuid_v7(), $2, $3)")
        .bind(id("In a play"))
        .bind(seed::CSM.id())
        .bind(days_ago(3))
        .execute(&server.pool)
        .await
        .expect("a play");
    for sql in [
        "update csm_assignment set valid_from = $2 where client_id = $1",
        "insert into csm_assignment (client_id, role, valid_from, valid_to, user_id)
         select client_id, role, $2 - 100, $2, $3 from csm_assignment where client_id = $1",
    ] {
        let query = sqlx::query(sql).bind(id("Handed over")).bind(days_ago(179));
        let query = if sql.contains("$3") { query.bind(seed::OTHER_CSM.id()) } else { query };
        query.execute(&server.pool).await.expect("handed over");
    }
    // 24 points that may not go, 3 × 3 and 8 × 1.875; and one that may.
    for n in 0..3 {
        medium(server, &format!("Crisis {n}"), seed::CSM, Figures { health: Some(10), ..Figures::default() }).await;
    }
    for n in 0..8 {
        medium(server, &format!("Due {n}"), seed::CSM, Figures { renewal: Some(days_ago(1)), ..healthy() }).await;
    }
    let small = Figures { health: Some(50), renewal: None, ..Figures::default() };
    server.client("Small").arr(5_000).figures(small).insert().await;
    sqlx::query("update client set go_live_date = null where name = 'Small'")
        .execute(&server.pool)
        .await
        .expect("not live");
}

#[tokio::test]
async fn the_fullest_gives_to_the_emptiest_what_may_go() {
    let server = spawn().await;
    books(&server).await;
    let vp = server.vp().await;
    let shown = balance(&vp).await;
    // 3 + 3 + 1.875 + 1.875 + 4.5 + 9 + 15 + 0.5 × 2.
    let own = &shown.csms[0];
    assert_eq!((own.csm.name.as_str(), own.load_before, own.capacity), ("Cara Stone", 39.25, 30.0));
    assert_eq!((own.utilisation_before_percent, own.band_before), (Some(130.8), Some(CapacityBand::Overloaded)));
    let moves: Vec<_> =
        shown.moves.iter().map(|one| (one.name.as_str(), one.load, one.to.name.as_str(), one.was_in_touch)).collect();
    // The largest that nobody was in touch with; a large one only to the senior manager.
    assert_eq!(
        moves,
        [
            ("Large", 3.0, "Sena Adler", false),
            ("Renewing later", 1.88, "Sena Adler", false),
            ("Small", 1.0, "Otto Berg", false),
            ("Talked to", 1.5, "Sena Adler", true),
        ]
    );
    let first = &shown.moves[0];
    assert_eq!((first.from_before_percent, first.from_after_percent), (130.8, 120.8));
    assert_eq!((first.to_before_percent, first.to_after_percent), (70.0, 80.0));
    assert_eq!((own.load_after, own.utilisation_after_percent), (31.88, Some(106.2)));
    assert_eq!(shown.capacity_short_fte, None);
    assert_eq!(shown.locked_total, 15);
    let lock = |name: &str| shown.locked.iter().find(|one| one.name == name).map(|one| one.lock);
    assert_eq!(lock("Renewing"), Some(MoveLock::Renewal));
    assert_eq!(lock("Critical"), Some(MoveLock::Critical));
    assert_eq!(lock("Handed over"), Some(MoveLock::Reassigned));
    assert_eq!(lock("In a play"), Some(MoveLock::SavePlay));
    assert_eq!(lock("Talked to"), None);

    // Applied, the same question finds nothing more to do; given back, the client is not one that changed hands.
    let body = json!({"ids": [first.client_id], "csm_user_id": first.to.id});
    let answer: BulkAnswer = vp.post("/clients/bulk/assign").json(&body).await.ok();
    assert_eq!((answer.changed, answer.data[0].csm_before), (1, Some(first.from.id)));
    let after = balance(&vp).await;
    assert!(after.moves.iter().all(|one| one.client_id != first.client_id), "{after:?}");
    assert_eq!(after.csms[0].load_before, 36.25);
    let back = json!({"ids": [first.client_id], "csm_user_id": first.from.id});
    let _: BulkAnswer = vp.post("/clients/bulk/assign").json(&back).await.ok();
    assert_eq!(balance(&vp).await.moves, shown.moves);
}

#[tokio::test]
async fn what_nobody_can_take_is_counted_in_people() {
    let server = spawn().await;
    books(&server).await;
    sqlx::query("insert into csm_capacity (user_id, fte) values ($1, 0), ($2, 0.8)")
        .bind(seed::SENIOR_CSM.id())
        .bind(seed::OTHER_CSM.id())
        .execute(&server.pool)
        .await
        .expect("less time");
    let shown = balance(&server.vp_sales().await).await;
    // The other one is at 106 %, the senior one has no time: 9.25 points over.
    assert_eq!((shown.moves.len(), shown.capacity_short_fte), (0, Some(0.3)));
    let senior = shown.csms.iter().find(|one| one.csm.id == seed::SENIOR_CSM.staff_id()).expect("a row");
    assert_eq!((senior.utilisation_before_percent, senior.band_before), (None, None));
}

#[tokio::test]
async fn where_nobody_has_too_much_there_is_nothing_to_move() {
    let server = spawn().await;
    super::portfolio(&server).await;
    let shown = balance(&server.admin().await).await;
    assert_eq!((shown.moves.len(), shown.locked_total, shown.capacity_short_fte), (0, 0, None));
    assert_eq!(shown.csms.len(), 3);
    server.csm().await.get("/analytics/csm-rebalancing").await.problem(403, P::Forbidden);
}
