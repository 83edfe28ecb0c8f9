use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, PasswordHasher as _, Version};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use crate::{Error, Ids, Result};

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

/// Checks passwords, one at a time: argon2 needs 19 MiB, which a flood of sign-ins must not multiply, and which are
/// kept from one check to the next.
#[derive(Debug)]
pub(super) struct Passwords {
    /// The hash of a password nobody has: checking against it takes as long as checking a real one.
    nobody: String,
    turn: Semaphore,
    memory: Arc<Mutex<Vec<Block>>>,
}

impl Passwords {
    pub(super) fn new(ids: &Ids) -> Result<Self> {
        let nobody = hash_password(&generate_password(ids), ids)?;
        Ok(Self { nobody, turn: Semaphore::new(1), memory: Arc::default() })
    }

    /// Whether the password belongs to the hash; without a hash it takes as long and says no.
    pub(super) async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let _turn = self.turn.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let memory = self.memory.clone();
        let matches = tokio::task::spawn_blocking(move || {
            let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
            matches(&password, &hash, &mut memory).unwrap_or(false)
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(known && matches)
    }
}

/// None when the hash is not one of argon2.
fn matches(password: &str, hash: &str, memory: &mut Vec<Block>) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
    let version = hash.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let params = Params::try_from(&hash).ok()?;
    let (salt, expected) = (hash.salt?, hash.hash?);
    memory.resize(params.block_count().max(memory.len()), Block::new());
    let mut actual = vec![0; expected.len()];
    let blocks = memory.get_mut(..params.block_count())?;
    Argon2::new(algorithm, version, params)
        .hash_password_into_with_memory(password.as_bytes(), salt.as_ref(), &mut actual, blocks)
        .ok()?;
    Some(bool::from(actual.ct_eq(expected.as_bytes())))
}
