use subtle::ConstantTimeEq as _;

use super::{
    Auth,
    token::{Claims, Credential, KeyClaims, TokenError},
};
use crate::{Result, api_keys};

impl Auth {
    /// Who a key acts for, as they are now: another role, a disabled account and a revoked key count at once, everywhere.
    pub(super) async fn verify_key(&self, text: &str) -> std::result::Result<Claims, TokenError> {
        let prefix = api_keys::prefix_of(text).ok_or(TokenError::KeyUnknown)?;
        match self.check_key(text, prefix).await {
            Ok(outcome) => outcome,
            Err(error) => {
                tracing::warn!(error = %error, "an API key could not be checked");
                Err(TokenError::Unchecked)
            }
        }
    }

    async fn check_key(&self, text: &str, prefix: &str) -> Result<std::result::Result<Claims, TokenError>> {
        let now = self.context.now();
        let mut connection = self.context.pool.acquire().await?;
        let Some(key) = store::api_keys::find_by_prefix(&mut connection, prefix).await? else {
            return Ok(Err(TokenError::KeyUnknown));
        };
        if !bool::from(api_keys::hash(text).ct_eq(&key.secret_hash)) {
            return Ok(Err(TokenError::KeyUnknown));
        }
        if key.revoked_at.is_some() {
            return Ok(Err(TokenError::KeyRevoked));
        }
        if key.expires_at.is_some_and(|end| end <= now) {
            return Ok(Err(TokenError::KeyExpired));
        }
        if !key.is_active || (key.is_demo && self.is_production) {
            return Ok(Err(TokenError::UserDisabled));
        }
        if key.is_use_to_note(now) {
            store::api_keys::note_use(&mut connection, key.id, now).await?;
        }
        Ok(Ok(Claims {
            staff_id: key.staff_id,
            email: key.email,
            role: key.role,
            credential: Credential::Key(KeyClaims { id: key.id, name: key.name, scopes: key.scopes }),
        }))
    }
}
