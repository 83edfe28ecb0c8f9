//! Callers: who they are, what they send, and what they get back.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use api_types::problem::{ProblemCode, ProblemDetails};
use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Someone who calls the API, signed in or not.
#[derive(Debug, Clone)]
pub struct ApiClient {
    http: reqwest::Client,
    origin: String,
    token: Option<String>,
}

impl ApiClient {
    /// Nobody in particular, at `http://127.0.0.1:port`.
    pub fn anonymous(origin: &str) -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            // A kept connection may be closed by the server just as a POST is sent on it, which no client may repeat.
            .pool_max_idle_per_host(0)
            .build()
            .expect("an HTTP client");
        Self { http, origin: origin.to_owned(), token: None }
    }

    /// The same caller with another access token.
    pub fn with_token(&self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self.clone() }
    }

    /// The same caller at another replica.
    pub fn at(&self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self.clone() }
    }

    /// The access token.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// GET below `/api/v1/client-success`.
    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    /// POST below `/api/v1/client-success`.
    pub fn post(&self, path: &str) -> Call {
        self.call(Method::POST, path)
    }

    /// PUT below `/api/v1/client-success`.
    pub fn put(&self, path: &str) -> Call {
        self.call(Method::PUT, path)
    }

    /// DELETE below `/api/v1/client-success`.
    pub fn delete(&self, path: &str) -> Call {
        self.call(Method::DELETE, path)
    }

    /// Any method below `/api/v1/client-success`.
    pub fn call(&self, method: Method, path: &str) -> Call {
        self.call_root(method, &format!("{}{path}", api::BASE_PATH))
    }

    /// Any method, from the root.
    pub fn call_root(&self, method: Method, path: &str) -> Call {
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.origin));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        Call { request, what }
    }

    /// GET from the root.
    pub fn get_root(&self, path: &str) -> Call {
        self.call_root(Method::GET, path)
    }
}

/// A request on its way; await it to send it.
#[derive(Debug)]
#[must_use = "await it to send it"]
pub struct Call {
    request: reqwest::RequestBuilder,
    what: String,
}

impl Call {
    /// With a JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request = self.request.json(body);
        self
    }

    /// With a body of any bytes.
    pub fn body(mut self, content_type: &str, body: impl Into<reqwest::Body>) -> Self {
        self.request = self.request.header("content-type", content_type).body(body);
        self
    }

    /// With a multipart form.
    pub fn form(mut self, form: reqwest::multipart::Form) -> Self {
        self.request = self.request.multipart(form);
        self
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("the name of a header");
        self.request = self.request.header(name, HeaderValue::from_str(value).expect("the value of a header"));
        self
    }

    /// With another value of a header than before, or without it.
    pub fn with_header(self, name: &'static str, value: Option<&str>) -> Self {
        let (http, request) = self.request.build_split();
        let mut request = request.expect("a request");
        request.headers_mut().remove(name);
        if let Some(value) = value {
            request.headers_mut().insert(name, HeaderValue::from_str(value).expect("the value of a header"));
        }
        Self { request: reqwest::RequestBuilder::from_parts(http, request), what: self.what }
    }

    /// The same once more.
    pub fn copy(&self) -> Self {
        let request = self.request.try_clone().expect("a body that is no stream");
        Self { request, what: self.what.clone() }
    }

    /// The JSON that will be sent; none without a body.
    pub fn sent_json(&self) -> Option<Value> {
        let request = self.request.try_clone()?.build().expect("a request");
        serde_json::from_slice(request.body()?.as_bytes()?).ok()
    }

    /// Made from this version.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// Sends it; the error of a connection that breaks is returned. Of a stream, which never ends, the first piece is
    /// the body.
    pub async fn try_send(self) -> Result<Reply, reqwest::Error> {
        let mut response = self.request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let is_stream = headers.get("content-type").is_some_and(|value| value == "text/event-stream");
        let body = if is_stream { response.chunk().await?.unwrap_or_default() } else { response.bytes().await? };
        Ok(Reply { what: self.what, status, headers, body: body.to_vec() })
    }

    /// Sends it and keeps listening.
    pub async fn listen(self) -> Events {
        let response = self.request.send().await.unwrap_or_else(|error| panic!("{}: {error:?}", self.what));
        assert_eq!(response.status().as_u16(), 200, "{}", self.what);
        Events { what: self.what, response, text: String::new() }
    }
}

impl IntoFuture for Call {
    type Output = Reply;
    type IntoFuture = Pin<Box<dyn Future<Output = Reply> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let what = self.what.clone();
        Box::pin(async move { self.try_send().await.unwrap_or_else(|error| panic!("{what}: {error:?}")) })
    }
}

/// Server-sent events as they come.
#[derive(Debug)]
pub struct Events {
    what: String,
    response: reqwest::Response,
    text: String,
}

impl Events {
    /// The next event with its data; none when the stream ends. Beats are passed over.
    pub async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| {
                    block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
                };
                if let Some((event, data)) = field("event").zip(field("data")) {
                    let data = serde_json::from_str(data).unwrap_or_else(|error| panic!("{}: {error}", self.what));
                    return Some((event.to_owned(), data));
                }
            }
            let chunk = self.response.chunk().await.ok().flatten()?;
            self.text.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    what: String,
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Fails the test unless it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered {}: {}", self.what, self.status, self.text());
        self
    }

    /// The body of a 200, as the type of the contract.
    #[track_caller]
    pub fn ok<T: DeserializeOwned>(self) -> T {
        self.expect(200).json()
    }

    /// The body as a type of the contract.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{} answered what is no {}: {error}: {}", self.what, std::any::type_name::<T>(), self.text())
        })
    }

    /// The body as any JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        self.json()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails the test unless it is a problem of this status and kind, complete in every field.
    #[track_caller]
    pub fn problem(&self, status: u16, code: ProblemCode) -> ProblemDetails {
        let problem = self.any_problem();
        assert_eq!((problem.status, problem.code), (status, code), "{}: {}", self.what, self.text());
        problem
    }

    /// Fails the test unless it is a problem, complete in every field.
    #[track_caller]
    pub fn any_problem(&self) -> ProblemDetails {
        let what = &self.what;
        assert_eq!(self.header("content-type"), "application/problem+json", "{what}: {} {}", self.status, self.text());
        let problem: ProblemDetails = self.json();
        assert_eq!(problem.status, self.status, "{what}: status in body and head");
        assert!(problem.kind.starts_with("urn:steward:problem:"), "{what}: type is {:?}", problem.kind);
        assert!(!problem.title.is_empty() && !problem.detail.is_empty(), "{what}: {problem:?}");
        let path = what.split_once(' ').map_or("", |(_, path)| path).split('?').next().unwrap_or("");
        assert_eq!(problem.instance, path, "{what}: instance");
        assert!(!problem.request_id.is_empty(), "{what}: no request id");
        assert_eq!(problem.request_id, self.header("x-request-id"), "{what}: request id in body and head");
        for field in &problem.errors {
            assert!(!field.code.is_empty() && !field.message.is_empty(), "{what}: {field:?}");
        }
        problem
    }

    /// The value of a cookie that was set, with its attributes.
    pub fn cookie(&self, name: &str) -> Option<(String, String)> {
        self.headers.get_all("set-cookie").iter().find_map(|header| {
            let (value, attributes) = header.to_str().ok()?.strip_prefix(name)?.strip_prefix('=')?.split_once(';')?;
            Some((value.to_owned(), attributes.trim().to_owned()))
        })
    }
}
