use chrono::NaiveDate;
use domain::client::ContactRole;
use store::contacts::ContactFields;

use crate::{Error, InvalidField, Result, text};

const LONGEST_NAME: usize = 200;
/// The longest address mail can be sent to (RFC 5321).
const LONGEST_EMAIL: usize = 254;
const LONGEST_PHONE: usize = 50;
const LONGEST_NOTES: usize = 2_000;

/// What to change; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ContactChanges {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<Option<String>>,
    /// Phone number.
    pub phone: Option<Option<String>>,
    /// Job title.
    pub title: Option<Option<String>>,
    /// What the contact is to the relationship.
    pub role: Option<ContactRole>,
    /// Whether to turn to this one first.
    pub is_primary: Option<bool>,
    /// Whether bills go here.
    pub is_billing: Option<bool>,
    /// Whether technical questions go here.
    pub is_technical: Option<bool>,
    /// Whether losing this one would hurt.
    pub is_key: Option<bool>,
    /// The user of the platform this is.
    pub platform_user_id: Option<Option<String>>,
    /// What else is worth knowing.
    pub notes: Option<Option<String>>,
    /// Day this one left the company.
    pub left_company_at: Option<Option<NaiveDate>>,
}

/// What nothing was entered of yet.
pub(super) fn blank() -> ContactFields {
    ContactFields {
        name: String::new(),
        email: None,
        phone: None,
        title: None,
        role: ContactRole::User.as_str().to_owned(),
        is_primary: false,
        is_billing: false,
        is_technical: false,
        is_key: false,
        platform_user_id: None,
        notes: None,
        left_company_at: None,
    }
}

/// The contact as the changes leave it, or everything that is wrong with them.
pub(super) fn validated(before: &ContactFields, changes: ContactChanges, today: NaiveDate) -> Result<ContactFields> {
    let mut wrong = vec![];
    let mut line = |change: Option<Option<String>>, was: &Option<String>, pointer: &str, longest: usize| match change {
        Some(value) => text::optional_line(value, pointer, longest, &mut wrong),
        None => was.clone(),
    };
    let email = line(changes.email, &before.email, "/email", LONGEST_EMAIL);
    let phone = line(changes.phone, &before.phone, "/phone", LONGEST_PHONE);
    let title = line(changes.title, &before.title, "/title", LONGEST_NAME);
    let platform_user_id = line(changes.platform_user_id, &before.platform_user_id, "/platform_user_id", LONGEST_NAME);
    let name = match changes.name {
        Some(name) => text::line(name, "/name", LONGEST_NAME, &mut wrong),
        None => before.name.clone(),
    };
    let notes = match changes.notes {
        Some(notes) => text::optional(notes, "/notes", LONGEST_NOTES, &mut wrong),
        None => before.notes.clone(),
    };
    if email != before.email && email.as_deref().is_some_and(|email| !is_address(email)) {
        wrong.push(field("/email", "invalid-address", "must be an address, such as sarah@acme.example"));
    }
    let left_company_at = changes.left_company_at.unwrap_or(before.left_company_at);
    if left_company_at.is_some_and(|day| day > today) {
        wrong.push(field("/left_company_at", "in-the-future", "must not lie in the future"));
    }
    if wrong.is_empty() {
        Ok(ContactFields {
            name,
            email,
            phone,
            title,
            role: changes.role.map_or_else(|| before.role.clone(), |role| role.as_str().to_owned()),
            is_primary: changes.is_primary.unwrap_or(before.is_primary),
            is_billing: changes.is_billing.unwrap_or(before.is_billing),
            is_technical: changes.is_technical.unwrap_or(before.is_technical),
            is_key: changes.is_key.unwrap_or(before.is_key),
            platform_user_id,
            notes,
            left_company_at,
        })
    } else {
        Err(Error::Invalid(wrong))
    }
}

/// Whether mail could be sent to it, as far as one can tell without sending any.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty() && !domain.is_empty() && !domain.starts_with('.') && !text.contains(char::is_whitespace)
}

fn field(pointer: &str, code: &'static str, message: &str) -> InvalidField {
    InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() }
}
