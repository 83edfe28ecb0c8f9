use actix_web::{
    HttpResponse, get,
    http::header,
    web::{self, Redirect},
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::openapi::{Problems, openapi};

/// The OpenAPI document.
///
/// What this page is made from, and what clients can be generated from.
#[utoipa::path(
    tag = "Operations",
    security(()),
    responses(
        (status = 200, description = "The document", body = Object, example = json!({"openapi": "3.1.0"})),
        Problems
    )
)]
#[get("/api/openapi.json")]
pub(super) async fn get_openapi() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-cache")).json(openapi())
}

/// The address people type.
pub(crate) fn docs_redirect() -> Redirect {
    web::redirect("/api/docs", "/api/docs/")
}

/// The document as a page: `/api/docs/`.
pub(crate) fn swagger_ui() -> SwaggerUi {
    SwaggerUi::new("/api/docs/{_:.*}").config(Config::new(["/api/openapi.json"]))
}
