use analytics::{
    benchmark::percentile_of,
    renewal::{PriorityFactors, purchase_history, weighed},
    settings::{MetricSettings, PrioritySettings},
};
use store::{
    PgConnection,
    priority::{RankWrite, RankedRow},
};

use crate::{Result, analytics::metric_settings};

/// Rows of one statement.
const ROWS_AT_ONCE: usize = 5_000;

/// Ranks every active client by what it paid in its lifetime, and writes the priorities that changes.
pub async fn rank(connection: &mut PgConnection) -> Result<()> {
    let settings: MetricSettings = metric_settings(connection).await?;
    let rows = store::priority::ranked(connection).await?;
    let changed: Vec<RankWrite> = rows.into_iter().filter_map(|row| moved(row, &settings.priority)).collect();
    for rows in changed.chunks(ROWS_AT_ONCE) {
        store::priority::write_ranks(connection, rows).await?;
    }
    Ok(())
}

/// Ranks everyone again if someone was never ranked.
pub async fn rank_newcomers(connection: &mut PgConnection) -> Result<()> {
    if store::priority::has_unranked(connection).await? {
        rank(connection).await?;
    }
    Ok(())
}

fn moved(row: RankedRow, settings: &PrioritySettings) -> Option<RankWrite> {
    let percentile = percentile_of(row.below, row.equal, row.clients)?;
    if row.lifetime_value_percentile == Some(percentile) {
        return None;
    }
    let found = weighed(
        PriorityFactors {
            revenue_at_risk: row.revenue_at_risk,
            urgency: row.urgency,
            tier: row.tier,
            purchase_history: purchase_history(percentile, row.past_renewals.into()),
        },
        settings,
    );
    Some(RankWrite {
        client_id: row.client_id,
        computed_at: row.computed_at,
        exact: found.exact,
        score: found.score,
        category: found.category.as_str(),
        purchase_history: found.factors.purchase_history,
        lifetime_value_percentile: percentile,
    })
}
