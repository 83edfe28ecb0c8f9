use std::{future::Future, sync::Arc, time::Duration};

use actix_web::web::Bytes;
use domain::{Scope, TeamScope};
use moka::future::Cache;

use crate::{ApiError, ApiResult};

/// How long counts are shared. What changes meanwhile is told of, and is then counted anew.
const SHARED_FOR: Duration = Duration::from_secs(1);
/// Scopes remembered at most: one per member of staff who watches.
const MOST_SCOPES: u64 = 10_000;

/// What someone sees: whose clients, and what about the team.
type Seen = (Scope, TeamScope);

/// Messages with the counts of a scope after so many changes were told: of many open pages that hear of one change, one
/// counts for all.
#[derive(Debug)]
pub(crate) struct SharedCounts(Cache<(Seen, u64), Bytes>);

impl Default for SharedCounts {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST_SCOPES).time_to_live(SHARED_FOR).build())
    }
}

impl SharedCounts {
    /// The message of those who see the same, as it is since the change `told`, counted by `count` unless another did.
    pub(super) async fn of(
        &self,
        seen: Seen,
        told: u64,
        count: impl Future<Output = ApiResult<Bytes>>,
    ) -> Result<Bytes, Arc<ApiError>> {
        self.0.try_get_with((seen, told), count).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use domain::{StaffId, staff::Role};

    use super::*;

    #[tokio::test]
    async fn pages_that_hear_of_one_change_count_once() {
        let (shared, counted) = (SharedCounts::default(), AtomicU32::new(0));
        let ask = async |scope: Scope, told: u64| {
            let count = async {
                tokio::task::yield_now().await;
                Ok(Bytes::from(counted.fetch_add(1, Ordering::SeqCst).to_string()))
            };
            shared.of((scope, TeamScope::of(Role::Admin)), told, count).await.expect("counted")
        };
        let one = Scope::Csm(StaffId(uuid::Uuid::from_u128(1)));
        let answers = futures::future::join_all((0..20).map(|_| ask(one, 1))).await;
        assert!(answers.iter().all(|answer| answer == "0"), "{answers:?}");
        assert_eq!(ask(Scope::All, 1).await, "1", "another scope has counts of its own");
        assert_eq!(ask(one, 2).await, "2", "after another change they are others");
        let leader = (Scope::All, TeamScope::of(Role::VpSales));
        let count = async { Ok(Bytes::from(counted.fetch_add(1, Ordering::SeqCst).to_string())) };
        assert_eq!(shared.of(leader, 1, count).await.expect("counted"), "3", "who sees less of the team counts less");
        let fails =
            shared.of((one, TeamScope::of(Role::Admin)), 3, async { Err(ApiError::NotFound(String::new())) }).await;
        assert!(fails.is_err());
        assert_eq!(ask(one, 3).await, "4", "a failure is not remembered");
    }
}
