use api_types::timeline::TimelineEntry;
use store::{parse_column, timeline::TimelineRow};

use crate::{ApiError, ApiResult, clients::user_name};

/// An entry as the wire shows it.
pub(super) fn entry(row: TimelineRow) -> ApiResult<TimelineEntry> {
    Ok(TimelineEntry {
        id: row.key,
        kind: parse_column("timeline", "kind", &row.kind)?,
        occurred_at: row.at,
        is_day: row.is_day,
        title: row.title,
        detail: row.detail,
        by: user_name(row.by_id, row.by_name),
        entity_id: row.entity_id,
        facts: serde_json::from_value(row.facts).map_err(ApiError::internal)?,
    })
}
