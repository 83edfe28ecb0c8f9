//! How the health of books changed, remembered for a while: it is a figure of the day (metrics.md §12), and two scores of
//! every client are read for it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use analytics::team::HealthChange;
use moka::future::Cache;
use store::team::Span;
use uuid::Uuid;

/// As long as the dashboards of metrics.md §15 are.
const REMEMBERED_FOR: Duration = Duration::from_secs(15 * 60);
/// Periods people look at: the five that have a name, today's and yesterday's, and a few of their own.
const PERIODS: u64 = 32;

/// The change of every manager's book, by period.
#[derive(Debug)]
pub(crate) struct HealthChanges(Cache<Span, Arc<HashMap<Option<Uuid>, HealthChange>>>);

impl Default for HealthChanges {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(PERIODS).time_to_live(REMEMBERED_FOR).build())
    }
}

impl HealthChanges {
    /// What was found of a period of late.
    pub(super) async fn get(&self, span: Span) -> Option<Arc<HashMap<Option<Uuid>, HealthChange>>> {
        self.0.get(&span).await
    }

    /// Remembers what was found.
    pub(super) async fn put(&self, span: Span, found: Arc<HashMap<Option<Uuid>, HealthChange>>) {
        self.0.insert(span, found).await;
    }
}
