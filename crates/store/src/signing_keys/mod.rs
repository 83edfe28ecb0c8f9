//! Signing_keys.
