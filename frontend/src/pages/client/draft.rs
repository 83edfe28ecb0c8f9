//! What can be edited of a client, as it stands in the form.
use api_types::{
    clients::{Client, UpdateClient},
    users::User,
};
use chrono::NaiveDate;
use domain::{StaffId, client::LifecycleStatus};

use crate::words::Words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub tags: Vec<String>,
    pub segment: String,
    pub lifecycle: LifecycleStatus,
    pub churned_at: Option<NaiveDate>,
    pub churn_reason: String,
    pub csm: Option<StaffId>,
    pub ae: Option<StaffId>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            tags: Vec::new(),
            segment: String::new(),
            lifecycle: LifecycleStatus::Active,
            churned_at: None,
            churn_reason: String::new(),
            csm: None,
            ae: None,
        }
    }
}

impl Draft {
    pub fn of(client: &Client) -> Self {
        let row = &client.summary;
        Self {
            tags: row.tags.clone(),
            segment: row.segment.clone().unwrap_or_default(),
            lifecycle: row.lifecycle_status,
            churned_at: client.churned_at,
            churn_reason: client.churn_reason.clone().unwrap_or_default(),
            csm: row.csm.as_ref().map(|person| person.id),
            ae: row.ae.as_ref().map(|person| person.id),
        }
    }

    /// The fields that differ from `base`; the others stay out of the request.
    pub fn changes(&self, base: &Self) -> UpdateClient {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (segment, reason) = (text(&self.segment), text(&self.churn_reason));
        UpdateClient {
            tags: (self.tags != base.tags).then(|| self.tags.clone()),
            segment: (segment != text(&base.segment)).then_some(segment),
            lifecycle_status: (self.lifecycle != base.lifecycle).then_some(self.lifecycle),
            churned_at: (self.churned_at != base.churned_at).then_some(self.churned_at),
            churn_reason: (reason != text(&base.churn_reason)).then_some(reason),
            csm_user_id: (self.csm != base.csm).then_some(self.csm),
            ae_user_id: (self.ae != base.ae).then_some(self.ae),
            ..UpdateClient::default()
        }
    }

    /// Takes over what others changed, where nothing was typed.
    pub fn take_over(&mut self, base: &Self, theirs: &Self) {
        fn take<T: Clone + PartialEq>(mine: &mut T, base: &T, theirs: &T) {
            if mine == base {
                *mine = theirs.clone();
            }
        }
        take(&mut self.tags, &base.tags, &theirs.tags);
        take(&mut self.segment, &base.segment, &theirs.segment);
        take(&mut self.lifecycle, &base.lifecycle, &theirs.lifecycle);
        take(&mut self.churned_at, &base.churned_at, &theirs.churned_at);
        take(&mut self.churn_reason, &base.churn_reason, &theirs.churn_reason);
        take(&mut self.csm, &base.csm, &theirs.csm);
        take(&mut self.ae, &base.ae, &theirs.ae);
    }

    /// What is different from `before`, in words.
    pub fn told(&self, before: &Self, users: &[User]) -> Vec<String> {
        let person = |id: Option<StaffId>| match id {
            None => "nobody".to_owned(),
            Some(id) => users
                .iter()
                .find(|user| user.id == id)
                .map_or_else(|| "someone else".to_owned(), |user| format!("{} {}", user.first_name, user.last_name)),
        };
        let or_none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
        let mut told = Vec::new();
        let mut tell = |is_changed: bool, what: &str, now: String| {
            if is_changed {
                told.push(format!("{what} is now {now}"));
            }
        };
        tell(self.tags != before.tags, "the list of tags", or_none(self.tags.join(", ")));
        tell(self.segment != before.segment, "segment", or_none(self.segment.clone()));
        tell(self.lifecycle != before.lifecycle, "lifecycle", self.lifecycle.words().to_lowercase());
        tell(self.csm != before.csm, "CSM", person(self.csm));
        tell(self.ae != before.ae, "AE", person(self.ae));
        told
    }

    /// Adds what was typed as tags, by commas; those that are there already are not added again.
    pub fn add_tags(&mut self, typed: &str) {
        for tag in typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
            if !self.tags.iter().any(|other| other == tag) {
                self.tags.push(tag.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(segment: &str, tags: &[&str]) -> Draft {
        Draft {
            segment: segment.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Draft::default()
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let base = draft("Growth", &["pilot"]);
        assert_eq!(base.changes(&base), UpdateClient::default());
        let changes = draft(" ", &["pilot"]).changes(&base);
        assert_eq!(changes, UpdateClient { segment: Some(None), ..UpdateClient::default() });
        assert_eq!(serde_json::to_string(&changes).expect("it serialises"), r#"{"segment":null}"#);
    }

    #[test]
    fn anothers_change_is_taken_over_where_nothing_was_typed() {
        let base = draft("Growth", &["pilot"]);
        let theirs = draft("Strategic", &["pilot", "at-risk"]);
        let mut mine = draft("Core", &["pilot"]);
        mine.take_over(&base, &theirs);
        assert_eq!(mine, draft("Core", &["pilot", "at-risk"]));
        assert_eq!(theirs.told(&base, &[]), ["the list of tags is now pilot, at-risk", "segment is now Strategic"]);
    }

    #[test]
    fn tags_are_added_once() {
        let mut mine = draft("", &["pilot"]);
        mine.add_tags(" pilot, reference ,, reference");
        assert_eq!(mine.tags, ["pilot", "reference"]);
    }
}
