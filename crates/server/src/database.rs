use std::{str::FromStr as _, sync::Arc, time::Duration};

use app::{Context, Ids, notifications::Outbound};
use domain::SystemClock;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{
    Connection as _, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// How long a request waits for a connection before it is answered with 503.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);
/// A connection that served within this time is trusted; asking each one first costs every request a round trip.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// A pool of connections, not yet connected: a database that is down now may be up in a moment.
pub fn connect(database_url: &SecretString, connections: u32) -> Result<PgPool, sqlx::Error> {
    let options = PgConnectOptions::from_str(database_url.expose_secret())?.application_name("steward");
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > TRUSTED_FOR {
                    connection.ping().await?;
                }
                Ok(true)
            })
        });
    Ok(pool.connect_lazy_with(options))
}

/// The real clock, and ids nobody can guess.
pub fn system_context(pool: PgPool, outbound: Outbound) -> Context {
    let seed = rand::random::<[u8; 32]>();
    Context { pool, clock: Arc::new(SystemClock), ids: Ids::from_entropy(seed), outbound }
}
