use actix_web::{HttpMessage as _, HttpRequest, http::header};
use app::auth::{Claims, TokenError};

use crate::{ApiError, State};

/// The id of a request, in its extensions.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub String);

/// Who a request says it is from, in its extensions. Worked out once, before routing.
#[derive(Debug, Clone)]
pub(crate) enum Identity {
    /// No credentials.
    Anonymous,
    /// A valid access token or API key.
    Staff(Claims),
    /// Credentials that do not hold.
    Refused(TokenError),
}

impl Identity {
    /// Who it is, or the problem to answer.
    pub(crate) fn claims(&self) -> Result<&Claims, ApiError> {
        match self {
            Self::Staff(claims) => Ok(claims),
            Self::Anonymous => Err(ApiError::Unauthenticated(
                "Send an access token or an API key as Authorization: Bearer.".to_owned(),
            )),
            Self::Refused(TokenError::Expired) => Err(ApiError::TokenExpired),
            Self::Refused(TokenError::SessionEnded) => {
                Err(ApiError::Unauthenticated("The session has ended; sign in again.".to_owned()))
            }
            Self::Refused(TokenError::Invalid) => {
                Err(ApiError::Unauthenticated("The access token is not valid.".to_owned()))
            }
            Self::Refused(TokenError::KeyUnknown) => {
                Err(ApiError::Unauthenticated("There is no such API key.".to_owned()))
            }
            Self::Refused(TokenError::KeyRevoked) => {
                Err(ApiError::Unauthenticated("This API key was revoked; ask an administrator for another.".to_owned()))
            }
            Self::Refused(TokenError::KeyExpired) => {
                Err(ApiError::Unauthenticated("This API key has expired; ask an administrator for another.".to_owned()))
            }
            Self::Refused(TokenError::UserDisabled) => {
                Err(ApiError::Unauthenticated("The user this API key acts for may not sign in any more.".to_owned()))
            }
            Self::Refused(error @ TokenError::Unchecked) => Err(ApiError::Unavailable(Box::new(*error))),
        }
    }
}

/// Works out who a request is from and keeps it in its extensions.
pub(crate) async fn identify(request: &HttpRequest, state: &State) -> Identity {
    let identity = match bearer(request) {
        None => Identity::Anonymous,
        Some(token) => match state.auth.verify(&token).await {
            Ok(claims) => Identity::Staff(claims),
            Err(error) => Identity::Refused(error),
        },
    };
    request.extensions_mut().insert(identity.clone());
    identity
}

/// The access token a request carries.
pub(crate) fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?;
    let text = value.to_str().unwrap_or("");
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    // Another scheme is refused like a bad token: the caller did try to say who they are.
    Some(if scheme.eq_ignore_ascii_case("bearer") { token.trim().to_owned() } else { String::new() })
}
