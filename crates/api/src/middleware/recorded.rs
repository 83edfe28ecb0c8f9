use actix_web::{
    HttpResponse,
    body::{self, BoxBody},
    dev::ServiceResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, HeaderName, HeaderValue},
    },
};
use app::idempotency::{Key, StoredResponse};

use crate::State;

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The headers that belong to the answer; all others are made anew for each request.
const KEPT_HEADERS: [&str; 3] = ["content-type", "etag", "location"];
/// Stands in place of an answer that may be stored nowhere.
const WITHHELD: &str = "no-store";

/// Keeps the answer for the next 24 hours. Answers that say "try again" are not kept: the key is free again.
pub(super) async fn record(state: &State, key: &Key, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let is_retryable = status.is_server_error()
        || matches!(status, StatusCode::UNAUTHORIZED | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS);
    // An error is rendered further out, with the id of its own request; it had no effect, so it may run again.
    if is_retryable || response.response().error().is_some() {
        forget(state, key).await;
        return response;
    }
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let bytes = match body::to_bytes(body).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(error = %error, "the answer could not be read");
            forget(state, key).await;
            let failed = HttpResponse::InternalServerError().finish();
            return ServiceResponse::new(request, failed);
        }
    };
    let is_secret = response.headers().get(CACHE_CONTROL).is_some_and(|value| value.as_bytes() == WITHHELD.as_bytes());
    if is_secret {
        let headers = vec![(CACHE_CONTROL.to_string(), WITHHELD.to_owned())];
        keep(state, key, StoredResponse { status: status.as_u16(), headers, body: Vec::new() }).await;
        return ServiceResponse::new(request, response.set_body(BoxBody::new(bytes)));
    }
    let headers = KEPT_HEADERS
        .iter()
        .filter_map(|name| response.headers().get(*name).map(|value| (*name, value)))
        .filter_map(|(name, value)| value.to_str().ok().map(|value| (name.to_owned(), value.to_owned())))
        .collect();
    let stored = StoredResponse { status: status.as_u16(), headers, body: bytes.to_vec() };
    keep(state, key, stored).await;
    ServiceResponse::new(request, response.set_body(BoxBody::new(bytes)))
}

async fn keep(state: &State, key: &Key, stored: StoredResponse) {
    if let Err(error) = app::idempotency::complete(&state.context, key, &stored).await {
        // The effect has happened; saying so matters more than being able to say it twice.
        tracing::error!(error = %error, "the answer could not be kept for its Idempotency-Key");
    }
}

/// Whether the answer of the first time held a secret, and is not there to be given again.
pub(super) fn is_withheld(stored: &StoredResponse) -> bool {
    stored.headers.iter().any(|(name, value)| name == CACHE_CONTROL.as_str() && value == WITHHELD)
}

/// Frees the key.
pub(super) async fn forget(state: &State, key: &Key) {
    if let Err(error) = app::idempotency::forget(&state.context, key).await {
        tracing::error!(error = %error, "an Idempotency-Key could not be freed");
    }
}

/// The answer of the first time.
pub(super) fn replay(stored: StoredResponse) -> HttpResponse {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    for (name, value) in &stored.headers {
        response.insert_header((name.as_str(), value.as_str()));
    }
    response.insert_header((REPLAYED, HeaderValue::from_static("true")));
    response.body(stored.body)
}
