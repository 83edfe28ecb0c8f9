//! Alerts that belong to no client.

mod events;
mod life;
mod rights;
mod sources;
mod telling;

use api_types::{alerts::TeamAlert, page::Page};
use chrono::Duration;
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures, Person, days_ago},
};
use rust_decimal::Decimal;

/// Every status there is.
pub const ANY: &str = "status=NEW,ACKNOWLEDGED,SNOOZED,DISMISSED,RESOLVED";

/// Hands that are full to 125 %, 111.1 %, 104.2 % and 50 %: room for so many points, with work of one.
pub const TOO_FULL: &str = "0.8";
pub const NEARLY: &str = "0.9";
pub const FULL: &str = "0.96";
pub const ROOM: &str = "2";

/// Gives someone a client of one point, and room for so many.
pub async fn busy(server: &TestServer, person: Person, points: &str) {
    let has_client: bool = sqlx::query_scalar("select exists (select from client where csm_user_id = $1)")
        .bind(person.id())
        .fetch_one(&server.pool)
        .await
        .expect("an answer");
    if !has_client {
        let figures = Figures { health: Some(80), ..Figures::default() };
        server.client(person.last_name).csm(person).figures(figures).insert().await;
        sqlx::query("update client set size_segment = 'UNKNOWN', go_live_date = '2020-01-01' where csm_user_id = $1")
            .bind(person.id())
            .execute(&server.pool)
            .await
            .expect("one point");
    }
    sqlx::query(
        "insert into csm_capacity (user_id, hired_on, points) values ($1, $2, $3)
         on conflict on constraint csm_capacity_pkey do update set points = excluded.points",
    )
    .bind(person.id())
    .bind(days_ago(500))
    .bind(points.parse::<Decimal>().expect("points"))
    .execute(&server.pool)
    .await
    .expect("room");
}

/// A day passes, and the night looks: it writes down how full hands are, and looks at the team.
pub async fn night(server: &TestServer) {
    server.advance(Duration::days(1));
    app::team::record_workload(&server.context).await.expect("written down");
    sweep(server).await;
}

/// Looks at the team and the sources.
pub async fn sweep(server: &TestServer) {
    app::alerts::sweep_team(&server.context).await.expect("the team is looked at");
}

/// Sign-ins end with the clock: a caller after a leap signs in anew.
pub async fn as_now(server: &TestServer, person: Person) -> ApiClient {
    let token: api_types::auth::AccessToken = server.log_in(person.email, seed::PASSWORD).await.ok();
    server.anonymous().with_token(token.access_token)
}

/// The alerts a query gives.
pub async fn alerts(caller: &ApiClient, query: &str) -> Vec<TeamAlert> {
    caller.get(&format!("/team-alerts?limit=200&{query}")).await.ok::<Page<TeamAlert>>().data
}

/// The one alert a query gives.
pub async fn only(caller: &ApiClient, query: &str) -> TeamAlert {
    let mut found = alerts(caller, query).await;
    assert_eq!(found.len(), 1, "{query}: {found:#?}");
    found.remove(0)
}
