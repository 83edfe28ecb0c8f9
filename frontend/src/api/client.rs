use std::{
    hash::{DefaultHasher, Hash, Hasher},
    marker::PhantomData,
};

use api_types::problem::{ProblemCode, ProblemDetails};
use futures::future::LocalBoxFuture;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortSignal;

use super::{Answer, ApiError, read};
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

    pub fn get<T>(self, path: impl Into<String>) -> Question<T> {
        Question { at: Some((self, path.into())), of: PhantomData }
    }

    pub async fn get_tagged<T: DeserializeOwned>(self, path: &str) -> Answer<Tagged<T>> {
        self.ask(Method::GET, path, None, None).await?.tagged()
    }

    pub async fn put<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B, etag: &str) -> Answer<Tagged<T>> {
        self.ask(Method::PUT, path, Some(json(body)?), Some(("If-Match", etag))).await?.tagged()
    }

    pub async fn create<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B) -> Answer<T> {
        self.ask(Method::POST, path, Some(json(body)?), None).await?.read()
    }

    pub async fn text(self, path: &str) -> Answer<String> {
        self.send(Method::GET, path, None, None, None).await?.text().await.map_err(|_| ApiError::Unreachable)
    }

    /// A PUT that names what is done instead of a version that is changed.
    pub async fn command<B: Serialize, T: DeserializeOwned>(self, path: &str, body: &B) -> Answer<T> {
        self.ask(Method::PUT, path, Some(json(body)?), None).await?.read()
    }

    /// A stream of events, read piece by piece.
    pub async fn stream(self, path: &str, signal: Option<AbortSignal>) -> Answer<Response> {
        self.send(Method::GET, path, None, Some(("Accept", "text/event-stream")), signal).await
    }

    pub async fn post<T: DeserializeOwned>(self, path: &str) -> Answer<T> {
        self.ask(Method::POST, path, None, None).await?.read()
    }

    /// A POST that does something with one version, which it names.
    pub async fn act<T: DeserializeOwned>(self, path: &str, etag: &str) -> Answer<T> {
        self.ask(Method::POST, path, None, Some(("If-Match", etag))).await?.read()
    }

    pub async fn upload<T: DeserializeOwned>(self, path: &str, form: web_sys::FormData) -> Answer<T> {
        self.ask(Method::POST, path, Some(Body::Form(form)), None).await?.read()
    }

    pub async fn delete(self, path: &str) -> Answer<()> {
        self.send(Method::DELETE, path, None, None, None).await.map(|_| ())
    }

    /// Boxed, so that calls differ only in what they read from the reply.
    fn ask<'a>(
        self,
        method: Method,
        path: &'a str,
        body: Option<Body>,
        header: Option<(&'a str, &'a str)>,
    ) -> LocalBoxFuture<'a, Answer<Reply>> {
        Box::pin(async move { Reply::of(self.send(method, path, body, header, None).await?).await })
    }

    async fn send(
        self,
        method: Method,
        path: &str,
        body: Option<Body>,
        header: Option<(&str, &str)>,
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
            if let Some((name, value)) = header {
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

/// A question to the server, and what its answer is read as. Only the reading is compiled for each type.
pub struct Question<T> {
    at: Option<(Client, String)>,
    of: PhantomData<fn() -> T>,
}

impl<T> Question<T> {
    /// The question, if there is one; without one the answer is nothing.
    pub fn maybe(question: Option<Self>) -> Question<Option<T>> {
        Question { at: question.and_then(|question| question.at), of: PhantomData }
    }

    pub fn ask(self, signal: Option<AbortSignal>) -> LocalBoxFuture<'static, Answer<Reply>> {
        ask(self.at, signal)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Question<T> {
    type Output = Answer<T>;
    type IntoFuture = LocalBoxFuture<'static, Answer<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.ask(None).await?.read() })
    }
}

fn ask(at: Option<(Client, String)>, signal: Option<AbortSignal>) -> LocalBoxFuture<'static, Answer<Reply>> {
    Box::pin(async move {
        let Some((client, path)) = at else { return Ok(Reply::nothing()) };
        let reply = Reply::of(client.send(Method::GET, &path, None, None, signal).await?).await?;
        Ok(Reply { asked: path, ..reply })
    })
}

/// A body that can be sent twice.
pub(super) enum Body {
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
pub(super) async fn post_anonymously<T: DeserializeOwned>(path: &str, body: Option<Body>) -> Answer<T> {
    let request = RequestBuilder::new(&format!("{BASE}{path}")).method(Method::POST);
    Reply::of(answer(with_body(request, body.as_ref())?).await?).await?.read()
}

pub(super) fn json<B: Serialize>(body: &B) -> Answer<Body> {
    let unreadable = |_| ApiError::Unreadable { status: 0, request_id: None };
    serde_json::to_string(body).map(Body::Json).map_err(unreadable)
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
    let text = response.text().await.unwrap_or_default();
    match read::<ProblemDetails>(&text) {
        Ok(problem) => Err(ApiError::Problem { problem: Box::new(problem), retry_after_seconds }),
        Err(_) => Err(unreadable),
    }
}

fn unreadable(response: &Response) -> ApiError {
    ApiError::Unreadable { status: response.status(), request_id: response.headers().get("X-Request-Id") }
}

/// An answer that has come whole.
pub struct Reply {
    /// The path that was asked, where the answer may be asked for again.
    asked: String,
    text: String,
    etag: Option<String>,
    /// What it is told as when it does not say what was asked for.
    unreadable: ApiError,
}

impl Reply {
    async fn of(response: Response) -> Answer<Self> {
        let (etag, unreadable) = (response.headers().get("ETag"), unreadable(&response));
        let text = response.text().await.map_err(|_| ApiError::Aborted)?;
        Ok(Self { asked: String::new(), text, etag, unreadable })
    }

    fn nothing() -> Self {
        let unreadable = ApiError::Unreadable { status: 0, request_id: None };
        Self { asked: String::new(), text: String::new(), etag: None, unreadable }
    }

    /// Equal for equal answers to the same question.
    pub fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.asked, &self.text).hash(&mut hasher);
        hasher.finish()
    }

    pub fn read<T: DeserializeOwned>(self) -> Answer<T> {
        read(&self.text).map_err(|error| {
            leptos::logging::error!("unexpected answer: {error}");
            self.unreadable
        })
    }

    fn tagged<T: DeserializeOwned>(mut self) -> Answer<Tagged<T>> {
        let etag = self.etag.take();
        Ok(Tagged { value: self.read()?, etag })
    }
}
