use analytics::telling::digest_due;
use chrono::Duration;
use domain::notification::{Channel, DeliveryKind, Digest};
use store::notifications::NewDelivery;

use super::{
    personal::{told_from, zone},
    raise::send,
};
use crate::{Context, Result};

/// Puts the summaries on their way whose readers have morning. Looked at again, a summary of the same day is not made
/// twice. Returns how many were due.
pub async fn queue_digests(context: &Context) -> Result<usize> {
    if !context.outbound.has(Channel::Email) {
        return Ok(0);
    }
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    let mut deliveries = vec![];
    for candidate in store::notifications::candidates(&mut transaction).await? {
        let Some(day) = digest_due(candidate.digest, now, zone(&candidate.time_zone)) else { continue };
        let length = if candidate.digest == Digest::Weekly { Duration::days(7) } else { Duration::days(1) };
        // From where the last one ended; after a pause, no further back than two of them.
        let from = candidate.told_until.map_or(now - length, |until| until.max(now - length * 2));
        let key = format!("DIGEST|{}|{day}", candidate.staff_id);
        deliveries.push(NewDelivery {
            id: context.ids.at(now),
            channel: Channel::Email.as_str(),
            kind: DeliveryKind::Digest.as_str(),
            recipient_id: Some(candidate.staff_id.0),
            notification_ids: vec![],
            alert_ids: vec![],
            period_from: Some(from),
            period_until: Some(now),
            key,
            next_attempt_at: told_from(now, candidate.quiet_from, candidate.quiet_until, &candidate.time_zone),
        });
    }
    send(&mut transaction, &deliveries, now).await?;
    transaction.commit().await?;
    Ok(deliveries.len())
}
