//! An activity as it stands in the form.
use api_types::activities::{Activity, NewActivity, UpdateActivity};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{
    AlertId, ContactId,
    work::{ActivityOutcome, ActivityType},
};

use crate::{
    components::{filled, take_over},
    words::Words,
};

/// What a field of date and time holds and takes.
const MINUTES: &str = "%Y-%m-%dT%H:%M";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub kind: ActivityType,
    pub subject: String,
    pub description: String,
    pub occurred_at: String,
    pub duration: String,
    pub contacts: Vec<ContactId>,
    pub outcome: Option<ActivityOutcome>,
    pub outcome_notes: String,
    pub follow_up: Option<NaiveDate>,
}

impl Draft {
    pub fn new(kind: ActivityType, now: DateTime<Utc>) -> Self {
        Self {
            kind,
            subject: String::new(),
            description: String::new(),
            occurred_at: now.format(MINUTES).to_string(),
            duration: String::new(),
            contacts: Vec::new(),
            outcome: None,
            outcome_notes: String::new(),
            follow_up: None,
        }
    }

    pub fn of(activity: &Activity) -> Self {
        Self {
            kind: activity.activity_type,
            subject: activity.subject.clone(),
            description: activity.description.clone().unwrap_or_default(),
            occurred_at: activity.occurred_at.format(MINUTES).to_string(),
            duration: activity.duration_minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            contacts: activity.client_contacts.clone(),
            outcome: activity.outcome,
            outcome_notes: activity.outcome_notes.clone().unwrap_or_default(),
            follow_up: activity.follow_up_date,
        }
    }

    fn instant(&self) -> Option<DateTime<Utc>> {
        NaiveDateTime::parse_from_str(&self.occurred_at, MINUTES).ok().map(|at| at.and_utc())
    }

    /// Minutes as they are sent; what is no number is sent as one that is refused beside its field.
    fn minutes(&self) -> Option<i32> {
        filled(&self.duration).map(|text| text.parse().unwrap_or(-1))
    }

    pub fn new_activity(&self, alert: Option<AlertId>) -> NewActivity {
        NewActivity {
            activity_type: self.kind,
            subject: self.subject.trim().to_owned(),
            description: filled(&self.description),
            occurred_at: self.instant(),
            duration_minutes: self.minutes(),
            client_contacts: self.contacts.clone(),
            outcome: self.outcome,
            outcome_notes: filled(&self.outcome_notes),
            follow_up_required: Some(self.follow_up.is_some()),
            follow_up_date: self.follow_up,
            source_alert_id: alert,
        }
    }

    /// The fields that differ from `base`; the others stay out of the request.
    pub fn changes(&self, base: &Self) -> UpdateActivity {
        let text = |mine: &str, base: &str| (filled(mine) != filled(base)).then(|| filled(mine));
        UpdateActivity {
            activity_type: (self.kind != base.kind).then_some(self.kind),
            subject: (self.subject.trim() != base.subject.trim()).then(|| self.subject.trim().to_owned()),
            description: text(&self.description, &base.description),
            occurred_at: if self.occurred_at == base.occurred_at { None } else { self.instant() },
            duration_minutes: (self.minutes() != base.minutes()).then(|| self.minutes()),
            client_contacts: (self.contacts != base.contacts).then(|| self.contacts.clone()),
            outcome: (self.outcome != base.outcome).then_some(self.outcome),
            outcome_notes: text(&self.outcome_notes, &base.outcome_notes),
            follow_up_required: (self.follow_up.is_some() != base.follow_up.is_some())
                .then_some(self.follow_up.is_some()),
            follow_up_date: self.follow_up.filter(|_| self.follow_up != base.follow_up),
            follow_up_completed: None,
        }
    }

    /// Takes over what others changed, where nothing was typed.
    pub fn merge(&mut self, base: &Self, theirs: &Self) {
        take_over(&mut self.kind, &base.kind, &theirs.kind);
        take_over(&mut self.subject, &base.subject, &theirs.subject);
        take_over(&mut self.description, &base.description, &theirs.description);
        take_over(&mut self.occurred_at, &base.occurred_at, &theirs.occurred_at);
        take_over(&mut self.duration, &base.duration, &theirs.duration);
        take_over(&mut self.contacts, &base.contacts, &theirs.contacts);
        take_over(&mut self.outcome, &base.outcome, &theirs.outcome);
        take_over(&mut self.outcome_notes, &base.outcome_notes, &theirs.outcome_notes);
        take_over(&mut self.follow_up, &base.follow_up, &theirs.follow_up);
    }

    /// What is different from `before`, in words.
    pub fn told(&self, before: &Self) -> String {
        let mut told = Vec::new();
        let mut tell = |is_changed: bool, what: String| {
            if is_changed {
                told.push(what);
            }
        };
        tell(self.kind != before.kind, format!("the type is now {}", self.kind.words().to_lowercase()));
        tell(self.subject != before.subject, format!("the subject is now “{}”", self.subject));
        tell(self.description != before.description, "the description is another".to_owned());
        tell(self.occurred_at != before.occurred_at, "the time is another".to_owned());
        tell(self.outcome != before.outcome, "the outcome is another".to_owned());
        tell(self.follow_up != before.follow_up, "the follow-up is another".to_owned());
        if told.is_empty() { "another field of this activity".to_owned() } else { told.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(subject: &str, description: &str) -> Draft {
        let now = DateTime::from_timestamp(1_781_000_000, 0).expect("an instant");
        Draft {
            subject: subject.to_owned(),
            description: description.to_owned(),
            ..Draft::new(ActivityType::Call, now)
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let base = draft("Check-in", "All well");
        assert_eq!(base.changes(&base), UpdateActivity::default());
        let changes = draft("Check-in", " ").changes(&base);
        assert_eq!(changes, UpdateActivity { description: Some(None), ..UpdateActivity::default() });
    }

    #[test]
    fn anothers_change_is_taken_over_where_nothing_was_typed() {
        let (base, theirs) = (draft("Check-in", ""), draft("Check-in", "They are happy"));
        let mut mine = draft("Renewal call", "");
        mine.merge(&base, &theirs);
        assert_eq!(mine, draft("Renewal call", "They are happy"));
        assert_eq!(theirs.told(&base), "the description is another");
    }
}
