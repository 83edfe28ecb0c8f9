use std::{
    future::{Ready, ready},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use store::clients::ClientRef;

use crate::ApiError;

/// The `{id}` of a path, e.g. `PathId<SessionId>`. Anything but a UUID is a 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathId<T>(pub T);

impl<T: FromStr> FromRequest for PathId<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(request).and_then(|text| {
            text.parse().map(Self).map_err(|_| ApiError::malformed("id", "bad-id", "The id in the path is not a UUID."))
        }))
    }
}

pub(super) fn client_ref(text: &str) -> Result<ClientRef, ApiError> {
    match text.strip_prefix("ext:") {
        Some("") => Err(ApiError::malformed("id", "bad-id", "Nothing follows ext: in the path.")),
        Some(external) if external.contains('\0') => {
            Err(ApiError::malformed("id", "bad-id", "The id in the path holds a NUL character."))
        }
        Some(external) => Ok(ClientRef::External(external.to_owned())),
        None => text.parse().map(ClientRef::Id).map_err(|_| {
            ApiError::malformed("id", "bad-id", "The id in the path is neither a UUID nor ext:<external id>.")
        }),
    }
}

/// The `{id}` of a path under `/clients`: our id, or `ext:` and the id in the system the client came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPath(pub ClientRef);

impl FromRequest for ClientPath {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(request).and_then(|text| client_ref(&text)).map(Self))
    }
}

/// The `{id}` and the `{feature}` of a path: a client, and the key of a feature of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFeaturePath {
    /// The client.
    pub client: ClientRef,
    /// The key of the feature.
    pub feature: String,
}

impl FromRequest for ClientFeaturePath {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(client_feature(request))
    }
}

/// The `{industry}` of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndustryPath(pub String);

impl FromRequest for IndustryPath {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(industry(request).map(Self))
    }
}

fn industry(request: &HttpRequest) -> Result<String, ApiError> {
    let industry = named_segment(request, "industry")?;
    if industry.contains('\0') {
        return Err(ApiError::malformed("industry", "bad-id", "The industry in the path holds a NUL character."));
    }
    Ok(industry)
}

fn client_feature(request: &HttpRequest) -> Result<ClientFeaturePath, ApiError> {
    let feature = named_segment(request, "feature")?;
    if feature.contains('\0') {
        return Err(ApiError::malformed("feature", "bad-id", "The feature in the path holds a NUL character."));
    }
    Ok(ClientFeaturePath { client: client_ref(&segment(request)?)?, feature })
}

/// The text of `{id}`.
fn segment(request: &HttpRequest) -> Result<String, ApiError> {
    named_segment(request, "id")
}

/// The text of a segment, decoded. What the router leaves encoded (`%2F`, `%25`) belongs to it.
fn named_segment(request: &HttpRequest, name: &str) -> Result<String, ApiError> {
    // The router replaces bytes that are not UTF-8 before it hands out the segment.
    let is_utf8 = super::query::decode(request.uri().path(), false).is_some();
    let raw =
        request.match_info().get(name).ok_or_else(|| ApiError::internal(format!("the route has no {{{name}}}")))?;
    super::query::decode(raw, false)
        .filter(|_| is_utf8)
        .ok_or_else(|| ApiError::malformed(name, "bad-utf8", format!("The {name} in the path is not UTF-8.")))
}
