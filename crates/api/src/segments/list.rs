use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{page::Page, segments::Segment};
use serde::Deserialize;
use store::segments::SegmentRow;

use super::present::segment;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// There is nothing to filter by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFilter {}

/// The saved segments you can use, by name: your own, and those for everyone.
#[utoipa::path(
    tag = "Segments",
    params(PageQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of segments", body = Page<Segment>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Large and slipping", "is_shared": true, "version": 1,
                      "filter": {"and": [{"field": "health_score", "op": "lt", "value": 60}]}}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/segments")]
pub(super) async fn list_segments(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<Segment>>> {
    let page = query.page;
    let after = page.after()?;
    let mut connection = state.connection().await?;
    let (rows, total) =
        store::segments::list(&mut connection, caller.staff_id, after, page.offset(), page.rows_to_fetch()).await?;
    Ok(Json(page.envelope(rows, total, |row: &SegmentRow| (row.name.clone(), row.id), segment)))
}
