use std::time::Instant;

use actix_web::{
    Error, HttpMessage as _, HttpResponse,
    body::{BodySize, BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderName, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use tracing::Instrument as _;

use super::{cors, headers};
use crate::{
    ApiError, State,
    access::RequestId,
    problem::{self, RequestFacts},
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const MAX_REQUEST_ID_LENGTH: usize = 100;

/// The outermost layer: gives the request its id, renders every error as a problem, adds headers, counts and logs.
pub(crate) async fn envelope(
    state: Data<State>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let request_id = request_id(&request, &state);
    request.extensions_mut().insert(RequestId(request_id.clone()));
    let facts = RequestFacts {
        method: request.method().to_string(),
        path: request.path().to_owned(),
        request_id: request_id.clone(),
    };
    // A HEAD is a GET whose body the connection leaves out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let cors = cors::Cors::of(&request, &state.settings);
    let span = tracing::info_span!("request", request.id = request_id);

    let mut response = if let Some(preflight) = cors.preflight() {
        request.into_response(preflight)
    } else {
        match next.call(request).instrument(span).await {
            Ok(response) => as_problem(response.map_into_boxed_body(), &facts),
            Err(error) => return Err(error),
        }
    };

    let secure = headers::Secure { is_https: state.settings.is_https() };
    secure.add(&facts.path, response.headers_mut());
    cors.add(response.headers_mut());
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    note(&state, &response, &facts, started);
    Ok(response)
}

fn request_id(request: &ServiceRequest, state: &State) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).filter(|text| {
        (1..=MAX_REQUEST_ID_LENGTH).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
    });
    match given {
        Some(text) => text.to_owned(),
        None => state.context.ids.at(state.context.now()).to_string(),
    }
}

/// Errors of ours are rendered with the request they answer; an error status of a library gets our shape.
fn as_problem(response: ServiceResponse<BoxBody>, facts: &RequestFacts) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let is_rendered = response.headers().get("content-type").is_some_and(|value| value == "application/problem+json");
    let rendered: Option<HttpResponse> = match response.response().error() {
        Some(error) => match error.as_error::<ApiError>() {
            Some(ours) => Some(problem::render(ours, facts)),
            None => {
                let status = error.as_response_error().status_code();
                tracing::debug!(request.id = facts.request_id, error = %error, "a library refused the request");
                Some(problem::render(&problem::of_status(status, response.request()), facts))
            }
        },
        None if is_rendered => None,
        None => Some(problem::render(&problem::of_status(status, response.request()), facts)),
    };
    let Some(rendered) = rendered else { return response };
    let (request, old) = response.into_parts();
    let mut rendered = rendered;
    // Cookies and rate-limit headers that inner layers set stay; what describes the old body goes.
    for (name, value) in old.headers() {
        let describes_body = ["content-type", "content-length", "content-encoding", "etag"].contains(&name.as_str());
        if !describes_body && !rendered.headers().contains_key(name) {
            rendered.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, rendered)
}

fn note(state: &State, response: &ServiceResponse<BoxBody>, facts: &RequestFacts, started: Instant) {
    let request = response.request();
    let operation = state
        .operations
        .find(request.method(), request.match_pattern().as_deref())
        .map_or("none", |operation| operation.id.as_str());
    let elapsed = started.elapsed();
    state.metrics.observe(operation, response.status().as_u16(), elapsed);
    let bytes = match response.response().body().size() {
        BodySize::Sized(bytes) => bytes,
        _ => 0,
    };
    // Probes come every few seconds and would drown the rest.
    if matches!(operation, "get_health" | "get_readiness" | "get_metrics") {
        return;
    }
    tracing::info!(
        http.method = facts.method,
        http.path = facts.path,
        http.status = response.status().as_u16(),
        http.operation = operation,
        http.bytes = bytes,
        duration_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        request.id = facts.request_id,
        "{} {} {}",
        facts.method,
        facts.path,
        response.status().as_u16()
    );
}
