use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::{Error, Ids, Result};

const NONCE_BYTES: usize = 24;
/// Shorter secrets could be guessed from a stolen database.
const SHORTEST_SECRET: usize = 32;

/// Encrypts what the database keeps secret, e.g. signing keys. Made from `STEWARD_SECRET_KEY`.
#[derive(Clone)]
pub struct SecretKey {
    cipher: XChaCha20Poly1305,
    /// Keys for other purposes are made from it; it encrypts nothing itself.
    root: Hmac<Sha256>,
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey")
    }
}

impl SecretKey {
    /// From any text of 32 characters or more, e.g. of `openssl rand -base64 32`.
    pub fn from_text(text: &SecretString) -> std::result::Result<Self, String> {
        let text = text.expose_secret().trim();
        if text.len() < SHORTEST_SECRET {
            return Err(format!(
                "must have at least {SHORTEST_SECRET} characters, e.g. from `openssl rand -base64 32`"
            ));
        }
        let key = Sha256::new().chain_update(b"steward secret key v1\0").chain_update(text).finalize();
        let root = Sha256::new().chain_update(b"steward derived keys v1\0").chain_update(text).finalize();
        Ok(Self {
            cipher: XChaCha20Poly1305::new_from_slice(&key).map_err(|error| error.to_string())?,
            root: Hmac::new_from_slice(&root).map_err(|error| error.to_string())?,
        })
    }

    /// A key for one purpose, which tells nothing of the secret nor of the keys for others. The same in every process and
    /// after every start.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.root.clone().chain_update(purpose).finalize().into_bytes().into()
    }

    /// Encrypts; `label` says what it is for, and must be the same to decrypt.
    pub fn seal(&self, label: &str, plain: &[u8], ids: &Ids) -> Result<Vec<u8>> {
        let nonce = ids.bytes::<NONCE_BYTES>();
        let payload = Payload { msg: plain, aad: label.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(&nonce.into(), payload)
            .map_err(|_| Error::Internal(format!("{label} could not be encrypted")))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts.
    pub fn open(&self, label: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let wrong = || {
            Error::Internal(format!(
                "{label} cannot be decrypted: STEWARD_SECRET_KEY is not the one this database was used with"
            ))
        };
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(wrong)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| wrong())?;
        self.cipher.decrypt(&nonce.into(), Payload { msg: sealed, aad: label.as_bytes() }).map_err(|_| wrong())
    }
}
