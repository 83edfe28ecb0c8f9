use chrono::Duration;
use domain::{Scope, SessionId};
use secrecy::ExposeSecret as _;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::{
    sessions::NewSession,
    staff::StaffRow,
    throttle::{self, BackOff},
};

use super::{Auth, Password, SignedIn, token_hash};
use crate::{
    Actor, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Tries on one account.
const ACCOUNT: BackOff = BackOff {
    free_failures: 5,
    first_wait: Duration::seconds(2),
    longest_wait: Duration::minutes(15),
    forget_after: Duration::minutes(30),
};
/// Tries from one address, where a whole office may sit.
const ADDRESS: BackOff = BackOff { free_failures: 20, ..ACCOUNT };

/// Nobody has a longer address, and hashing a longer password is work for nothing.
const LONGEST_EMAIL: usize = 254;
const LONGEST_PASSWORD: usize = 1024;
/// The same words whatever is wrong, so that nobody learns which addresses exist.
pub(super) const WRONG: &str = "The address or the password is wrong.";

/// What one signs in with.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Address, in upper or lower case.
    pub email: String,
    /// Password.
    pub password: Password,
}

/// Where a sign-in comes from.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// Its address.
    pub ip_address: Option<String>,
    /// The request, to find it in the log.
    pub request_id: Option<String>,
}

impl Device {
    /// The one who acts from here, by account.
    pub(super) fn actor(&self, staff: Option<&StaffRow>) -> Actor {
        Actor {
            staff_id: staff.map(|staff| staff.id),
            role: staff.map(|staff| staff.role),
            // What was typed is not kept: people type passwords into the wrong field.
            name: staff.map_or_else(|| "unknown account".to_owned(), |staff| staff.email.clone()),
            scope: staff.map_or(Scope::All, |staff| Scope::of(staff.role, staff.id)),
            key: None,
            request_id: self.request_id.clone(),
            ip_address: self.ip_address.clone(),
        }
    }
}

impl Auth {
    /// Signs someone in.
    pub async fn login(&self, credentials: Credentials, device: Device) -> Result<SignedIn> {
        let email = credentials.email.trim().to_lowercase();
        let password = credentials.password.expose_secret();
        let is_possible = email.len() <= LONGEST_EMAIL && password.len() <= LONGEST_PASSWORD && !email.contains('\0');
        let keys = ThrottleKeys::new(&email, device.ip_address.as_deref());
        self.count_try(&keys).await?;
        let staff = if is_possible {
            let mut connection = self.context.pool.acquire().await?;
            store::staff::find_by_email(&mut connection, &email).await?
        } else {
            None
        };
        let hash = staff.as_ref().and_then(|staff| staff.password_hash.as_deref());
        let matches = self.passwords.verify(if is_possible { password } else { "" }, hash).await?;
        match staff {
            Some(staff) if matches && self.may_sign_in(&staff) => self.begin_session(staff, &keys, device).await,
            staff => {
                self.refuse(staff.as_ref(), matches, &device).await?;
                Err(Error::Unauthenticated(WRONG))
            }
        }
    }

    async fn count_try(&self, keys: &ThrottleKeys) -> Result<()> {
        let now = self.context.now();
        let mut transaction = self.context.pool.begin().await?;
        let mut blocked = throttle::count_try(&mut transaction, &keys.account, &ACCOUNT, now).await?;
        if blocked.is_none()
            && let Some(address) = &keys.address
        {
            blocked = throttle::count_try(&mut transaction, address, &ADDRESS, now).await?;
        }
        if let Some(until) = blocked {
            // The try did not happen, so it does not count against the other key either.
            transaction.rollback().await?;
            let wait = (until - now).num_milliseconds().max(1);
            return Err(Error::Throttled { retry_after_seconds: (wait + 999) / 1000 });
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn begin_session(&self, staff: StaffRow, keys: &ThrottleKeys, device: Device) -> Result<SignedIn> {
        let now = self.context.now();
        let session_id = SessionId(self.context.ids.at(now));
        let refresh_token = self.new_refresh_token();
        let expires_at = Self::session_end(now, now);
        let mut transaction = self.context.pool.begin().await?;
        throttle::forgive(&mut transaction, &keys.account).await?;
        if let Some(address) = &keys.address {
            throttle::take_back(&mut transaction, address).await?;
        }
        let session = NewSession {
            id: session_id,
            staff_id: staff.id,
            user_agent: device.user_agent.as_deref(),
            ip_address: device.ip_address.as_deref(),
            created_at: now,
            expires_at,
        };
        store::sessions::insert(&mut transaction, &session).await?;
        store::staff::note_sign_in(&mut transaction, staff.id, now).await?;
        store::sessions::insert_token(&mut transaction, &token_hash(&refresh_token), session_id, now, expires_at)
            .await?;
        let entry = AuditEntry {
            action: Action::Login,
            operation: "log_in".to_owned(),
            entity: "staff_session",
            ids: vec![session_id.0],
            changes: None,
        };
        audit::record(&mut transaction, &self.context, &device.actor(Some(&staff)), entry).await?;
        transaction.commit().await?;
        self.sign(staff, session_id, (refresh_token, expires_at)).await
    }

    /// Leaves the row of a failed sign-in; the reason is for the log, not for who tried.
    async fn refuse(&self, staff: Option<&StaffRow>, password_matches: bool, device: &Device) -> Result<()> {
        let reason = match staff {
            None => "UNKNOWN_ACCOUNT",
            Some(_) if !password_matches => "WRONG_PASSWORD",
            Some(staff) if !staff.is_active => "DISABLED",
            Some(_) => "DEMO_IN_PRODUCTION",
        };
        let mut transaction = self.context.pool.begin().await?;
        let entry = AuditEntry {
            action: Action::LoginFailed,
            operation: "log_in".to_owned(),
            entity: "staff",
            ids: staff.map(|staff| staff.id.0).into_iter().collect(),
            changes: Some(json!({ "reason": reason })),
        };
        audit::record(&mut transaction, &self.context, &device.actor(staff), entry).await?;
        transaction.commit().await?;
        Ok(())
    }
}

struct ThrottleKeys {
    account: String,
    address: Option<String>,
}

impl ThrottleKeys {
    /// Addresses are hashed: what was typed may be anything, a password included.
    fn new(email: &str, ip_address: Option<&str>) -> Self {
        let hex: String = Sha256::digest(email).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { account: format!("account:{hex}"), address: ip_address.map(|address| format!("address:{address}")) }
    }
}
