use actix_web::{Responder, get, web::Json};
use serde_json::json;

use crate::openapi::Problems;

/// Whether the process lives.
///
/// Says nothing about the database: a container that is restarted because the database is down helps nobody.
#[utoipa::path(
    tag = "Operations",
    security(()),
    responses((status = 200, description = "It does", body = Object, example = json!({"status": "ok"})), Problems)
)]
#[get("/healthz")]
pub(super) async fn get_health() -> impl Responder {
    Json(json!({"status": "ok"}))
}
