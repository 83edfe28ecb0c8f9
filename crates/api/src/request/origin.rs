use std::{
    future::{Ready, ready},
    net::IpAddr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};

use super::state;
use crate::{ApiError, Settings};

/// Proof that a request which carries the refresh cookie was not sent by another site's page. Programs send no
/// `Origin`, browsers always do on a POST.
#[derive(Debug, Clone, Copy)]
pub struct SameOrigin(());

impl FromRequest for SameOrigin {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(state(request).and_then(|state| {
            if is_same_origin(request, &state.settings) {
                Ok(Self(()))
            } else {
                Err(ApiError::Forbidden("Pages of other origins may not do this.".to_owned()))
            }
        }))
    }
}

fn is_same_origin(request: &HttpRequest, settings: &Settings) -> bool {
    if header_text(request, "sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    let Some(origin) = header_text(request, header::ORIGIN.as_str()) else { return true };
    let public = settings.public_url.as_deref().map(|url| url.trim_end_matches('/'));
    if public == Some(origin) {
        return true;
    }
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some() && authority == header_text(request, header::HOST.as_str())
}

fn header_text<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap_or("?"))
}

/// Whether the browser reached us on its own machine, where there is no TLS and a secure cookie would be lost.
pub(crate) fn is_loopback(request: &HttpRequest) -> bool {
    let host = header_text(request, header::HOST.as_str()).unwrap_or("");
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Where a request came from. Behind n trusted proxies it is the n-th address from the right of `X-Forwarded-For`;
/// what stands further left may have been made up by the client.
pub(crate) fn remote_address(request: &HttpRequest, trusted_proxies: usize) -> Option<String> {
    let peer = request.peer_addr().map(|address| address.ip().to_string());
    if trusted_proxies == 0 {
        return peer;
    }
    let forwarded: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let address = forwarded.len().checked_sub(trusted_proxies).and_then(|index| forwarded.get(index));
    address.and_then(|text| text.parse::<IpAddr>().ok()).map(|address| address.to_string()).or(peer)
}
