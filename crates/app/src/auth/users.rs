use domain::{SessionId, StaffId, staff::Role};
use serde_json::{Map, Value, json};
use store::{
    sessions::RevokedReason,
    staff::{NewStaff, StaffEdit},
};

use super::{Auth, Password, accounts, generate_password, hash_password};
use crate::{
    Actor, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_NAME: usize = 100;
const LONGEST_EMAIL: usize = 254;

/// A user to be.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Address they will sign in with.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// IANA time zone.
    pub time_zone: String,
}

/// What of a user to change; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct UserChanges {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Role.
    pub role: Option<Role>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Whether they may sign in.
    pub is_active: Option<bool>,
}

impl Auth {
    /// Adds a user with a password that is made here and told once.
    pub async fn create_user(&self, actor: &Actor, new: NewUser) -> Result<(StaffId, Password)> {
        let mut wrong = vec![];
        let email = text::line(new.email.to_lowercase(), "/email", LONGEST_EMAIL, &mut wrong);
        if !wrong.iter().any(|field| field.pointer == "/email") && !accounts::looks_like_an_address(&email) {
            let message = "the address must look like name@example.com".to_owned();
            wrong.push(InvalidField { pointer: "/email".to_owned(), code: "bad-email", message });
        }
        let first_name = text::line(new.first_name, "/first_name", LONGEST_NAME, &mut wrong);
        let last_name = text::line(new.last_name, "/last_name", LONGEST_NAME, &mut wrong);
        check_zone(&new.time_zone, &mut wrong);
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let (password, hash) = self.new_password().await?;
        let id = StaffId(self.context.ids.at(self.context.now()));
        let row = NewStaff {
            id,
            email: &email,
            first_name: &first_name,
            last_name: &last_name,
            role: new.role,
            password_hash: Some(&hash),
            is_demo: false,
            time_zone: &new.time_zone,
        };
        let mut transaction = self.context.pool.begin().await?;
        match store::staff::insert(&mut transaction, &row).await {
            Err(error) if error.constraint() == Some("staff_email_key") => {
                return Err(Error::invalid("/email", "taken", "this address has an account already"));
            }
            other => other?,
        }
        let changes = json!({ "email": email, "role": new.role });
        let entry = entry(Action::Create, "create_user", id, changes);
        audit::record(&mut transaction, &self.context, actor, entry).await?;
        transaction.commit().await?;
        Ok((id, password))
    }

    /// Changes a user. Another role or a closed account ends their sessions, so that no old right is used on.
    pub async fn update_user(&self, actor: &Actor, id: StaffId, version: i32, changes: UserChanges) -> Result<()> {
        let now = self.context.now();
        let mut transaction = self.context.pool.begin().await?;
        // Administrators are locked before the one who is edited, or two such edits would wait for each other.
        let others = if changes.role.is_some() || changes.is_active.is_some() {
            store::staff::other_active_admins(&mut transaction, id, !self.is_production).await?
        } else {
            0
        };
        let before = store::staff::editable(&mut transaction, id).await?.ok_or(Error::NotFound("user"))?;
        if before.version != version {
            return Err(Error::Stale { current: before.version });
        }
        let after = validated(&before.fields, changes)?;
        if after == before.fields {
            return Ok(());
        }
        check_administrators(actor, id, &before.fields, &after, others)?;
        store::staff::apply_edit(&mut transaction, id, &after).await?;
        let reason = match (&before.fields, &after) {
            (was, is) if was.is_active && !is.is_active => Some(RevokedReason::Disabled),
            (was, is) if was.role != is.role => Some(RevokedReason::RoleChanged),
            _ => None,
        };
        let ended = match reason {
            Some(reason) => store::sessions::revoke_all_of_staff(&mut transaction, id, reason, now).await?,
            None => Vec::new(),
        };
        let mut changed = difference(&before.fields, &after);
        changed.insert("email".to_owned(), json!(before.email));
        let entry = entry(Action::Update, "update_user", id, Value::Object(changed));
        audit::record(&mut transaction, &self.context, actor, entry).await?;
        transaction.commit().await?;
        self.forget(ended);
        Ok(())
    }

    /// Gives a user another password, which is told once, and ends their sessions but the one that asks.
    pub async fn create_user_password(
        &self,
        actor: &Actor,
        id: StaffId,
        session: Option<SessionId>,
    ) -> Result<Password> {
        let now = self.context.now();
        let (password, hash) = self.new_password().await?;
        let mut transaction = self.context.pool.begin().await?;
        let staff = store::staff::editable(&mut transaction, id).await?.ok_or(Error::NotFound("user"))?;
        store::staff::set_password(&mut transaction, id, &hash).await?;
        let reason = RevokedReason::PasswordReset;
        let ended = store::sessions::revoke_others_of_staff(&mut transaction, id, session, reason, now).await?;
        let changes = json!({ "email": staff.email, "password": "reset" });
        let entry = entry(Action::Update, "create_user_password", id, changes);
        audit::record(&mut transaction, &self.context, actor, entry).await?;
        transaction.commit().await?;
        self.forget(ended);
        Ok(password)
    }

    /// A password nobody chose, and its hash. Hashing takes tens of milliseconds of CPU.
    async fn new_password(&self) -> Result<(Password, String)> {
        let ids = self.context.ids.clone();
        let work = tokio::task::spawn_blocking(move || {
            let password = generate_password(&ids);
            hash_password(&password, &ids).map(|hash| (password.into(), hash))
        });
        work.await.map_err(|error| Error::Internal(error.to_string()))?
    }

    /// Other replicas hear of it; this one need not wait.
    fn forget(&self, ended: Vec<SessionId>) {
        let now = self.context.now();
        for session in ended {
            self.revocations.add(session, now);
        }
    }
}

fn entry(action: Action, operation: &str, id: StaffId, changes: Value) -> AuditEntry {
    AuditEntry { action, operation: operation.to_owned(), entity: "staff", ids: vec![id.0], changes: Some(changes) }
}

fn check_zone(time_zone: &str, wrong: &mut Vec<InvalidField>) {
    if time_zone.parse::<chrono_tz::Tz>().is_err() {
        let message = "the time zone must be an IANA name, such as Europe/Berlin".to_owned();
        wrong.push(InvalidField { pointer: "/time_zone".to_owned(), code: "unknown-value", message });
    }
}

fn validated(before: &StaffEdit, changes: UserChanges) -> Result<StaffEdit> {
    let mut wrong = vec![];
    let mut name = |new: Option<String>, old: &str, pointer: &str| match new {
        Some(new) => text::line(new, pointer, LONGEST_NAME, &mut wrong),
        None => old.to_owned(),
    };
    let first_name = name(changes.first_name, &before.first_name, "/first_name");
    let last_name = name(changes.last_name, &before.last_name, "/last_name");
    if let Some(time_zone) = &changes.time_zone {
        check_zone(time_zone, &mut wrong);
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    Ok(StaffEdit {
        first_name,
        last_name,
        role: changes.role.unwrap_or(before.role),
        time_zone: changes.time_zone.unwrap_or_else(|| before.time_zone.clone()),
        is_active: changes.is_active.unwrap_or(before.is_active),
    })
}

/// Nobody shuts themselves out, and somebody can always administer.
fn check_administrators(
    actor: &Actor,
    id: StaffId,
    before: &StaffEdit,
    after: &StaffEdit,
    others: usize,
) -> Result<()> {
    let was_admin = before.is_active && before.role == Role::Admin;
    let is_admin = after.is_active && after.role == Role::Admin;
    if !was_admin || is_admin {
        return Ok(());
    }
    let pointer = if after.is_active { "/role" } else { "/is_active" };
    if actor.staff_id == Some(id) {
        let message = "this is your own account; ask another administrator to do it";
        return Err(Error::invalid(pointer, "own-account", message));
    }
    if others == 0 {
        let message = "this is the last administrator who may sign in; make another one first";
        return Err(Error::invalid(pointer, "last-admin", message));
    }
    Ok(())
}

/// Each field that changed, as it was and as it is.
fn difference(before: &StaffEdit, after: &StaffEdit) -> Map<String, Value> {
    let mut changed = Map::new();
    let mut note = |field: &str, was: Value, is: Value| {
        if was != is {
            changed.insert(field.to_owned(), json!({ "from": was, "to": is }));
        }
    };
    note("first_name", json!(before.first_name), json!(after.first_name));
    note("last_name", json!(before.last_name), json!(after.last_name));
    note("role", json!(before.role), json!(after.role));
    note("time_zone", json!(before.time_zone), json!(after.time_zone));
    note("is_active", json!(before.is_active), json!(after.is_active));
    changed
}
