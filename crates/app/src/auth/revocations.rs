use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::SessionId;
use tokio_util::sync::CancellationToken;

use super::ACCESS_TOKEN_SECONDS;
use crate::{Context, Result};

/// A notification may be lost with its connection; reading again bounds how long that can matter.
const READ_AGAIN_EVERY: Duration = Duration::from_secs(3);
/// Revocations older than any access token need not be known.
const REMEMBERED_SECONDS: i64 = ACCESS_TOKEN_SECONDS + 300;

/// Sessions that ended early while their access tokens may still hold, with when we heard of it.
#[derive(Debug, Default)]
pub struct Revocations(RwLock<HashMap<SessionId, DateTime<Utc>>>);

impl Revocations {
    /// Whether a session ended early.
    pub fn contains(&self, session: SessionId) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).contains_key(&session)
    }

    /// Notes a session that ended.
    pub(super) fn add(&self, session: SessionId, now: DateTime<Utc>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(session, now);
    }

    /// Reads them all from the database.
    pub async fn read(&self, context: &Context) -> Result<()> {
        let now = context.now();
        let since = now - chrono::Duration::seconds(REMEMBERED_SECONDS);
        let mut connection = context.pool.acquire().await?;
        let ended = store::sessions::revoked_since(&mut connection, since).await?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Those heard of while the query ran are not in its answer, so the answer is added, not put in place.
        known.retain(|_, heard_at| *heard_at >= since);
        known.extend(ended.into_iter().map(|session| (session, now)));
        Ok(())
    }

    /// Keeps them up to date until stopped: by notification, and by reading them again and again.
    pub async fn follow(&self, context: &Context, stop: CancellationToken) {
        tokio::join!(self.hear(context, &stop), self.poll(context, &stop));
    }

    async fn poll(&self, context: &Context, stop: &CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(READ_AGAIN_EVERY)).await.is_some() {
            if let Err(error) = self.read(context).await {
                tracing::warn!(error = %error, "ended sessions could not be read");
            }
        }
    }

    async fn hear(&self, context: &Context, stop: &CancellationToken) {
        loop {
            let heard = stop.run_until_cancelled(self.hear_until_it_fails(context)).await;
            let Some(error) = heard else { return };
            tracing::warn!(error = %error, "ended sessions are only read every few seconds until we can listen again");
            if stop.run_until_cancelled(tokio::time::sleep(READ_AGAIN_EVERY)).await.is_none() {
                return;
            }
        }
    }

    async fn hear_until_it_fails(&self, context: &Context) -> crate::Error {
        let mut listener = match store::sessions::listen(&context.pool).await {
            Ok(listener) => listener,
            Err(error) => return error.into(),
        };
        loop {
            match listener.recv().await {
                Ok(notification) => match notification.payload().parse() {
                    Ok(session) => self.add(session, context.now()),
                    Err(error) => tracing::warn!(error = %error, "a notification does not name a session"),
                },
                Err(error) => return error.into(),
            }
        }
    }
}
