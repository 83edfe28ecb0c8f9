//! Back-off after failed sign-ins, shared by all replicas.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use crate::Result;

/// How failed tries are answered.
#[derive(Debug, Clone, Copy)]
pub struct BackOff {
    /// Tries that cost nothing.
    pub free_failures: i32,
    /// Wait after the next one; each further one doubles it.
    pub first_wait: Duration,
    /// Longest wait.
    pub longest_wait: Duration,
    /// Failures older than this are forgotten.
    pub forget_after: Duration,
}

/// Counts a try before it is known to fail, so that tries made at once count like tries made in turn. Some(instant)
/// means that the key is blocked until then and the try did not count.
pub async fn count_try(
    connection: &mut PgConnection,
    key: &str,
    back_off: &BackOff,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let counted = sqlx::query_scalar!(
        "insert into login_throttle as t (key, failures, last_failure_at, blocked_until)
         values ($1, 1, $2, null)
         on conflict on constraint login_throttle_pkey do update
         set failures = case when t.last_failure_at < $3 then 1 else t.failures + 1 end,
             last_failure_at = $2,
             blocked_until = case
               when t.last_failure_at >= $3 and t.failures + 1 >= $4
               then $2 + make_interval(secs => least($5 * power(2, least(t.failures + 1 - $4, 30)), $6))
             end
         where t.blocked_until is null or t.blocked_until <= $2
         returning failures",
        key,
        now,
        now - back_off.forget_after,
        back_off.free_failures,
        seconds(back_off.first_wait),
        seconds(back_off.longest_wait)
    )
    .fetch_optional(&mut *connection)
    .await?;
    if counted.is_some() {
        return Ok(None);
    }
    let blocked = sqlx::query_scalar!("select blocked_until from login_throttle where key = $1", key)
        .fetch_optional(connection)
        .await?;
    Ok(blocked.flatten())
}

/// Forgets the failures of a key.
pub async fn forgive(connection: &mut PgConnection, key: &str) -> Result<()> {
    sqlx::query!("delete from login_throttle where key = $1", key).execute(connection).await?;
    Ok(())
}

/// Takes one try of a key back; the others stay.
pub async fn take_back(connection: &mut PgConnection, key: &str) -> Result<()> {
    sqlx::query!(
        "update login_throttle set failures = greatest(failures - 1, 0), blocked_until = null where key = $1",
        key
    )
    .execute(connection)
    .await?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "waits are minutes, not millennia")]
fn seconds(duration: Duration) -> f64 {
    duration.num_milliseconds() as f64 / 1000.0
}
