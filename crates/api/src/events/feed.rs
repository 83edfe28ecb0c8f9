use std::{sync::Arc, time::Duration};

use actix_web::web::{Bytes, Data};
use api_types::notifications::NotificationCounts;
use app::live::Watcher;
use domain::{Scope, StaffId, TeamScope};
use tokio::time::{Instant, sleep_until};

use crate::{ApiError, ApiResult, State, alerts::counted};

/// How often a watcher's token is checked, and with it whether anyone still listens.
const CHECK_EVERY: Duration = Duration::from_secs(3);
/// A line without meaning this often keeps proxies from closing a quiet stream.
const BEAT_EVERY: Duration = Duration::from_secs(15);

/// One stream. It holds no connection to the database: it takes one for as long as counting takes.
pub(super) struct Feed {
    state: Data<State>,
    scope: Scope,
    team: TeamScope,
    reader: StaffId,
    token: String,
    hears_notifications: bool,
    watcher: Watcher,
    /// Whether the counts one begins with were sent.
    has_begun: bool,
    /// Something may have changed that was not sent yet.
    is_due: bool,
    /// Before this instant nothing more is sent.
    quiet_until: Instant,
    next_check: Instant,
    next_beat: Instant,
}

impl Feed {
    pub(super) fn new(
        state: Data<State>,
        scope: Scope,
        team: TeamScope,
        reader: StaffId,
        token: String,
        hears_notifications: bool,
    ) -> Self {
        let now = Instant::now();
        let watcher = state.live.watch(scope, reader);
        Self {
            state,
            scope,
            team,
            reader,
            token,
            hears_notifications,
            watcher,
            has_begun: false,
            is_due: true,
            quiet_until: now,
            next_check: now + CHECK_EVERY,
            next_beat: now + BEAT_EVERY,
        }
    }

    /// The next piece of the stream; none at its end.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        loop {
            tokio::select! {
                biased;
                changed = self.watcher.changed() => {
                    if !changed {
                        return None;
                    }
                    self.is_due = true;
                }
                () = sleep_until(self.quiet_until), if self.is_due => {
                    let now = Instant::now();
                    match self.counts().await {
                        Ok(text) => {
                            self.is_due = false;
                            // What one begins with is no change: the first change still comes at once.
                            self.quiet_until = if self.has_begun { now + self.state.settings.events_every } else { now };
                            self.has_begun = true;
                            self.next_beat = now + BEAT_EVERY;
                            return Some(text);
                        }
                        Err(error) => {
                            tracing::debug!(error = %error, "alerts could not be counted; trying again");
                            self.quiet_until = now + CHECK_EVERY;
                        }
                    }
                }
                () = sleep_until(self.next_check) => {
                    let now = Instant::now();
                    self.next_check = now + CHECK_EVERY;
                    if self.state.auth.verify(&self.token).await.is_err() {
                        return None;
                    }
                    if now >= self.next_beat {
                        self.next_beat = now + BEAT_EVERY;
                        return Some(Bytes::from_static(b": still here\n\n"));
                    }
                }
            }
        }
    }

    async fn counts(&self) -> Result<Bytes, Arc<ApiError>> {
        // Asked before counting: what is told later is counted later.
        let told = self.state.live.told();
        let alerts = self.state.shared_counts.of((self.scope, self.team), told, self.count()).await?;
        let mut text = alerts.to_vec();
        if self.hears_notifications {
            text.extend(self.unread().await?.into_bytes());
        }
        Ok(text.into())
    }

    /// One's own, and shared with nobody.
    async fn unread(&self) -> ApiResult<String> {
        let mut connection = self.state.connection().await?;
        let unread = store::notifications::unread(&mut connection, &self.scope, self.team, self.reader).await?;
        let body = serde_json::to_string(&NotificationCounts { unread }).map_err(ApiError::internal)?;
        Ok(format!("event: notifications\ndata: {body}\n\n"))
    }

    async fn count(&self) -> ApiResult<Bytes> {
        let rows = {
            let mut connection = self.state.connection().await?;
            store::alerts::counts(&mut connection, &self.scope, self.team).await?
        };
        let body = serde_json::to_string(&counted(&rows)?).map_err(ApiError::internal)?;
        Ok(Bytes::from(format!("event: alerts\ndata: {body}\n\n")))
    }
}
