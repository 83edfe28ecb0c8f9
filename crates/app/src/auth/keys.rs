use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Duration, Utc};
use domain::SessionId;
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey as _};
use jsonwebtoken::{DecodingKey, EncodingKey};
use moka::future::Cache;
use sha2::{Digest as _, Sha256};
use store::{signing_keys::SigningKeyRow, staff::StaffRow};

use super::{
    ACCESS_TOKEN_SECONDS, SecretKey,
    token::{self, Claims, Signed, TokenError},
};
use crate::{Actor, Context, Error, Result, audit};

const LABEL: &str = "signing key";
/// Another replica may have made a new key; a flood of tokens with made-up key ids must not become a flood of queries.
const READ_AGAIN_AFTER: Duration = Duration::seconds(2);
/// Tokens of a retired key hold this long; signing stops within `REFRESH_AFTER` on every replica.
const VERIFY_AFTER_RETIREMENT: Duration = Duration::seconds(ACCESS_TOKEN_SECONDS + 120);
/// So often a replica looks whether its signing key was replaced.
const REFRESH_AFTER: Duration = Duration::seconds(60);

/// The keys in use: one signs, all verify.
pub(super) struct KeyRing {
    secret_key: SecretKey,
    keys: RwLock<Arc<Keys>>,
}

/// Tokens whose signature need not be checked again; about half a kilobyte each.
const REMEMBERED_TOKENS: u64 = 10_000;

struct Keys {
    active: (String, EncodingKey),
    by_id: HashMap<String, DecodingKey>,
    /// By the hash of the whole token. It goes with the keys it was checked with.
    checked: Cache<[u8; 32], Signed>,
    read_at: DateTime<Utc>,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyRing").finish_non_exhaustive()
    }
}

impl KeyRing {
    /// Reads the keys, making the first one.
    pub(super) async fn load(context: &Context, secret_key: SecretKey) -> Result<Self> {
        let keys = Keys::read(context, &secret_key).await?;
        Ok(Self { secret_key, keys: RwLock::new(Arc::new(keys)) })
    }

    pub(super) async fn sign(&self, context: &Context, staff: &StaffRow, session: SessionId) -> Result<String> {
        if context.now() - self.keys().read_at > REFRESH_AFTER {
            self.read_again(context).await?;
        }
        let keys = self.keys();
        token::sign(&keys.active.0, &keys.active.1, staff, session, context.now())
    }

    pub(super) async fn verify(&self, context: &Context, text: &str) -> std::result::Result<Claims, TokenError> {
        let now = context.now();
        let mut keys = self.keys();
        let hash = <[u8; 32]>::from(Sha256::digest(text.as_bytes()));
        if let Some(signed) = keys.checked.get(&hash).await {
            return signed.at(now);
        }
        let kid = token::key_id(text).ok_or(TokenError::Invalid)?;
        if !keys.by_id.contains_key(&kid) && now - keys.read_at > READ_AGAIN_AFTER {
            if let Err(error) = self.read_again(context).await {
                tracing::warn!(error = %error, "the signing keys could not be read");
            }
            keys = self.keys();
        }
        let key = keys.by_id.get(&kid).ok_or(TokenError::Invalid)?;
        let signed = token::verify(text, key)?;
        keys.checked.insert(hash, signed.clone()).await;
        signed.at(now)
    }

    fn keys(&self) -> Arc<Keys> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn read_again(&self, context: &Context) -> Result<()> {
        let keys = Arc::new(Keys::read(context, &self.secret_key).await?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }
}

impl Keys {
    async fn read(context: &Context, secret_key: &SecretKey) -> Result<Self> {
        let now = context.now();
        let mut rows = {
            let mut connection = context.pool.acquire().await?;
            store::signing_keys::usable(&mut connection, now - VERIFY_AFTER_RETIREMENT).await?
        };
        if !rows.iter().any(|row| row.retired_at.is_none()) {
            rows.push(make_first(context, secret_key).await?);
        }
        let active = rows
            .iter()
            .find(|row| row.retired_at.is_none())
            .ok_or_else(|| Error::Internal("there is no active signing key".to_owned()))?;
        let private = secret_key.open(LABEL, &active.private_key_encrypted)?;
        Ok(Self {
            active: (active.kid.clone(), EncodingKey::from_ed_der(&private)),
            by_id: rows.iter().map(|row| (row.kid.clone(), DecodingKey::from_ed_der(&row.public_key))).collect(),
            checked: Cache::new(REMEMBERED_TOKENS),
            read_at: now,
        })
    }
}

/// Makes the first key, unless another replica just did.
async fn make_first(context: &Context, secret_key: &SecretKey) -> Result<SigningKeyRow> {
    let now = context.now();
    let mut transaction = context.pool.begin().await?;
    store::signing_keys::lock(&mut transaction).await?;
    let present = store::signing_keys::usable(&mut transaction, now).await?;
    if let Some(row) = present.into_iter().find(|row| row.retired_at.is_none()) {
        return Ok(row);
    }
    let row = new_key(context, secret_key)?;
    store::signing_keys::insert(&mut transaction, &row).await?;
    transaction.commit().await?;
    Ok(row)
}

/// Replaces the signing key. Tokens of the one before hold until their time is over. Returns the new key's id.
pub async fn rotate(context: &Context, secret_key: &SecretKey, actor: &Actor) -> Result<String> {
    let row = new_key(context, secret_key)?;
    let mut transaction = context.pool.begin().await?;
    store::signing_keys::lock(&mut transaction).await?;
    store::signing_keys::retire_active(&mut transaction, context.now()).await?;
    store::signing_keys::insert(&mut transaction, &row).await?;
    let entry = audit::AuditEntry {
        action: audit::Action::Create,
        operation: "rotate_keys".to_owned(),
        entity: "signing_key",
        ids: Vec::new(),
        changes: Some(serde_json::json!({ "kid": row.kid })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(row.kid)
}

fn new_key(context: &Context, secret_key: &SecretKey) -> Result<SigningKeyRow> {
    let now = context.now();
    let key = SigningKey::from_bytes(&context.ids.bytes::<32>());
    let private = key.to_pkcs8_der().map_err(|error| Error::Internal(format!("the new key has no form: {error}")))?;
    Ok(SigningKeyRow {
        kid: context.ids.at(now).to_string(),
        public_key: key.verifying_key().to_bytes().to_vec(),
        private_key_encrypted: secret_key.seal(LABEL, private.as_bytes(), &context.ids)?,
        created_at: now,
        retired_at: None,
    })
}
