//! A contact as it stands in the form.
use api_types::contacts::{Contact, NewContact, UpdateContact};
use chrono::NaiveDate;
use domain::client::ContactRole;

use crate::{
    components::{filled, take_over},
    words::Words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub title: String,
    pub role: ContactRole,
    pub is_primary: bool,
    pub is_key: bool,
    pub platform_user_id: String,
    pub notes: String,
    pub left_on: Option<NaiveDate>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: String::new(),
            email: String::new(),
            phone: String::new(),
            title: String::new(),
            role: ContactRole::User,
            is_primary: false,
            is_key: false,
            platform_user_id: String::new(),
            notes: String::new(),
            left_on: None,
        }
    }
}

impl Draft {
    pub fn of(contact: &Contact) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: contact.name.clone(),
            email: text(&contact.email),
            phone: text(&contact.phone),
            title: text(&contact.title),
            role: contact.role,
            is_primary: contact.is_primary,
            is_key: contact.is_key,
            platform_user_id: text(&contact.platform_user_id),
            notes: text(&contact.notes),
            left_on: contact.left_company_at,
        }
    }

    pub fn new_contact(&self) -> NewContact {
        NewContact {
            name: self.name.trim().to_owned(),
            email: filled(&self.email),
            phone: filled(&self.phone),
            title: filled(&self.title),
            role: self.role,
            is_primary: self.is_primary,
            is_billing: self.role == ContactRole::Billing,
            is_technical: self.role == ContactRole::Admin,
            is_key: self.is_key,
            platform_user_id: filled(&self.platform_user_id),
            notes: filled(&self.notes),
            left_company_at: self.left_on,
        }
    }

    /// The fields that differ from `base`; the others stay out of the request.
    pub fn changes(&self, base: &Self) -> UpdateContact {
        let text = |mine: &str, base: &str| (filled(mine) != filled(base)).then(|| filled(mine));
        UpdateContact {
            name: (self.name.trim() != base.name.trim()).then(|| self.name.trim().to_owned()),
            email: text(&self.email, &base.email),
            phone: text(&self.phone, &base.phone),
            title: text(&self.title, &base.title),
            role: (self.role != base.role).then_some(self.role),
            is_primary: (self.is_primary != base.is_primary).then_some(self.is_primary),
            is_key: (self.is_key != base.is_key).then_some(self.is_key),
            platform_user_id: text(&self.platform_user_id, &base.platform_user_id),
            notes: text(&self.notes, &base.notes),
            left_company_at: (self.left_on != base.left_on).then_some(self.left_on),
            ..UpdateContact::default()
        }
    }

    /// Takes over what others changed, where nothing was typed.
    pub fn merge(&mut self, base: &Self, theirs: &Self) {
        take_over(&mut self.name, &base.name, &theirs.name);
        take_over(&mut self.email, &base.email, &theirs.email);
        take_over(&mut self.phone, &base.phone, &theirs.phone);
        take_over(&mut self.title, &base.title, &theirs.title);
        take_over(&mut self.role, &base.role, &theirs.role);
        take_over(&mut self.is_primary, &base.is_primary, &theirs.is_primary);
        take_over(&mut self.is_key, &base.is_key, &theirs.is_key);
        take_over(&mut self.platform_user_id, &base.platform_user_id, &theirs.platform_user_id);
        take_over(&mut self.notes, &base.notes, &theirs.notes);
        take_over(&mut self.left_on, &base.left_on, &theirs.left_on);
    }

    /// What is different from `before`, in words.
    pub fn told(&self, before: &Self) -> String {
        let mut told = Vec::new();
        let mut tell = |was: &str, is: &str, what: &str| {
            if was != is {
                told.push(format!("{what} is now “{is}”"));
            }
        };
        tell(&before.name, &self.name, "the name");
        tell(&before.email, &self.email, "the address");
        tell(&before.phone, &self.phone, "the phone number");
        tell(&before.title, &self.title, "the job title");
        tell(before.role.words(), self.role.words(), "the role");
        tell(&before.notes, &self.notes, "what is worth knowing");
        if told.is_empty() { "another field of this contact".to_owned() } else { told.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_may_change_different_fields() {
        let base = Draft { name: "Sarah".to_owned(), ..Draft::default() };
        let theirs = Draft { title: "CCO".to_owned(), ..base.clone() };
        let mut mine = Draft { phone: "+1 555".to_owned(), ..base.clone() };
        mine.merge(&base, &theirs);
        assert_eq!((mine.phone.as_str(), mine.title.as_str()), ("+1 555", "CCO"));
        assert_eq!(theirs.told(&base), "the job title is now “CCO”");
        let changes = mine.changes(&theirs);
        assert_eq!(changes, UpdateContact { phone: Some(Some("+1 555".to_owned())), ..UpdateContact::default() });
    }
}
