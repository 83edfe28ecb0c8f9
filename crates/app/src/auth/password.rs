use argon2::{Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::{Error, Ids, Result};

/// Argon2 takes 19 MiB each time; more at once would let a flood of sign-ins take all memory.
const HASHES_AT_ONCE: usize = 2;
/// Letters and digits without those that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Hashes a password with argon2id. Takes tens of milliseconds of CPU: not on a thread that serves requests.
pub fn hash_password(password: &str, ids: &Ids) -> Result<String> {
    let salt = ids.bytes::<16>();
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Error::Internal(format!("the password could not be hashed: {error}")))?;
    Ok(hash.to_string())
}

/// A password of 20 letters and digits: 100 random bits.
pub fn generate_password(ids: &Ids) -> String {
    ids.bytes::<20>().iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Checks passwords, a few at a time.
#[derive(Debug)]
pub(super) struct Passwords {
    /// The hash of a password nobody has: checking against it takes as long as checking a real one.
    nobody: String,
    turn: Semaphore,
}

impl Passwords {
    pub(super) fn new(ids: &Ids) -> Result<Self> {
        let nobody = hash_password(&generate_password(ids), ids)?;
        Ok(Self { nobody, turn: Semaphore::new(HASHES_AT_ONCE) })
    }

    /// Whether the password belongs to the hash; without a hash it takes as long and says no.
    pub(super) async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let _turn = self.turn.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let matches = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(known && matches)
    }
}
