use actix_web::{HttpRequest, HttpResponse, ResponseError as _, http::header, post, web::Data};
use api_types::auth::AccessToken;

use super::{access_token, cookie, login::device};
use crate::{ApiError, ApiResult, State, openapi::Problems, request::SameOrigin};

/// Trades the refresh token for the next one and a new access token.
///
/// A refresh token works once. Using it a second time ends the whole session, since one of the two users stole it.
#[utoipa::path(
    tag = "Sign-in",
    security(()),
    responses(
        (status = 200, description = "Refreshed", body = AccessToken, example = json!({
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
#[post("/auth/refresh")]
pub(super) async fn refresh_session(
    state: Data<State>,
    request: HttpRequest,
    _: SameOrigin,
) -> ApiResult<HttpResponse> {
    let token = cookie::refresh_token(&request)
        .ok_or_else(|| ApiError::Unauthenticated("There is no session to refresh; sign in.".to_owned()))?;
    match state.auth.refresh(&token, device(&request, &state)).await {
        Ok(signed_in) => Ok(HttpResponse::Ok()
            .cookie(cookie::carrying(&signed_in, &request, &state))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(access_token(&signed_in))),
        Err(error @ app::Error::Unauthenticated(_)) => {
            // A cookie that can never work again only makes the browser ask in vain.
            let error = ApiError::from(error);
            let mut response = HttpResponse::build(error.status_code());
            Ok(response.cookie(cookie::removal(&request, &state)).body("").with_error(error))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps an error on a response that has headers of its own; the outermost layer renders it.
trait WithError {
    fn with_error(self, error: ApiError) -> Self;
}

impl WithError for HttpResponse {
    fn with_error(self, error: ApiError) -> Self {
        let mut response = HttpResponse::from_error(error);
        for (name, value) in self.headers() {
            if name == header::SET_COOKIE {
                response.headers_mut().append(name.clone(), value.clone());
            }
        }
        response
    }
}
