use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{client, date, setup::World};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

async fn activate(world: &World, on: Uuid, off: Option<Uuid>, when: &str) {
    let mut transaction = world.context.pool.begin().await.expect("a transaction");
    if let Some(off) = off {
        store::health::deactivate_config(&mut transaction, off, at(when)).await.expect("put out of force");
    }
    store::health::activate_config(&mut transaction, on, None, at(when)).await.expect("put in force");
    transaction.commit().await.expect("committed");
}

/// Another configuration for everyone, or for a tier, not in force yet.
async fn made(world: &World, name: &str, tier: &str) -> Uuid {
    world
        .one(&format!(
            r#"insert into health_score_config (id, name, profile, applies_to_tier, weights, bands, is_active, version)
               values (uuid_v7(), '{name}', 'SIX', {tier},
                 '{{"usage": 20, "adoption": 20, "support": 20, "relationship": 20, "contract": 10, "outcome": 10}}',
                 '{{"healthy": 80, "monitor": 60, "at_risk": 40}}', false, 2)
               returning id"#
        ))
        .await
}

/// The configurations of the stored scores, with the days of each.
async fn used(world: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select weights_version || ' ' || string_agg(extract(day from date)::text, ',' order by date)
         from client_health_score group by weights_version order by min(date), 1",
    )
    .fetch_all(&world.context.pool)
    .await
    .expect("scores")
}

async fn backfilled(world: &World, client: Uuid) -> Vec<String> {
    app::health::backfill(&world.context, &[client], date("2024-12-20"), date("2024-12-31")).await.expect("computed");
    used(world).await
}

/// Enough for a score: a helpdesk without tickets, and a contract.
async fn scored_client(world: &World) -> Uuid {
    let id = client(world, "Acme").await;
    world
        .run(
            "insert into data_feed (feed, mode, connected_at, last_success_at)
             select f, 'CONTINUOUS', '2023-01-01', '2024-12-31T11:00:00Z'
             from unnest(array['USAGE', 'SUPPORT', 'CRM', 'BILLING']) f",
        )
        .await;
    id
}

#[tokio::test]
async fn a_day_is_computed_with_what_was_in_force_then() {
    let world = World::new().await;
    let client = scored_client(&world).await;
    let default: Uuid = world.one("select id from health_score_config").await;
    assert_eq!(backfilled(&world, client).await, ["Six components v1 20,21,22,23,24,25,26,27,28,29,30,31"]);

    let other = made(&world, "Even", "null").await;
    assert_eq!(backfilled(&world, client).await.len(), 1, "one that was never in force changes nothing");
    activate(&world, other, Some(default), "2024-12-24T15:00:00Z").await;
    let expected = ["Six components v1 20,21,22,23", "Even v2 24,25,26,27,28,29,30,31"];
    assert_eq!(backfilled(&world, client).await, expected);

    // Back again for the last days: the time in between keeps what it had.
    activate(&world, default, Some(other), "2024-12-29T00:00:00Z").await;
    let expected = ["Six components v1 20,21,22,23,29,30,31", "Even v2 24,25,26,27,28"];
    assert_eq!(backfilled(&world, client).await, expected);
    assert_eq!(
        world.one::<String>("select string_agg(name, ',') from health_score_config where is_active").await,
        "Six components"
    );
    world.end().await;
}

#[tokio::test]
async fn one_for_a_tier_counts_from_the_day_it_was_put_in_force() {
    let world = World::new().await;
    let client = scored_client(&world).await;
    let tier = made(&world, "Professionals", "'PROFESSIONAL'").await;
    activate(&world, tier, None, "2024-12-26T09:00:00Z").await;
    // The client was of another tier until the 28th.
    world
        .run(&format!(
            "insert into contract_history (client_id, valid_from, valid_to, tier, size_segment) values
               ('{client}', '2023-01-01', '2024-12-28', 'STARTER', 'UNKNOWN'),
               ('{client}', '2024-12-28', null, 'PROFESSIONAL', 'UNKNOWN')"
        ))
        .await;
    let expected = ["Six components v1 20,21,22,23,24,25,26,27", "Professionals v2 28,29,30,31"];
    assert_eq!(backfilled(&world, client).await, expected);
    world.end().await;
}

#[tokio::test]
async fn times_nobody_noted_follow_from_what_is_active() {
    let world = World::new().await;
    let client = scored_client(&world).await;
    let other = made(&world, "Even", "null").await;
    world.run("update health_score_config set is_active = true where version = 2").await;
    let always = ["Even v2 20,21,22,23,24,25,26,27,28,29,30,31"];
    assert_eq!(backfilled(&world, client).await, always, "active and without any time: always in force");
    let mut connection = world.context.pool.acquire().await.expect("a connection");
    store::health::deactivate_config(&mut connection, other, at("2024-12-22T12:00:00Z")).await.expect("done");
    drop(connection);
    let until = ["Even v2 20,21", "Six components v1 22,23,24,25,26,27,28,29,30,31"];
    assert_eq!(backfilled(&world, client).await, until);
    world.run("update health_score_config set is_active = true where version = 2").await;
    assert_eq!(backfilled(&world, client).await, always, "active again since it was put out of force");
    world.end().await;
}
