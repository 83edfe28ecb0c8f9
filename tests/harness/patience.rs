//! Waiting for something to become true, with a deadline instead of a fixed wait.

use std::{
    future::Future,
    time::{Duration, Instant},
};

/// How often we look.
const EVERY: Duration = Duration::from_millis(20);

/// Waits until `look` finds something, for half a minute at most; returns what it found.
pub async fn eventually<T, F, Fut>(what: &str, look: F) -> T
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    within(Duration::from_secs(30), what, look).await
}

/// Waits until `look` finds something, until the deadline; returns what it found.
pub async fn within<T, F, Fut>(deadline: Duration, what: &str, mut look: F) -> T
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    let began = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(began.elapsed() < deadline, "{what}: not within {deadline:?}");
        tokio::time::sleep(EVERY).await;
    }
}
