use chrono::Duration;

use crate::{Context, Result};

/// Days a closed alert is kept.
const ALERT_DAYS: i64 = 365;
/// Days a notification is kept.
const NOTIFICATION_DAYS: i64 = 180;
/// Days a delivery is kept that came to its end.
const DELIVERY_DAYS: i64 = 90;

/// What was tidied up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Partitions past their retention.
    pub partitions_dropped: usize,
    /// Idempotency keys older than a day, spent tokens, ended sessions, old failed sign-ins, alerts closed long ago.
    pub rows_removed: u64,
}

/// Makes the partitions of the months ahead, drops those past retention, removes what has run out.
pub async fn tidy(context: &Context) -> Result<Tidied> {
    let now = context.now();
    let mut connection = context.pool.acquire().await?;
    store::partitions::ensure_ahead(&mut connection, now.date_naive()).await?;
    let expired = store::partitions::expired(&mut connection, now.date_naive()).await?;
    for (table, partition, month) in &expired {
        let mut transaction = context.pool.begin().await?;
        store::partitions::drop_partition(&mut transaction, table, partition, *month).await?;
        transaction.commit().await?;
    }
    let closed = now - Duration::days(ALERT_DAYS);
    let alerts = store::alerts::remove_closed(&mut connection, closed).await?
        + store::team_alerts::remove_closed(&mut connection, closed).await?;
    let told = store::notifications::remove_old(&mut connection, now - Duration::days(NOTIFICATION_DAYS)).await?
        + store::notifications::remove_old_deliveries(&mut connection, now - Duration::days(DELIVERY_DAYS)).await?;
    let rows_removed = alerts + told + store::maintenance::remove_expired(&mut connection, now).await?;
    Ok(Tidied { partitions_dropped: expired.len(), rows_removed })
}
