use actix_web::{HttpRequest, HttpResponse, post, web::Data};

use super::{cookie, login::device};
use crate::{ApiResult, State, openapi::Problems, request::SameOrigin};

/// Signs out.
///
/// Ends the session of the refresh token and removes its cookie. Without a session there is nothing to do, which is
/// no mistake.
#[utoipa::path(
    tag = "Sign-in",
    security(()),
    responses((status = 204, description = "Signed out"), Problems)
)]
#[post("/auth/logout")]
pub(super) async fn log_out(state: Data<State>, request: HttpRequest, _: SameOrigin) -> ApiResult<HttpResponse> {
    if let Some(token) = cookie::refresh_token(&request) {
        state.auth.logout(&token, device(&request, &state)).await?;
    }
    Ok(HttpResponse::NoContent().cookie(cookie::removal(&request, &state)).finish())
}
