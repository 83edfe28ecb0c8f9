use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::imports::ImportBatch;
use domain::ImportBatchId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageImports},
    openapi::Problems,
    request::PathId,
};

/// Takes an import back.
///
/// Rows it made go, rows it changed become what they were; rows touched since stay and are listed in `undo_report`.
#[utoipa::path(
    tag = "Imports",
    params(("id" = ImportBatchId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["MANAGE_IMPORTS"])),
    responses(
        (status = 200, description = "The import, undone", body = ImportBatch, example = json!({"status": "UNDONE"})),
        Problems
    )
)]
#[post("/imports/{id}/undo")]
pub(super) async fn undo_import(
    caller: Allowed<ManageImports>,
    state: Data<State>,
    path: PathId<ImportBatchId>,
) -> ApiResult<Json<ImportBatch>> {
    app::imports::undo(&state.context, &caller.actor, path.0).await?;
    let mut connection = state.connection().await?;
    Ok(Json(present::batch(&mut connection, path.0).await?))
}
