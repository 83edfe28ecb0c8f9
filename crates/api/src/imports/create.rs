use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    post,
    web::{Data, Payload},
};
use api_types::imports::ImportBatch;
use app::imports::{ImportRequest, ImportSource};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{present, upload};
use crate::{
    ApiError, ApiResult, BASE_PATH, State,
    access::{Allowed, ManageImports},
    openapi::Problems,
    request::Query,
};

/// How to import.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportOptions {
    /// The day the data describe; later usage is refused and scores are computed for it. Today if absent.
    #[param(example = "2026-10-31")]
    as_of: Option<NaiveDate>,
    /// Read, compare and report, and write nothing but the report.
    #[param(example = true)]
    dry_run: bool,
    /// Keep rows per user and months beyond their retention.
    #[param(example = false)]
    keep_history: bool,
}

/// The parts of an upload.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the body; the parts are read as they come")]
pub(super) struct ImportUpload {
    /// The mapping file (TOML): which column becomes what.
    mapping: String,
    /// One part per CSV file, with the file name the mapping knows.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<Vec<u8>>,
}

/// Imports CSV files.
///
/// All of it is written or nothing. Rows that cannot be accepted are refused one by one, each with the reason and what
/// to do; a file that cannot be read at all refuses the import with 422. The work goes on when the caller hangs up.
#[utoipa::path(
    tag = "Imports",
    params(ImportOptions),
    security(("bearer" = ["MANAGE_IMPORTS"])),
    request_body(content = ImportUpload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The import, done", body = ImportBatch, example = json!({"status": "APPLIED"})),
        Problems
    )
)]
#[post("/imports")]
pub(super) async fn create_import(
    caller: Allowed<ManageImports>,
    state: Data<State>,
    query: Query<ImportOptions>,
    http: HttpRequest,
    payload: Payload,
) -> ApiResult<HttpResponse> {
    let options = query.0;
    let upload = upload::receive(&http, payload, &state).await?;
    let as_of = options.as_of.unwrap_or_else(|| state.context.clock.today());
    let request = ImportRequest {
        source: ImportSource::Api,
        mapping: upload.mapping.clone(),
        files: upload.files.clone(),
        as_of,
        dry_run: options.dry_run,
        log_dry_run: true,
        keep_history: options.keep_history,
    };
    let (context, actor) = (state.context.clone(), caller.actor.clone());
    // A task of its own: a caller who hangs up must not stop a half-done import.
    let work = tokio::spawn(async move {
        let report = app::imports::run(&context, &actor, request, Arc::new(|_| {})).await?;
        if !report.dry_run {
            app::imports::score(&context, &report, as_of, Arc::new(|_| {})).await?;
        }
        drop(upload);
        Ok::<_, app::Error>(report.batch)
    });
    let id = work.await.map_err(|error| ApiError::internal(error.to_string()))??;
    let mut connection = state.connection().await?;
    let batch = present::batch(&mut connection, id).await?;
    let location = format!("{BASE_PATH}/imports/{id}");
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(batch))
}
