//! One file per command.

pub(crate) mod demo;
pub(crate) mod demo_logins;
pub(crate) mod health;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod migrate;
pub(crate) mod openapi;
pub(crate) mod serve;
mod signals;
pub(crate) mod user;
pub(crate) mod work;

use app::Context;

use crate::{
    config::Config,
    database::{connect, system_context},
};

/// What a command on the database stands on.
pub(crate) async fn context(config: &Config) -> Result<Context, Box<dyn std::error::Error + Send + Sync>> {
    let url = config.database_url.as_ref().ok_or("DATABASE_URL is not set")?;
    let pool = connect(url, config.database_connections)?;
    // Says at once what is wrong with the address, which the pool would only say after trying for a while.
    pool.acquire().await.map_err(|error| format!("the database does not answer: {error}"))?;
    Ok(system_context(pool, config.outbound.clone()))
}
