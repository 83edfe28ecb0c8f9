//! A user as they stand in the form.
use api_types::users::{NewUser, UpdateUser, User};
use domain::staff::Role;

use crate::{components::take_over, words::Words};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
    pub time_zone: String,
    pub is_active: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            email: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            role: Role::Csm,
            time_zone: "UTC".to_owned(),
            is_active: true,
        }
    }
}

impl Draft {
    pub fn of(user: &User) -> Self {
        Self {
            email: user.email.clone(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            role: user.role,
            time_zone: user.account.as_ref().map(|account| account.time_zone.clone()).unwrap_or_default(),
            is_active: user.is_active,
        }
    }

    pub fn new_user(&self) -> NewUser {
        NewUser {
            email: self.email.trim().to_owned(),
            first_name: self.first_name.trim().to_owned(),
            last_name: self.last_name.trim().to_owned(),
            role: self.role,
            time_zone: Some(self.time_zone.trim().to_owned()),
        }
    }

    /// The fields that differ from `base`; the others stay out of the request.
    pub fn changes(&self, base: &Self) -> UpdateUser {
        let text = |mine: &str, base: &str| (mine.trim() != base).then(|| mine.trim().to_owned());
        UpdateUser {
            first_name: text(&self.first_name, &base.first_name),
            last_name: text(&self.last_name, &base.last_name),
            role: (self.role != base.role).then_some(self.role),
            time_zone: text(&self.time_zone, &base.time_zone),
            is_active: (self.is_active != base.is_active).then_some(self.is_active),
        }
    }

    /// Takes over what others changed, where nothing was typed.
    pub fn merge(&mut self, base: &Self, theirs: &Self) {
        take_over(&mut self.first_name, &base.first_name, &theirs.first_name);
        take_over(&mut self.last_name, &base.last_name, &theirs.last_name);
        take_over(&mut self.role, &base.role, &theirs.role);
        take_over(&mut self.time_zone, &base.time_zone, &theirs.time_zone);
        take_over(&mut self.is_active, &base.is_active, &theirs.is_active);
    }

    /// What is different from `before`, in words.
    pub fn told(&self, before: &Self) -> String {
        let mut told = Vec::new();
        let mut tell = |was: &str, is: &str, what: &str| {
            if was != is {
                told.push(format!("{what} is now “{is}”"));
            }
        };
        tell(&before.first_name, &self.first_name, "the first name");
        tell(&before.last_name, &self.last_name, "the last name");
        tell(before.role.words(), self.role.words(), "the role");
        tell(&before.time_zone, &self.time_zone, "the time zone");
        if before.is_active != self.is_active {
            told.push(if self.is_active { "they may sign in again" } else { "they may not sign in" }.to_owned());
        }
        if told.is_empty() { "something of this account".to_owned() } else { told.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_administrators_may_change_different_fields() {
        let base = Draft { first_name: "Ada".to_owned(), ..Draft::default() };
        let theirs = Draft { role: Role::Ae, ..base.clone() };
        let mut mine = Draft { last_name: " Byron ".to_owned(), ..base.clone() };
        mine.merge(&base, &theirs);
        assert_eq!(mine.role, Role::Ae);
        assert_eq!(theirs.told(&base), "the role is now “Account executive”");
        let changes = mine.changes(&theirs);
        assert_eq!(changes, UpdateUser { last_name: Some("Byron".to_owned()), ..UpdateUser::default() });
    }
}
