//! What changed, told to every replica when the transaction of the change commits.

use serde::{Deserialize, Serialize};
use sqlx::{
    PgConnection, PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use uuid::Uuid;

use crate::{Error, Result};

const CHANNEL: &str = "live_change";
/// Members of staff one message names; it has a limit of 8000 bytes, and beyond this many nearly everyone is meant.
const MOST_STAFF: usize = 100;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Alerts were raised, changed or ended.
    Alerts,
    /// Somebody was told of something, or read it. It concerns those it names, and nobody else.
    Notifications,
}

/// A change, and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub topic: Topic,
    /// Those whose own clients it is about; none means anyone's. Who sees every client is always concerned.
    pub staff: Option<Vec<Uuid>>,
}

/// Tells every replica when the transaction commits.
pub async fn notify(connection: &mut PgConnection, topic: Topic, staff: impl IntoIterator<Item = Uuid>) -> Result<()> {
    let mut staff: Vec<Uuid> = staff.into_iter().collect();
    staff.sort_unstable();
    staff.dedup();
    let change = Change { topic, staff: (staff.len() <= MOST_STAFF).then_some(staff) };
    let payload = serde_json::to_string(&change).map_err(|error| Error::Database(sqlx::Error::Encode(error.into())))?;
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, payload).fetch_all(connection).await?;
    Ok(())
}

/// What a listener hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A change.
    Change(Change),
    /// A message that cannot be read, as a newer version might send one.
    Unknown,
    /// The connection broke and is there again; nobody knows what was said meanwhile.
    Gap,
}

/// Listens to changes.
#[derive(Debug)]
pub struct Listener(PgListener);

/// Begins to listen, on a connection beside those of the pool: it is held for as long as the process lives.
pub async fn listen(pool: &PgPool) -> Result<Listener> {
    let own = PgPoolOptions::new().max_connections(1).connect_lazy_with(pool.connect_options().as_ref().clone());
    let mut listener = PgListener::connect_with(&own).await?;
    listener.listen(CHANNEL).await?;
    Ok(Listener(listener))
}

impl Listener {
    /// What is heard next.
    pub async fn next(&mut self) -> Result<Heard> {
        // Not `recv`, which connects anew without saying so.
        let Some(notification) = self.0.try_recv().await? else { return Ok(Heard::Gap) };
        Ok(serde_json::from_str(notification.payload()).map_or(Heard::Unknown, Heard::Change))
    }
}
