use api_types::{users::UserName, views::View};
use domain::{SegmentId, StaffId, ViewId, client::PortfolioColumn};
use store::{PgConnection, parse_column, views::ViewRow};

use crate::{ApiError, ApiResult, access::Caller};

/// A view as the wire shows it.
pub(super) fn view(row: ViewRow) -> ApiResult<View> {
    let column = |word: &String| Ok(parse_column::<PortfolioColumn>("saved_view", "columns", word)?);
    Ok(View {
        id: ViewId(row.id),
        name: row.name,
        query: row.query,
        segment_id: row.segment_id.map(SegmentId),
        sort: row.sort,
        columns: row.columns.iter().map(column).collect::<ApiResult<_>>()?,
        is_shared: row.is_shared,
        owner: UserName { id: StaffId(row.owner_id), name: row.owner_name },
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// One view the caller may use, as the wire shows it.
pub(super) async fn one(connection: &mut PgConnection, caller: &Caller, id: ViewId) -> ApiResult<View> {
    let row = store::views::get(connection, caller.staff_id, id.0).await?.ok_or_else(|| ApiError::not_found("view"))?;
    view(row)
}
