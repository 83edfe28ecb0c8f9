//! Changes on their way to those who watch: heard from the database, so that it does not matter which replica wrote.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use domain::{Scope, StaffId};
use store::live::{Change, Heard, Topic};
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

use crate::Context;

/// Changes a slow watcher may fall behind; beyond them it only knows that something changed.
const MOST_BEHIND: usize = 256;
/// The wait before listening is tried again.
const LISTEN_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// Where watchers hear of changes. One per process.
#[derive(Debug)]
pub struct Live {
    changes: broadcast::Sender<Change>,
    /// Changes told so far.
    told: AtomicU64,
    is_closed: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            changes: broadcast::Sender::new(MOST_BEHIND),
            told: AtomicU64::new(0),
            is_closed: watch::Sender::new(false),
        }
    }
}

impl Live {
    /// Begins to watch.
    pub fn watch(&self, scope: Scope, watcher: StaffId) -> Watcher {
        Watcher { changes: self.changes.subscribe(), is_closed: self.is_closed.subscribe(), scope, watcher }
    }

    /// How many changes were told: what was looked up since the last of them knows of it.
    pub fn told(&self) -> u64 {
        self.told.load(Ordering::SeqCst)
    }

    /// Ends every watcher: a server that stops waits for its requests, and a stream would never end by itself.
    pub fn close(&self) {
        self.is_closed.send_replace(true);
    }

    /// Listens until stopped.
    pub async fn follow(&self, context: &Context, stop: CancellationToken) {
        loop {
            let heard = stop.run_until_cancelled(self.hear_until_it_fails(context)).await;
            let Some(error) = heard else { return };
            tracing::warn!(error = %error, "changes are not heard of until we can listen again");
            if stop.run_until_cancelled(tokio::time::sleep(LISTEN_AGAIN_AFTER)).await.is_none() {
                return;
            }
        }
    }

    async fn hear_until_it_fails(&self, context: &Context) -> store::Error {
        let mut listener = match store::live::listen(&context.pool).await {
            Ok(listener) => listener,
            Err(error) => return error,
        };
        self.tell_of_anything();
        loop {
            match listener.next().await {
                Ok(Heard::Change(change)) => self.tell(change),
                Ok(Heard::Gap) => self.tell_of_anything(),
                Ok(Heard::Unknown) => {}
                Err(error) => return error,
            }
        }
    }

    /// Whatever was said while nobody listened.
    fn tell_of_anything(&self) {
        self.tell(Change { topic: Topic::Alerts, staff: None });
    }

    fn tell(&self, change: Change) {
        // First, so that whoever hears of it finds it counted.
        self.told.fetch_add(1, Ordering::SeqCst);
        // Without a watcher there is nobody to tell.
        drop(self.changes.send(change));
    }
}

/// Hears of changes to the clients of a scope, and of what someone is told.
#[derive(Debug)]
pub struct Watcher {
    changes: broadcast::Receiver<Change>,
    is_closed: watch::Receiver<bool>,
    scope: Scope,
    watcher: StaffId,
}

impl Watcher {
    /// Waits for the next change within scope; false when the process stops.
    pub async fn changed(&mut self) -> bool {
        loop {
            tokio::select! {
                biased;
                _ = self.is_closed.wait_for(|closed| *closed) => return false,
                change = self.changes.recv() => match change {
                    Ok(change) if concerns(&change, &self.scope, self.watcher) => return true,
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => return true,
                    Err(broadcast::error::RecvError::Closed) => return false,
                },
            }
        }
    }
}

fn concerns(change: &Change, scope: &Scope, watcher: StaffId) -> bool {
    let named = |id| change.staff.as_ref().is_none_or(|staff| staff.contains(&id));
    if change.topic == Topic::Notifications {
        return named(watcher.0);
    }
    match scope {
        Scope::All => true,
        Scope::Csm(id) | Scope::AccountExecutive(id) => named(id.0),
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> StaffId {
        StaffId(Uuid::from_u128(n))
    }

    fn hears(watcher: &mut Watcher) -> bool {
        watcher.changed().now_or_never().is_some()
    }

    #[tokio::test]
    async fn a_change_is_heard_by_those_whose_clients_it_is_about_and_by_those_who_see_all() {
        let live = Live::default();
        let mut mine = live.watch(Scope::Csm(person(1)), person(1));
        let mut theirs = live.watch(Scope::AccountExecutive(person(2)), person(2));
        let mut leader = live.watch(Scope::All, person(3));
        live.tell(Change { topic: Topic::Alerts, staff: Some(vec![person(1).0]) });
        assert!(hears(&mut mine) && hears(&mut leader));
        assert!(!hears(&mut theirs), "another book");
        live.tell(Change { topic: Topic::Alerts, staff: None });
        assert!(hears(&mut mine) && hears(&mut theirs) && hears(&mut leader));
        assert!(!hears(&mut mine), "once");
    }

    #[tokio::test]
    async fn what_someone_is_told_is_heard_by_nobody_else() {
        let live = Live::default();
        let mut named = live.watch(Scope::Csm(person(1)), person(1));
        let mut leader = live.watch(Scope::All, person(3));
        live.tell(Change { topic: Topic::Notifications, staff: Some(vec![person(1).0]) });
        assert!(hears(&mut named) && !hears(&mut leader));
        live.tell(Change { topic: Topic::Notifications, staff: Some(vec![person(3).0]) });
        assert!(!hears(&mut named) && hears(&mut leader));
    }
}
