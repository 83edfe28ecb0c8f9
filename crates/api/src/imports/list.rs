use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{imports::ImportBatch, page::Page};
use serde::Deserialize;
use store::imports::BatchRow;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageImports},
    openapi::Problems,
    request::PageQuery,
    request::Paged,
};

/// No filters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFilter {}

/// Every import, newest first.
#[utoipa::path(
    tag = "Imports",
    params(PageQuery),
    security(("bearer" = ["MANAGE_IMPORTS"])),
    responses(
        (status = 200, description = "One page of imports", body = Page<ImportBatch>, example = json!({
            "data": [], "pagination": {"page": 1, "limit": 25, "total": 0, "pages": 0, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/imports")]
pub(super) async fn list_imports(
    _caller: Allowed<ManageImports>,
    state: Data<State>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<ImportBatch>>> {
    let mut connection = state.connection().await?;
    let page = &query.page;
    let (rows, total) =
        store::imports::batches(&mut connection, page.after()?, page.rows_to_fetch(), page.offset()).await?;
    let Page { data, pagination } = page.envelope(rows, total, BatchRow::sort_key, |row| row);
    Ok(Json(Page { data: present::batches(&mut connection, data).await?, pagination }))
}
