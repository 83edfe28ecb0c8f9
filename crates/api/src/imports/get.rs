use actix_web::{
    get,
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

/// One import, with what became of each file.
#[utoipa::path(
    tag = "Imports",
    params(("id" = ImportBatchId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["MANAGE_IMPORTS"])),
    responses(
        (status = 200, description = "The import", body = ImportBatch, example = json!({"status": "APPLIED"})),
        Problems
    )
)]
#[get("/imports/{id}")]
pub(super) async fn get_import(
    _caller: Allowed<ManageImports>,
    state: Data<State>,
    path: PathId<ImportBatchId>,
) -> ApiResult<Json<ImportBatch>> {
    let mut connection = state.connection().await?;
    Ok(Json(present::batch(&mut connection, path.0).await?))
}
