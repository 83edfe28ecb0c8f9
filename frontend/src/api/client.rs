use api_types::problem::{ProblemCode, ProblemDetails};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortSignal;

use super::{Answer, ApiError};
use crate::session::Session;

const BASE: &str = "/api/v1/client-success";

/// Something with the tag of its version, to be handed back when it is changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged<T> {
    pub value: T,
    pub etag: Option<String>,
}

/// Calls in the name of who is signed in. A token past its time is refreshed once, and the call made again.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    session: Session,
}

impl Client {
    pub fn new(session: Session) -> Self {
        Self { session }
    }

    pub fn from_context() -> Self {
        Self::new(Session::from_context())
    }

    pub async fn get<T: DeserializeOwned>(self, path: &str, signal: Option<AbortSignal>) -> Answer<T> {
        read(self.send(Method::GET, path, None, &[], signal).await?).await
    }

    pub async fn get_tagged<T: DeserializeOwned>(self, path: &str) -> Answer<Tagged<T>> {
        tagged(self.send(Method::GET, path, None, &[], None).await?).await
    }

    pub async fn put<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B, etag: &str) -> Answer<Tagged<T>> {
        let body = Body::Json(json(body)?);
        tagged(self.send(Method::PUT, path, Some(body), &[("If-Match", etag)], None).await?).await
    }

    pub async fn create<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B) -> Answer<T> {
        read(self.send(Method::POST, path, Some(Body::Json(json(body)?)), &[], None).await?).await
    }

    pub async fn text(self, path: &str) -> Answer<String> {
        self.send(Method::GET, path, None, &[], None).await?.text().await.map_err(|_| ApiError::Unreachable)
    }

    /// A PUT that names what is done instead of a version that is changed.
    pub async fn command<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B) -> Answer<T> {
        let body = Body::Json(json(body)?);
        read(self.send(Method::PUT, path, Some(body), &[], None).await?).await
    }

    /// A stream of events, read piece by piece.
    pub async fn stream(self, path: &str, signal: Option<AbortSignal>) -> Answer<Response> {
        self.send(Method::GET, path, None, &[("Accept", "text/event-stream")], signal).await
    }

    pub async fn post<T: DeserializeOwned>(self, path: &str) -> Answer<T> {
        read(self.send(Method::POST, path, None, &[], None).await?).await
    }

    pub async fn upload<T: DeserializeOwned>(self, path: &str, form: web_sys::FormData) -> Answer<T> {
        read(self.send(Method::POST, path, Some(Body::Form(form)), &[], None).await?).await
    }

    pub async fn delete(self, path: &str) -> Answer<()> {
        self.send(Method::DELETE, path, None, &[], None).await.map(|_| ())
    }

    async fn send(
        self,
        method: Method,
        path: &str,
        body: Option<Body>,
        headers: &[(&str, &str)],
        signal: Option<AbortSignal>,
    ) -> Answer<Response> {
        let once = async || {
            let mut request = RequestBuilder::new(&format!("{BASE}{path}"))
                .method(method.clone())
                .abort_signal(signal.as_ref())
                .header("Accept", "application/json");
            if let Some(token) = self.session.token() {
                request = request.header("Authorization", &format!("Bearer {token}"));
            }
            for (name, value) in headers {
                request = request.header(name, value);
            }
            answer(with_body(request, body.as_ref())?).await
        };
        if self.session.is_about_to_end() {
            self.session.refresh().await?;
        }
        match once().await {
            Err(error) if error.code() == Some(ProblemCode::TokenExpired) => {
                self.session.refresh().await?;
                once().await
            }
            Err(error) if error.code() == Some(ProblemCode::Unauthenticated) => {
                self.session.end();
                Err(error)
            }
            answer => answer,
        }
    }
}

/// A body that can be sent twice.
enum Body {
    Json(String),
    Form(web_sys::FormData),
}

fn with_body(request: RequestBuilder, body: Option<&Body>) -> Answer<Request> {
    let request = match body {
        None => request.build(),
        Some(Body::Json(text)) => request.header("Content-Type", "application/json").body(text.clone()),
        Some(Body::Form(form)) => request.body(form.clone()),
    };
    request.map_err(|_| ApiError::Unreachable)
}

/// A call that needs no session: sign-in and refresh.
pub(super) async fn post_anonymously<B: Serialize, T: DeserializeOwned>(path: &str, body: Option<&B>) -> Answer<T> {
    let body = body.map(json).transpose()?.map(Body::Json);
    let request = RequestBuilder::new(&format!("{BASE}{path}")).method(Method::POST);
    read(answer(with_body(request, body.as_ref())?).await?).await
}

fn json<B: Serialize>(body: &B) -> Answer<String> {
    serde_json::to_string(body).map_err(|_| ApiError::Unreadable { status: 0, request_id: None })
}

async fn answer(request: Request) -> Answer<Response> {
    let response = request.send().await.map_err(|error| match error {
        gloo_net::Error::JsError(error) if error.name == "AbortError" => ApiError::Aborted,
        _ => ApiError::Unreachable,
    })?;
    if response.ok() {
        return Ok(response);
    }
    let retry_after_seconds = response.headers().get("Retry-After").and_then(|text| text.parse().ok());
    let unreadable = unreadable(&response);
    match response.json::<ProblemDetails>().await {
        Ok(problem) => Err(ApiError::Problem { problem: Box::new(problem), retry_after_seconds }),
        Err(_) => Err(unreadable),
    }
}

fn unreadable(response: &Response) -> ApiError {
    ApiError::Unreadable { status: response.status(), request_id: response.headers().get("X-Request-Id") }
}

async fn read<T: DeserializeOwned>(response: Response) -> Answer<T> {
    let unreadable = unreadable(&response);
    let text = response.text().await.map_err(|_| ApiError::Aborted)?;
    // An answer without a body is the answer to a request whose result is nothing.
    let text = if text.is_empty() { "null" } else { &text };
    serde_json::from_str(text).map_err(|error| {
        leptos::logging::error!("unexpected answer: {error}");
        unreadable
    })
}

async fn tagged<T: DeserializeOwned>(response: Response) -> Answer<Tagged<T>> {
    let etag = response.headers().get("ETag");
    Ok(Tagged { value: read(response).await?, etag })
}
