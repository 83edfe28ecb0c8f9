use chrono::{DateTime, Utc};
use domain::{
    ApiKeyId, SessionId, StaffId,
    api_key::{self, ApiScope},
    staff::{Permission, Role},
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use store::staff::StaffRow;

use super::ACCESS_TOKEN_SECONDS;
use crate::{Error, Result};

const ISSUER: &str = "steward";
const AUDIENCE: &str = "steward-api";

/// Who an access token or an API key speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The member of staff.
    pub staff_id: StaffId,
    /// Their address, for the audit log.
    pub email: String,
    /// Their role: when they signed in, or with a key now.
    pub role: Role,
    /// What proves it.
    pub credential: Credential,
}

/// What a caller proved themselves with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The access token of a session.
    Session(SessionId),
    /// A key.
    Key(KeyClaims),
}

/// A key that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyClaims {
    /// Id.
    pub id: ApiKeyId,
    /// What it is called.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<ApiScope>,
}

impl Claims {
    /// The session, where it is one.
    pub fn session_id(&self) -> Option<SessionId> {
        match &self.credential {
            Credential::Session(id) => Some(*id),
            Credential::Key(_) => None,
        }
    }

    /// The key, where it is one.
    pub fn key(&self) -> Option<&KeyClaims> {
        match &self.credential {
            Credential::Session(_) => None,
            Credential::Key(key) => Some(key),
        }
    }

    /// Whether the role has a right, and the key, where it is one, lets it through.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.may(permission) && self.key().is_none_or(|key| api_key::allow(&key.scopes, permission))
    }
}

/// Why an access token does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Ours, but past its time.
    #[error("the access token is past its time")]
    Expired,
    /// Ours and in time, but its session has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// Not ours.
    #[error("the access token is not valid")]
    Invalid,
    /// No key of ours.
    #[error("the API key is not valid")]
    KeyUnknown,
    /// Somebody ended the key.
    #[error("the API key was revoked")]
    KeyRevoked,
    /// The key is past its time.
    #[error("the API key has expired")]
    KeyExpired,
    /// Whom the key acts for may not sign in.
    #[error("the user of the API key is disabled")]
    UserDisabled,
    /// The database does not answer.
    #[error("the API key could not be checked")]
    Unchecked,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    iss: String,
    aud: String,
    sub: StaffId,
    sid: SessionId,
    role: Role,
    email: String,
    iat: i64,
    exp: i64,
}

/// Makes an access token.
pub(super) fn sign(
    kid: &str,
    key: &EncodingKey,
    staff: &StaffRow,
    session_id: SessionId,
    now: DateTime<Utc>,
) -> Result<String> {
    let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let claims = Wire {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: staff.id,
        sid: session_id,
        role: staff.role,
        email: staff.email.clone(),
        iat: now.timestamp(),
        exp: now.timestamp() + ACCESS_TOKEN_SECONDS,
    };
    jsonwebtoken::encode(&header, &claims, key)
        .map_err(|error| Error::Internal(format!("the access token could not be signed: {error}")))
}

/// The key a token says it was signed with; none when it is not a token of ours at all.
pub(super) fn key_id(token: &str) -> Option<String> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    if header.alg == Algorithm::EdDSA { header.kid } else { None }
}

/// What a token says, once its signature is known to be ours.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    claims: Claims,
    expires_at: i64,
}

impl Signed {
    /// Who it speaks for, if it still does.
    pub(super) fn at(self, now: DateTime<Utc>) -> std::result::Result<Claims, TokenError> {
        if self.expires_at <= now.timestamp() { Err(TokenError::Expired) } else { Ok(self.claims) }
    }
}

/// Checks signature, issuer and audience; the time is for `Signed::at`.
pub(super) fn verify(token: &str, key: &DecodingKey) -> std::result::Result<Signed, TokenError> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    // The library reads the wall clock; ours is handed to `Signed::at`.
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Wire>(token, key, &validation).map_err(|_| TokenError::Invalid)?.claims;
    let expires_at = claims.exp;
    let credential = Credential::Session(claims.sid);
    let claims = Claims { staff_id: claims.sub, email: claims.email, role: claims.role, credential };
    Ok(Signed { claims, expires_at })
}
