use api_types::{segments::Segment, users::UserName};
use domain::{SegmentId, StaffId};
use store::{PgConnection, segments::SegmentRow};

use crate::{ApiError, ApiResult, access::Caller};

/// A segment as the wire shows it.
pub(super) fn segment(row: SegmentRow) -> Segment {
    Segment {
        id: SegmentId(row.id),
        name: row.name,
        description: row.description,
        filter: row.filter,
        is_shared: row.is_shared,
        owner: UserName { id: StaffId(row.owner_id), name: row.owner_name },
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

/// One segment the caller may use, as the wire shows it.
pub(super) async fn one(connection: &mut PgConnection, caller: &Caller, id: SegmentId) -> ApiResult<Segment> {
    let row =
        store::segments::get(connection, caller.staff_id, id.0).await?.ok_or_else(|| ApiError::not_found("segment"))?;
    Ok(segment(row))
}
