use actix_web::{
    Error, HttpMessage as _,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use app::idempotency::{Begun, Key};
use domain::StaffId;
use sha2::{Digest as _, Sha256};

use super::recorded;
use crate::{ApiError, BASE_PATH, State, access::Identity, request::read_body};

const HEADER: &str = "idempotency-key";
const MAX_KEY_LENGTH: usize = 255;

/// A POST with an `Idempotency-Key` has its effect once: a repetition within 24 hours gets the first answer again.
/// Sign-in is left out, since its answers are secrets; other answers that hold one are not kept, only that they were given.
pub(crate) async fn idempotency(
    state: Data<State>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let key = match key(&request) {
        Ok(Some(key)) => key,
        Ok(None) => return next.call(request).await.map(ServiceResponse::map_into_boxed_body),
        Err(error) => return Ok(request.error_response(error)),
    };
    let request_hash = match fingerprint(&mut request, &state).await {
        Ok(hash) => hash,
        Err(error) => return Ok(request.error_response(error)),
    };
    let key = Key { operation: format!("{} {}", request.method(), request.path()), request_hash, ..key };
    match app::idempotency::begin(&state.context, &key).await {
        Ok(Begun::First) => {}
        Ok(Begun::Again(stored)) if recorded::is_withheld(&stored) => {
            let detail = "This was done; its answer held a secret that is shown once.".to_owned();
            return Ok(request.error_response(ApiError::Conflict(detail)));
        }
        Ok(Begun::Again(stored)) => return Ok(request.into_response(recorded::replay(stored))),
        Ok(Begun::InFlight) => {
            let error = ApiError::Conflict("A request with this Idempotency-Key is still at work.".to_owned());
            return Ok(request.error_response(error));
        }
        Ok(Begun::Reused) => return Ok(request.error_response(ApiError::IdempotencyKeyReused)),
        Err(error) => return Ok(request.error_response(ApiError::from(error))),
    }
    // In its own task: a caller who hangs up must not leave the key at work with the effect half noted.
    let work = actix_web::rt::spawn(async move {
        match next.call(request).await {
            Ok(response) => Ok(recorded::record(&state, &key, response.map_into_boxed_body()).await),
            Err(error) => {
                recorded::forget(&state, &key).await;
                Err(error)
            }
        }
    });
    match work.await {
        Ok(response) => response,
        Err(error) => Err(ApiError::internal(error).into()),
    }
}

/// The key of a request this layer is for.
fn key(request: &ServiceRequest) -> Result<Option<Key>, ApiError> {
    let path = request.path().strip_prefix(BASE_PATH);
    let Some(value) = request.headers().get(HEADER) else { return Ok(None) };
    if request.method() != Method::POST || path.is_none_or(|path| path.starts_with("/auth/") || only_reads(path)) {
        return Ok(None);
    }
    // Without a valid token the handler answers 401 and nothing happens that could happen twice.
    let Some(Identity::Staff(claims)) = request.extensions().get::<Identity>().cloned() else { return Ok(None) };
    let text = value.to_str().unwrap_or("");
    if !(1..=MAX_KEY_LENGTH).contains(&text.len()) || text.bytes().any(|byte| !(b'!'..=b'~').contains(&byte)) {
        let message = format!("An Idempotency-Key has 1 to {MAX_KEY_LENGTH} visible ASCII characters.");
        return Err(ApiError::malformed("Idempotency-Key", "bad-key", message));
    }
    Ok(Some(Key {
        // What a person was answered is not for a key, which may be allowed less.
        staff_id: claims.key().map_or(claims.staff_id, |key| StaffId(key.id.0)),
        key: text.to_owned(),
        operation: String::new(),
        request_hash: Vec::new(),
    }))
}

/// Whether a POST changes nothing: asked again, it is answered anew, by what the caller may see by then.
fn only_reads(path: &str) -> bool {
    matches!(path, "/clients/search" | "/segments/preview") || path.ends_with("/simulate")
}

/// What makes two requests the same. Uploads are too large to hold, and their boundary differs from try to try:
/// they count as the same when address and length agree.
async fn fingerprint(request: &mut ServiceRequest, state: &State) -> Result<Vec<u8>, ApiError> {
    let mut hash = Sha256::new();
    hash.update(request.uri().path_and_query().map_or("", |path| path.as_str()));
    hash.update([0]);
    let header = |name| request.headers().get(name).cloned().unwrap_or(HeaderValue::from_static(""));
    let content_type = header(header::CONTENT_TYPE);
    if content_type.as_bytes().starts_with(b"multipart/") {
        hash.update(header(header::CONTENT_LENGTH).as_bytes());
    } else {
        let body = read_body(request.take_payload(), state.settings.body_limit_bytes).await?.freeze();
        hash.update(&body);
        request.set_payload(Payload::from(body));
    }
    Ok(hash.finalize().to_vec())
}
