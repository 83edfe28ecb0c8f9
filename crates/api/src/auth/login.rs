use actix_web::{HttpRequest, HttpResponse, http::header, post, web::Data};
use api_types::auth::{AccessToken, LoginRequest};
use app::auth::{Credentials, Device};

use super::{access_token, cookie};
use crate::{
    ApiResult, State,
    access::RequestId,
    openapi::Problems,
    request::{Body, remote_address},
};

/// Signs in.
///
/// Answers an access token for 15 minutes, and sets the refresh token as a cookie the page cannot read. After five
/// failed tries each further one must wait longer.
#[utoipa::path(
    tag = "Sign-in",
    security(()),
    request_body(content = LoginRequest, example = json!({"email": "ada@example.com", "password": "correct horse"})),
    responses(
        (status = 200, description = "Signed in", body = AccessToken, example = json!({
            "access_token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSJ9…", "token_type": "Bearer", "expires_in_seconds": 900,
            "user": {
                "id": "01931b6e-0000-7000-8000-000000000001", "email": "ada@example.com", "first_name": "Ada",
                "last_name": "Byron", "role": "CSM", "permissions": ["READ_CLIENTS"],
                "session_id": "01931b6e-0000-7000-8000-000000000002", "time_zone": "UTC"
            }
        })),
        Problems
    )
)]
#[post("/auth/login")]
pub(super) async fn log_in(
    state: Data<State>,
    request: HttpRequest,
    body: Body<LoginRequest>,
) -> ApiResult<HttpResponse> {
    let credentials = Credentials { email: body.0.email, password: body.0.password.into() };
    let signed_in = state.auth.login(credentials, device(&request, &state)).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookie::carrying(&signed_in, &request, &state))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(access_token(&signed_in)))
}

/// What is known about the browser or program that asks.
pub(super) fn device(request: &HttpRequest, state: &State) -> Device {
    use actix_web::HttpMessage as _;
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Device {
        user_agent: user_agent.map(|text| text.chars().take(300).collect()),
        ip_address: remote_address(request, state.settings.trusted_proxies),
        request_id: request.extensions().get::<RequestId>().map(|id| id.0.clone()),
    }
}
