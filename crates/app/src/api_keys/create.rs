use chrono::{DateTime, Duration, Utc};
use domain::{ApiKeyId, StaffId, api_key::ApiScope};
use secrecy::SecretString;
use serde_json::json;
use store::api_keys::NewApiKey as NewRow;

use super::token;
use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
    text,
};

const LONGEST_NAME: usize = 100;
/// A key without an end is offered as such; one that ends later than this is a slip.
const LONGEST_LIFE: Duration = Duration::days(3653);

/// A key to be.
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<ApiScope>,
    /// Whom it acts for; who makes it, if left out.
    pub staff_id: Option<StaffId>,
    /// When it ends; never, if left out.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key that was made. The token is nowhere else.
#[derive(Debug)]
pub struct CreatedApiKey {
    /// Id.
    pub id: ApiKeyId,
    /// The key itself.
    pub token: SecretString,
}

/// Makes a key.
pub async fn create(context: &Context, actor: &Actor, new: NewApiKey) -> Result<CreatedApiKey> {
    let now = context.now();
    let (name, scopes) = validated(&new, now)?;
    let staff_id = new.staff_id.or(actor.staff_id).ok_or_else(|| needs_user("say whom the key acts for"))?;
    let id = ApiKeyId(context.ids.at(now));
    let token = token::new(&context.ids);
    let prefix = token::prefix_of(&token).ok_or_else(|| Error::Internal("a new key has no form".to_owned()))?;
    let mut transaction = context.pool.begin().await?;
    // Locked: nobody disables them between this look and the key.
    let staff = store::staff::editable(&mut transaction, staff_id).await?;
    let staff = staff.ok_or_else(|| needs_user("there is no such member of staff"))?;
    if !staff.fields.is_active {
        return Err(needs_user("this user may not sign in, so a key could not act for them; enable them first"));
    }
    let row = NewRow {
        id,
        staff_id,
        name: &name,
        prefix,
        secret_hash: &token::hash(&token),
        scopes: &scopes,
        created_by: actor.staff_id,
        created_at: now,
        expires_at: new.expires_at,
    };
    store::api_keys::insert(&mut transaction, &row).await?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "create_api_key".to_owned(),
        entity: "api_key",
        ids: vec![id.0, staff_id.0],
        changes: Some(json!({
            "name": name, "prefix": prefix, "scopes": scopes, "acts_for": staff.email, "expires_at": new.expires_at
        })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(CreatedApiKey { id, token: token.into() })
}

fn needs_user(message: &str) -> Error {
    Error::invalid("/user_id", "unknown-user", message)
}

/// The name as it is stored, and the scopes in their order, each once.
fn validated(new: &NewApiKey, now: DateTime<Utc>) -> Result<(String, Vec<String>)> {
    let mut wrong = vec![];
    let name = text::line(new.name.clone(), "/name", LONGEST_NAME, &mut wrong);
    let mut refuse = |pointer: &str, code, message: &str| {
        wrong.push(InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() });
    };
    let scopes: Vec<String> = ApiScope::ALL
        .iter()
        .filter(|scope| new.scopes.contains(scope))
        .map(|scope| scope.as_str().to_owned())
        .collect();
    if scopes.is_empty() {
        refuse("/scopes", "required", "choose at least one scope: read, write, ingest or admin");
    }
    match new.expires_at {
        Some(at) if at <= now => refuse("/expires_at", "out-of-range", "must lie in the future"),
        Some(at) if at - now > LONGEST_LIFE => {
            refuse("/expires_at", "out-of-range", "must lie within ten years; leave it out for a key without an end");
        }
        _ => {}
    }
    if wrong.is_empty() { Ok((name, scopes)) } else { Err(Error::Invalid(wrong)) }
}
