use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{page::Page, views::View};
use serde::Deserialize;
use store::views::ViewRow;

use super::present::view;
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

/// The saved views of the portfolio you can use, by name: your own, and those for everyone.
#[utoipa::path(
    tag = "Segments",
    params(PageQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of views", body = Page<View>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Enterprise at risk",
                      "query": "contract_tier=ENTERPRISE&at_risk=true", "sort": "-annual_recurring_revenue",
                      "columns": ["health", "arr", "renewal"], "is_shared": true, "version": 1}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/views")]
pub(super) async fn list_views(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<View>>> {
    let page = query.page;
    let after = page.after()?;
    let mut connection = state.connection().await?;
    let (rows, total) =
        store::views::list(&mut connection, caller.staff_id, after, page.offset(), page.rows_to_fetch()).await?;
    let answer = page.envelope(rows, total, |row: &ViewRow| (row.name.clone(), row.id), |row| row);
    let data = answer.data.into_iter().map(view).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
