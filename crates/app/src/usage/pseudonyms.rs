use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::auth::SecretKey;

/// Bytes of an id: enough that two users of one client do not share one.
const ID_BYTES: usize = 8;
/// Digits of the id that a name shows.
const NAMED_DIGITS: usize = 6;
/// What SHA-256 takes at once.
const BLOCK_BYTES: usize = 64;

/// Names those users of a client whom nobody here knows by name. The same user has the same pseudonym for as long as the
/// secret key stays; without that key nobody can try who it might be.
#[derive(Clone)]
pub struct Pseudonyms(Hmac<Sha256>);

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms")
    }
}

impl Pseudonyms {
    /// With a key of their own.
    pub fn new(secret_key: &SecretKey) -> Self {
        // A key shorter than a block is one with zeros behind it.
        let mut block = [0; BLOCK_BYTES];
        block[..32].copy_from_slice(&secret_key.derive("usage pseudonyms v1"));
        Self(Hmac::new(&block.into()))
    }

    /// The id under which a user of a client is shown, and the name of one who is nobody we know.
    pub fn of(&self, client: Uuid, user_id: &str) -> (String, String) {
        let digest = self.0.clone().chain_update(client.as_bytes()).chain_update(user_id).finalize().into_bytes();
        let id: String = digest.iter().take(ID_BYTES).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("User {}", id[..NAMED_DIGITS].to_uppercase());
        (id, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> SecretKey {
        SecretKey::from_text(&text.to_owned().into()).expect("long enough")
    }

    #[test]
    fn a_pseudonym_depends_on_the_key_the_client_and_the_user() {
        let secret = "0123456789abcdef0123456789abcdef";
        let (ours, again) = (Pseudonyms::new(&key(secret)), Pseudonyms::new(&key(secret)));
        let other = Pseudonyms::new(&key("another-secret-of-at-least-32-characters"));
        let (acme, globex) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (id, name) = ours.of(acme, "lisa");
        assert_eq!((id.len(), &name), (16, &format!("User {}", id[..6].to_uppercase())));
        assert_eq!(again.of(acme, "lisa"), (id.clone(), name), "after a restart as well");
        for unlike in [other.of(acme, "lisa"), ours.of(globex, "lisa"), ours.of(acme, "tom")] {
            assert_ne!(unlike.0, id);
        }
        assert_ne!(key(secret).derive("usage pseudonyms v1"), key(secret).derive("something else"));
    }
}
