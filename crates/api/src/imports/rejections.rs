use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{imports::ImportRejection, page::Page};
use domain::ImportBatchId;

use super::{list::NoFilter, present};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ManageImports},
    openapi::Problems,
    request::{PageQuery, Paged, PathId},
};

/// The rows an import refused, each with what to do about it.
///
/// A row with several mistakes has several entries.
#[utoipa::path(
    tag = "Imports",
    params(
        ("id" = ImportBatchId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        PageQuery
    ),
    security(("bearer" = ["MANAGE_IMPORTS"])),
    responses(
        (status = 200, description = "One page of refused rows", body = Page<ImportRejection>, example = json!({
            "data": [{
                "file": "tickets.csv", "entity": "tickets", "line": 7, "column": "priority", "value": "severe",
                "code": "unknown-value", "reason": "\"severe\" is not one of LOW, MEDIUM, HIGH, CRITICAL",
                "fix": "say in the mapping what it means"
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/imports/{id}/rejections")]
pub(super) async fn list_import_rejections(
    _caller: Allowed<ManageImports>,
    state: Data<State>,
    path: PathId<ImportBatchId>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<ImportRejection>>> {
    let mut connection = state.connection().await?;
    store::imports::batch(&mut connection, path.0).await?.ok_or_else(|| ApiError::not_found("import"))?;
    let page = &query.page;
    let rows =
        store::imports::rejections(&mut connection, path.0, page.after()?, page.rows_to_fetch(), page.offset()).await?;
    let total = store::imports::rejection_count(&mut connection, path.0).await?;
    Ok(Json(page.envelope(rows, total, |(ordinal, _)| *ordinal, |(_, row)| present::rejection(row))))
}
