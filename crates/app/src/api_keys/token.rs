//! What a key looks like: `sk_`, ten letters that find it, and fifty-two that prove it.

use sha2::{Digest as _, Sha256};

use crate::Ids;

/// What every key begins with, so that people and scanners of secrets recognise one.
const MARK: &str = "sk_";
/// Letters and digits without those that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters that find the key; they are shown in lists.
const FINDING: usize = 10;
/// Letters that prove it: 260 random bits.
const PROVING: usize = 52;

/// A new key.
pub(super) fn new(ids: &Ids) -> String {
    let letters = ids.bytes::<{ FINDING + PROVING }>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    MARK.chars().chain(letters).collect()
}

/// Whether this says that it is a key, and no access token.
pub(crate) fn is_key(text: &str) -> bool {
    text.starts_with(MARK)
}

/// What finds the key; none when this cannot be one. Nothing is asked of the database for what cannot be one.
pub(crate) fn prefix_of(text: &str) -> Option<&str> {
    let letters = text.strip_prefix(MARK)?;
    let is_whole = letters.len() == FINDING + PROVING && letters.bytes().all(|byte| ALPHABET.contains(&byte));
    if is_whole { text.get(..MARK.len() + FINDING) } else { None }
}

/// What is stored of a key. It has 260 random bits, so a plain hash cannot be searched.
pub(crate) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_beginning_and_nothing_else_is_one() {
        let ids = Ids::seeded(1);
        let (key, other) = (new(&ids), new(&ids));
        assert_ne!(key, other);
        assert_eq!((key.len(), prefix_of(&key)), (65, Some(&key[..13])));
        assert!(is_key(&key) && hash(&key) != hash(&other));
        let upper = key.to_uppercase();
        for text in ["", "sk_", "sk_short", &key[..64], &format!("{key}a"), &upper, &key.replace("sk_", "pk_"), "sk_é"]
        {
            assert_eq!(prefix_of(text), None, "{text}");
        }
    }
}
