use chrono::{DateTime, Duration, Utc};
use domain::{SessionId, StaffId, staff::Role};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey as _};
use jsonwebtoken::{DecodingKey, EncodingKey};
use store::staff::StaffRow;

use super::*;
use crate::Ids;

fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn staff(ids: &Ids) -> StaffRow {
    StaffRow {
        id: StaffId(ids.at(now())),
        email: "ada@example.com".to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Byron".to_owned(),
        role: Role::Csm,
        password_hash: None,
        is_active: true,
        is_demo: false,
        time_zone: "UTC".to_owned(),
        created_at: now(),
    }
}

fn key_pair(ids: &Ids) -> (EncodingKey, DecodingKey) {
    let key = SigningKey::from_bytes(&ids.bytes::<32>());
    let private = EncodingKey::from_ed_der(key.to_pkcs8_der().unwrap().as_bytes());
    (private, DecodingKey::from_ed_der(&key.verifying_key().to_bytes()))
}

#[test]
fn a_token_holds_for_fifteen_minutes_and_only_with_its_key() {
    let ids = Ids::seeded(1);
    let (private, public) = key_pair(&ids);
    let (staff, session) = (staff(&ids), SessionId(ids.at(now())));
    let text = token::sign("k1", &private, &staff, session, now()).unwrap();
    assert_eq!(token::key_id(&text).as_deref(), Some("k1"));
    let claims = verified(&text, &public, now() + Duration::seconds(899)).unwrap();
    assert_eq!((claims.staff_id, claims.session_id(), claims.role), (staff.id, Some(session), Role::Csm));
    assert_eq!(verified(&text, &public, now() + Duration::seconds(900)), Err(TokenError::Expired));
    let (_, other) = key_pair(&ids);
    assert_eq!(verified(&text, &other, now()), Err(TokenError::Invalid));
}

#[test]
fn a_token_without_signature_or_for_others_is_refused() {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    let ids = Ids::seeded(2);
    let (private, public) = key_pair(&ids);
    let none = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":"k1"}"#);
    assert_eq!(token::key_id(&format!("{none}.e30.")), None);
    let header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA);
    let claims = |issuer: &str, audience: &str| {
        serde_json::json!({
            "iss": issuer, "aud": audience, "sub": ids.at(now()), "sid": ids.at(now()), "role": "ADMIN",
            "email": "eve@example.com", "iat": 0, "exp": now().timestamp() + 900
        })
    };
    for (issuer, audience) in [("steward", "another-api"), ("another", "steward-api")] {
        let text = jsonwebtoken::encode(&header, &claims(issuer, audience), &private).unwrap();
        assert_eq!(verified(&text, &public, now()), Err(TokenError::Invalid));
    }
    let text = jsonwebtoken::encode(&header, &claims("steward", "steward-api"), &private).unwrap();
    assert!(verified(&text, &public, now()).is_ok());
}

#[test]
fn what_is_sealed_opens_with_the_same_key_and_label_only() {
    let ids = Ids::seeded(3);
    let key = SecretKey::from_text(&"0123456789abcdef0123456789abcdef".into()).unwrap();
    let other = SecretKey::from_text(&"another-secret-of-at-least-32-characters".into()).unwrap();
    let sealed = key.seal("signing key", b"private", &ids).unwrap();
    assert_eq!(key.open("signing key", &sealed).unwrap(), b"private");
    assert!(key.open("api key", &sealed).is_err());
    assert!(other.open("signing key", &sealed).is_err());
    assert!(key.open("signing key", &sealed[..10]).is_err());
    assert!(SecretKey::from_text(&"short".into()).is_err());
}

#[tokio::test]
async fn a_password_matches_its_hash_and_nothing_matches_nobody() {
    let ids = Ids::seeded(4);
    let passwords = password::Passwords::new(&ids).unwrap();
    let password = generate_password(&ids);
    let hash = hash_password(&password, &ids).unwrap();
    assert!(hash.starts_with("$argon2id$"));
    assert!(passwords.verify(&password, Some(&hash)).await.unwrap());
    assert!(!passwords.verify("wrong", Some(&hash)).await.unwrap());
    assert!(!passwords.verify(&password, None).await.unwrap());
    assert!(!passwords.verify(&password, Some("not a hash")).await.unwrap());
}

fn verified(text: &str, key: &DecodingKey, at: DateTime<Utc>) -> std::result::Result<Claims, TokenError> {
    token::verify(text, key)?.at(at)
}
