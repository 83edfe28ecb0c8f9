use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::{DeserializeOwned, value::MapDeserializer};

use super::{
    body::{code_of, quoted},
    query_value::QueryValue,
};
use crate::ApiError;

/// Query parameters. The type says `#[serde(deny_unknown_fields)]`, so that an unknown one is a 400 that names it;
/// a list (`Vec<Role>`) is written with commas.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request.query_string()).and_then(parse).map(Self))
    }
}

/// The parameters in order, decoded.
pub(crate) fn pairs(query: &str) -> Result<Vec<(String, String)>, ApiError> {
    let mut pairs = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = decode(name, true)
            .ok_or_else(|| ApiError::malformed("", "bad-utf8", "The name of a query parameter is not UTF-8."))?;
        let value = decode(value, true).ok_or_else(|| {
            ApiError::malformed(name.as_str(), "bad-utf8", format!("The value of {name} is not UTF-8."))
        })?;
        if value.contains('\0') || name.contains('\0') {
            return Err(ApiError::malformed(name, "unstorable-text", "A query parameter holds a NUL character."));
        }
        pairs.push((name, value));
    }
    Ok(pairs)
}

/// Reads parameters into a type.
pub(crate) fn parse<T: DeserializeOwned>(pairs: Vec<(String, String)>) -> Result<T, ApiError> {
    let values = pairs.into_iter().map(|(name, value)| (name, QueryValue(value)));
    let deserializer = MapDeserializer::<_, serde::de::value::Error>::new(values);
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        let message = error.into_inner().to_string();
        let code = match code_of(&message) {
            "unknown-field" => "unknown-parameter",
            "missing-field" => "missing-parameter",
            "duplicate-field" => "duplicate-parameter",
            other => other,
        };
        let named = if code.ends_with("-parameter") { quoted(&message).map(str::to_owned) } else { None };
        let parameter = named.unwrap_or_else(|| path.split(['.', '[']).next().unwrap_or("").to_owned());
        let message = message.replacen("field", "parameter", 1);
        ApiError::malformed(parameter.as_str(), code, format!("{parameter}: {message}."))
    })
}

/// Percent-decodes; none when the result is not UTF-8 or an escape is broken.
pub(super) fn decode(text: &str, plus_is_space: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            b'+' if plus_is_space => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}
