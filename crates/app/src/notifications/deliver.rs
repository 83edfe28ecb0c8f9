use analytics::telling::wait_after;
use chrono::{DateTime, Duration, Utc};
use domain::notification::{Channel, DeliveryState};
use futures::StreamExt as _;
use integrations::SendError;
use store::notifications::ClaimedRow;

use super::{compose, personal::told_from};
use crate::{Context, Result};

/// Messages on their way at once by one channel.
const AT_ONCE: usize = 8;
/// How long a message is ours: longer than a receiver may take for it and those beside it.
const OURS_FOR: Duration = Duration::minutes(2);
/// What stands in the row when a message could not even be written; the log says more.
const NOT_WRITTEN: &str = "the message could not be written; the log says why";

/// What was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Messages a receiver took.
    pub sent: usize,
    /// Messages that failed, for now or for good.
    pub failed: usize,
    /// Messages with nothing left to say.
    pub cancelled: usize,
}

/// Sends whatever is due by a channel. Others may do the same at the same time: each message is in one pair of hands.
/// What a receiver does not take is tried again later, less and less often.
pub async fn send_due(context: &Context, channel: Channel) -> Result<Sent> {
    let mut done = Sent::default();
    // Without anything that sends, what is there waits until something does.
    if !context.outbound.has(channel) {
        return Ok(done);
    }
    loop {
        let now = context.now();
        let claimed = {
            let mut connection = context.pool.acquire().await?;
            let limit = i64::try_from(AT_ONCE).unwrap_or(1);
            store::notifications::claim(&mut connection, channel, now, now + OURS_FOR, limit).await?
        };
        if claimed.is_empty() {
            return Ok(done);
        }
        let mut tries = futures::stream::iter(claimed)
            .map(|delivery| async move {
                let outcome = attempt(context, channel, &delivery).await;
                record(context, channel, &delivery, outcome).await
            })
            .buffer_unordered(AT_ONCE);
        while let Some(state) = tries.next().await {
            match state? {
                DeliveryState::Sent => done.sent += 1,
                DeliveryState::Cancelled => done.cancelled += 1,
                _ => done.failed += 1,
            }
        }
    }
}

/// Whether there was something to say, or why it was not said.
async fn attempt(context: &Context, channel: Channel, delivery: &ClaimedRow) -> std::result::Result<bool, SendError> {
    let not_written = |error: crate::Error| {
        tracing::error!(error = %error, delivery.id = %delivery.id, "a message could not be written");
        SendError::later(NOT_WRITTEN)
    };
    let outbound = &context.outbound;
    match (channel, &outbound.mail, &outbound.chat) {
        (Channel::Email, Some(mail), _) => {
            let letter = async {
                let mut connection = context.pool.acquire().await?;
                compose::letter(&mut connection, outbound, delivery, context.now()).await
            };
            let Some(letter) = letter.await.map_err(not_written)? else { return Ok(false) };
            mail.send(&letter).await?;
        }
        (Channel::Slack, _, Some(chat)) => {
            let post = async {
                let mut connection = context.pool.acquire().await?;
                compose::post(&mut connection, outbound, delivery).await
            };
            let Some(post) = post.await.map_err(not_written)? else { return Ok(false) };
            chat.post(&post).await?;
        }
        _ => return Err(SendError::later("nothing sends by this channel")),
    }
    Ok(true)
}

async fn record(
    context: &Context,
    channel: Channel,
    delivery: &ClaimedRow,
    outcome: std::result::Result<bool, SendError>,
) -> Result<DeliveryState> {
    let now = context.now();
    let (state, mut next, error) = became(outcome, delivery.attempts, now);
    // A message that failed at night is not tried again before morning either.
    if let Some(to) = &delivery.recipient
        && state == DeliveryState::Failed
        && !delivery.is_urgent
    {
        next = told_from(next, to.quiet_from, to.quiet_until, &to.time_zone);
    }
    if let Some(error) = &error {
        let tries = delivery.attempts;
        tracing::warn!(%channel, delivery.id = %delivery.id, delivery.tries = tries, error, "a message did not go out");
    }
    let mut connection = context.pool.acquire().await?;
    store::notifications::finish(&mut connection, delivery.id, delivery.attempts, state, next, error.as_deref(), now)
        .await?;
    Ok(state)
}

/// What becomes of a delivery after so many tries, when it is due again, and what to say about it.
fn became(
    outcome: std::result::Result<bool, SendError>,
    tries: i32,
    now: DateTime<Utc>,
) -> (DeliveryState, DateTime<Utc>, Option<String>) {
    match outcome {
        Ok(true) => (DeliveryState::Sent, now, None),
        Ok(false) => (DeliveryState::Cancelled, now, None),
        Err(SendError::Never { reason }) => (DeliveryState::GaveUp, now, Some(reason)),
        Err(SendError::Later { reason, wait }) => match wait_after(tries) {
            None => (DeliveryState::GaveUp, now, Some(reason)),
            Some(ours) => {
                let theirs = wait.and_then(|wait| Duration::from_std(wait).ok()).unwrap_or_default();
                (DeliveryState::Failed, now + ours.max(theirs), Some(reason))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use analytics::telling::MOST_TRIES;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-21T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn a_receiver_that_asks_for_patience_gets_it() {
        let wait = Some(std::time::Duration::from_secs(1800));
        let busy = || Err(SendError::Later { reason: "429".to_owned(), wait });
        let (state, next, _) = became(busy(), 1, now());
        assert_eq!((state, next - now()), (DeliveryState::Failed, Duration::minutes(30)));
        let (_, next, _) = became(busy(), 6, now());
        assert_eq!(next - now(), Duration::hours(6), "our own wait is longer by then");
    }

    #[test]
    fn tries_end_and_what_never_goes_is_not_tried_again() {
        let down = || Err(SendError::later("down"));
        assert_eq!(became(down(), MOST_TRIES - 1, now()).0, DeliveryState::Failed);
        assert_eq!(became(down(), MOST_TRIES, now()).0, DeliveryState::GaveUp);
        assert_eq!(became(Err(SendError::never("no such mailbox")), 1, now()).0, DeliveryState::GaveUp);
        assert_eq!(became(Ok(false), 1, now()).0, DeliveryState::Cancelled);
        assert_eq!(became(Ok(true), 3, now()), (DeliveryState::Sent, now(), None));
    }
}
