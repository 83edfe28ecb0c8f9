use domain::{StaffId, staff::Role};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use store::{
    PgConnection,
    sessions::RevokedReason,
    staff::{NewStaff, StaffRow},
};

use super::{Password, hash_password};
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

const SHORTEST_PASSWORD: usize = 12;
const LONGEST_PASSWORD: usize = 1024;

/// An account to be.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// Password.
    pub password: Password,
    /// IANA time zone.
    pub time_zone: String,
}

/// Adds an account.
pub async fn add_staff(context: &Context, actor: &Actor, account: NewAccount) -> Result<StaffId> {
    let email = account.email.trim().to_lowercase();
    if !looks_like_an_address(&email) {
        return Err(Error::invalid("/email", "bad-email", "the address must look like name@example.com"));
    }
    if account.first_name.trim().is_empty() || account.last_name.trim().is_empty() {
        return Err(Error::invalid("/first_name", "required", "first and last name are needed"));
    }
    if account.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::invalid("/time_zone", "unknown-value", "the time zone must be an IANA name"));
    }
    let hash = checked_hash(context, &account.password)?;
    let id = StaffId(context.ids.at(context.now()));
    let mut transaction = context.pool.begin().await?;
    let staff = NewStaff {
        id,
        email: &email,
        first_name: account.first_name.trim(),
        last_name: account.last_name.trim(),
        role: account.role,
        password_hash: Some(&hash),
        is_demo: false,
        time_zone: &account.time_zone,
    };
    match store::staff::insert(&mut transaction, &staff).await {
        Err(error) if error.constraint() == Some("staff_email_key") => {
            return Err(Error::Conflict(format!("{email} has an account already")));
        }
        other => other?,
    }
    let changes = json!({ "email": email, "role": account.role });
    note(&mut transaction, context, actor, (Action::Create, "user add"), id, changes).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Keeps someone from signing in and ends their sessions.
pub async fn disable_staff(context: &Context, actor: &Actor, email: &str) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let staff = by_email(&mut transaction, email).await?;
    store::staff::set_active(&mut transaction, staff.id, false).await?;
    store::sessions::revoke_all_of_staff(&mut transaction, staff.id, RevokedReason::Disabled, context.now()).await?;
    let changes = json!({ "is_active": false });
    note(&mut transaction, context, actor, (Action::Update, "user disable"), staff.id, changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives someone another password, ends their sessions, and lets a disabled account in again.
pub async fn reset_password(context: &Context, actor: &Actor, email: &str, password: &Password) -> Result<()> {
    let hash = checked_hash(context, password)?;
    let mut transaction = context.pool.begin().await?;
    let staff = by_email(&mut transaction, email).await?;
    store::staff::set_password(&mut transaction, staff.id, &hash).await?;
    store::staff::set_active(&mut transaction, staff.id, true).await?;
    store::sessions::revoke_all_of_staff(&mut transaction, staff.id, RevokedReason::PasswordReset, context.now())
        .await?;
    let changes = json!({ "password": "reset", "is_active": true });
    note(&mut transaction, context, actor, (Action::Update, "user reset-password"), staff.id, changes).await?;
    transaction.commit().await?;
    Ok(())
}

pub(super) fn looks_like_an_address(email: &str) -> bool {
    email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn checked_hash(context: &Context, password: &Password) -> Result<String> {
    let text = password.expose_secret();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&text.len()) {
        let message = format!("a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters");
        return Err(Error::invalid("/password", "bad-length", message));
    }
    hash_password(text, &context.ids)
}

async fn by_email(connection: &mut PgConnection, email: &str) -> Result<StaffRow> {
    let email = email.trim().to_lowercase();
    store::staff::find_by_email(connection, &email).await?.ok_or(Error::NotFound("account"))
}

async fn note(
    connection: &mut PgConnection,
    context: &Context,
    actor: &Actor,
    (action, operation): (Action, &str),
    id: StaffId,
    changes: Value,
) -> Result<()> {
    let entry = AuditEntry {
        action,
        operation: operation.to_owned(),
        entity: "staff",
        ids: vec![id.0],
        changes: Some(changes),
    };
    audit::record(connection, context, actor, entry).await
}
