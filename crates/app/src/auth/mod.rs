//! Sign-in: passwords, access tokens, refresh tokens, sessions and the keys behind them.

mod accounts;
mod api_keys;
mod keys;
mod login;
mod password;
mod refresh;
mod revocations;
mod seal;
mod sessions;
#[cfg(test)]
mod tests;
mod token;
mod users;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::SessionId;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use store::staff::StaffRow;

use crate::{Context, Result};

pub use accounts::{NewAccount, add_staff, disable_staff, reset_password};
pub use keys::rotate as rotate_keys;
pub use login::{Credentials, Device};
pub use password::{generate_password, hash_password};
pub use revocations::Revocations;
pub use seal::SecretKey;
pub use token::{Claims, Credential, KeyClaims, TokenError};
pub use users::{NewUser, UserChanges};

use keys::KeyRing;
use password::Passwords;

/// How long an access token holds.
pub const ACCESS_TOKEN_SECONDS: i64 = 900;
/// A session nobody uses ends after this.
const IDLE: Duration = Duration::days(7);
/// Every session ends after this.
const LONGEST_SESSION: Duration = Duration::days(30);

/// Sign-in. One per process.
#[derive(Debug)]
pub struct Auth {
    context: Context,
    is_production: bool,
    keys: KeyRing,
    passwords: Passwords,
    revocations: Arc<Revocations>,
}

/// Someone who just signed in or refreshed.
#[derive(Clone)]
pub struct SignedIn {
    /// Who.
    pub staff: StaffRow,
    /// The session.
    pub session_id: SessionId,
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// For the cookie.
    pub refresh_token: String,
    /// When the refresh token ends.
    pub expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").field("session_id", &self.session_id).finish_non_exhaustive()
    }
}

impl Auth {
    /// Reads the signing keys, making the first one, and the sessions that ended early.
    pub async fn start(context: Context, secret_key: SecretKey, is_production: bool) -> Result<Self> {
        let keys = KeyRing::load(&context, secret_key).await?;
        let passwords = Passwords::new(&context.ids)?;
        let revocations = Arc::new(Revocations::default());
        revocations.read(&context).await?;
        Ok(Self { context, is_production, keys, passwords, revocations })
    }

    /// The sessions that ended early; `server` keeps them up to date.
    pub fn revocations(&self) -> &Arc<Revocations> {
        &self.revocations
    }

    /// Who an access token or an API key speaks for.
    pub async fn verify(&self, token: &str) -> std::result::Result<Claims, TokenError> {
        if crate::api_keys::is_key(token) {
            return self.verify_key(token).await;
        }
        let claims = self.keys.verify(&self.context, token).await?;
        let has_ended = claims.session_id().is_some_and(|session| self.revocations.contains(session));
        if has_ended { Err(TokenError::SessionEnded) } else { Ok(claims) }
    }

    fn new_refresh_token(&self) -> String {
        use base64::Engine as _;
        base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(self.context.ids.bytes::<32>())
    }

    /// When a session that is used now ends by itself.
    fn session_end(now: DateTime<Utc>, started: DateTime<Utc>) -> DateTime<Utc> {
        (now + IDLE).min(started + LONGEST_SESSION)
    }

    /// Whether this person may sign in at all, whatever their password.
    fn may_sign_in(&self, staff: &StaffRow) -> bool {
        staff.is_active && !(staff.is_demo && self.is_production)
    }

    async fn sign(&self, staff: StaffRow, session_id: SessionId, refresh: (String, DateTime<Utc>)) -> Result<SignedIn> {
        let access_token = self.keys.sign(&self.context, &staff, session_id).await?;
        let (refresh_token, expires_at) = refresh;
        Ok(SignedIn { staff, session_id, access_token, refresh_token, expires_at })
    }
}

/// What is stored of a refresh token. It has 256 random bits, so a plain hash cannot be searched.
fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A password on its way through.
pub type Password = SecretString;
