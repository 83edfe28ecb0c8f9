use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::BytesMut};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;

use super::state;
use crate::ApiError;

/// A JSON body. An unknown field or a wrong type is a 400 that points at it.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let checked = check_headers(request);
        let payload = payload.take();
        Box::pin(async move {
            let limit = checked?;
            let bytes = read(payload, limit).await?;
            parse(&bytes).map(Self)
        })
    }
}

fn check_headers(request: &HttpRequest) -> Result<usize, ApiError> {
    let limit = state(request)?.settings.body_limit_bytes;
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if essence != "application/json" {
        return Err(ApiError::UnsupportedMediaType("Send the body as Content-Type: application/json.".to_owned()));
    }
    let encoding = request.headers().get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
        return Err(ApiError::UnsupportedMediaType("Send the body without Content-Encoding.".to_owned()));
    }
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(ApiError::TooLarge { limit });
    }
    Ok(limit)
}

/// Reads a body up to a limit.
pub(crate) async fn read(mut payload: Payload, limit: usize) -> Result<BytesMut, ApiError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| ApiError::malformed("", "incomplete-body", "The body ended early."))?;
        if bytes.len() + chunk.len() > limit {
            return Err(ApiError::TooLarge { limit });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Reads JSON into a type.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        ApiError::malformed("", "bad-utf8", format!("The body is not UTF-8: see byte {}.", error.valid_up_to()))
    })?;
    // Every body is an object, but serde would read an array as the fields of one in their order.
    if text.trim_start().starts_with('[') && is_json(text) {
        return Err(ApiError::malformed("", "wrong-type", "Invalid type: sequence, expected an object."));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let mut pointer = pointer(error.path());
        let cause = error.into_inner();
        let message = cause.to_string();
        match cause.classify() {
            serde_json::error::Category::Data => {
                let code = code_of(&message);
                if matches!(code, "unknown-field" | "missing-field" | "duplicate-field")
                    && let Some(field) = quoted(&message)
                {
                    append_field(&mut pointer, field);
                }
                ApiError::malformed(pointer, code, sentence(&message))
            }
            // For a value of another type than a word of a list, serde says the same as for what is not JSON.
            _ if is_json(text) => ApiError::malformed(pointer, "wrong-type", "A value of another type is expected."),
            _ => ApiError::malformed("", "bad-json", format!("The body is not JSON: {message}.")),
        }
    })?;
    deserializer
        .end()
        .map_err(|error| ApiError::malformed("", "bad-json", format!("The body is not JSON: {error}.")))?;
    Ok(value)
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => append_field(&mut pointer, &index.to_string()),
            Segment::Map { key } => append_field(&mut pointer, key),
            Segment::Enum { variant } => append_field(&mut pointer, variant),
            Segment::Unknown => {}
        }
    }
    pointer
}

/// Adds a segment unless it is there already: whether serde names an unknown field depends on where it notices it.
fn append_field(pointer: &mut String, field: &str) {
    let segment = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
    if !pointer.ends_with(&segment) {
        pointer.push_str(&segment);
    }
}

/// The kind of mistake, from the beginning of serde's message.
pub(super) fn code_of(message: &str) -> &'static str {
    const KINDS: [(&str, &str); 6] = [
        ("unknown field", "unknown-field"),
        ("missing field", "missing-field"),
        ("duplicate field", "duplicate-field"),
        ("invalid type", "wrong-type"),
        ("unknown variant", "unknown-value"),
        ("invalid value", "wrong-value"),
    ];
    KINDS.iter().find(|(start, _)| message.starts_with(start)).map_or("wrong-value", |(_, code)| code)
}

/// What stands between the first two backticks.
pub(super) fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// A message without the position in the text, as a sentence.
fn sentence(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(start, _)| start);
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}
