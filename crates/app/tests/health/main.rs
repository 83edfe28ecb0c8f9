//! What days are computed with: the rates and the configuration of then, and facts only as far as anyone knows them.

mod config;
mod engagement;
mod rates;
#[path = "../imports/setup.rs"]
#[allow(dead_code, reason = "imports use all of it")]
mod setup;
mod silence;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::FixedClock;
use setup::World;
use uuid::Uuid;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A client under contract since 2023, by name.
async fn client(world: &World, name: &str) -> Uuid {
    world
        .run(&format!(
            "insert into client (id, external_id, name, contract_tier, contract_start_date, licensed_user_count)
             values (uuid_v7(), '{name}', '{name}', 'PROFESSIONAL', '2023-01-01', 10)"
        ))
        .await;
    world.one(&format!("select id from client where name = '{name}'")).await
}

/// The same database at another time.
fn later(world: &mut World, now: &str) {
    world.context.clock = Arc::new(FixedClock::at(now.parse().expect("an instant")));
}
