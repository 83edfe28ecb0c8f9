//! A key as it stands in the form.
use api_types::api_keys::NewApiKey;
use chrono::{DateTime, Days, Utc};
use domain::{StaffId, api_key::ApiScope};

/// How long a key may live: what the choice says, and the days.
pub(super) const LIVES: [(&str, Option<u64>); 4] =
    [("30 days", Some(30)), ("90 days", Some(90)), ("1 year", Some(365)), ("No end", None)];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub name: String,
    pub user: Option<StaffId>,
    pub scopes: Vec<ApiScope>,
    /// Which of `LIVES`.
    pub life: usize,
}

impl Draft {
    pub fn new(user: Option<StaffId>) -> Self {
        Self { name: String::new(), user, scopes: vec![ApiScope::Read], life: 1 }
    }

    pub fn toggle(&mut self, scope: ApiScope) {
        match self.scopes.iter().position(|other| *other == scope) {
            Some(at) => drop(self.scopes.remove(at)),
            None => self.scopes.push(scope),
        }
    }

    pub fn new_key(&self, now: DateTime<Utc>) -> NewApiKey {
        let days = LIVES.get(self.life).and_then(|(_, days)| *days);
        NewApiKey {
            name: self.name.trim().to_owned(),
            scopes: self.scopes.clone(),
            user_id: self.user,
            expires_at: days.and_then(|days| now.checked_add_days(Days::new(days))),
        }
    }
}

/// What a scope lets through, in a sentence.
pub(super) fn explained(scope: ApiScope) -> &'static str {
    match scope {
        ApiScope::Read => "Clients, figures, settings and users; changes nothing.",
        ApiScope::Write => "Change clients, log work, contacts, answers to alerts. To read as well, tick Read.",
        ApiScope::Ingest => "Run, see and undo imports. Of use for administrators' keys only.",
        ApiScope::Admin => "All that its user may do, configuration, users and other keys included.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_is_counted_from_now() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).expect("an instant");
        let mut draft = Draft { name: " Nightly ".to_owned(), ..Draft::new(None) };
        draft.toggle(ApiScope::Write);
        draft.toggle(ApiScope::Read);
        let new = draft.new_key(now);
        assert_eq!((new.name.as_str(), new.scopes), ("Nightly", vec![ApiScope::Write]));
        assert_eq!(new.expires_at.map(|end| (end - now).num_days()), Some(90));
        draft.life = 3;
        assert_eq!(draft.new_key(now).expires_at, None);
    }
}
