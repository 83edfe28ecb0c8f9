use analytics::period::local_date;
use chrono::{DateTime, Duration, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    ContactId,
    work::{ActivityOutcome, ActivityType},
};
use store::activities::ActivityFields;
use uuid::Uuid;

use crate::{Error, InvalidField, Result, text};

const LONGEST_SUBJECT: usize = 200;
const LONGEST_DESCRIPTION: usize = 10_000;
const LONGEST_OUTCOME_NOTES: usize = 2_000;
const LONGEST_MINUTES: i32 = 24 * 60;
const MOST_CONTACTS: usize = 50;
/// Clocks differ, and so do days around the world.
const FURTHEST_AHEAD: Duration = Duration::days(1);
/// Activities are kept for seven years; an older one would be gone with the next tidying.
const OLDEST_MONTHS: u32 = 84;
const LONGEST_FOLLOW_UP_MONTHS: u32 = 60;

/// What to change; none leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ActivityChanges {
    /// What it was.
    pub activity_type: Option<ActivityType>,
    /// In a few words.
    pub subject: Option<String>,
    /// At length.
    pub description: Option<Option<String>>,
    /// When it happened.
    pub occurred_at: Option<DateTime<Utc>>,
    /// How long it took.
    pub duration_minutes: Option<Option<i32>>,
    /// Who took part.
    pub client_contacts: Option<Vec<ContactId>>,
    /// What came of it.
    pub outcome: Option<Option<ActivityOutcome>>,
    /// The outcome in words.
    pub outcome_notes: Option<Option<String>>,
    /// Whether something was promised.
    pub follow_up_required: Option<bool>,
    /// By when.
    pub follow_up_date: Option<NaiveDate>,
    /// Whether it was done.
    pub follow_up_completed: Option<bool>,
}

/// What nothing was entered of yet.
pub(super) fn blank(now: DateTime<Utc>) -> ActivityFields {
    ActivityFields {
        occurred_at: now,
        activity_type: ActivityType::Other.as_str().to_owned(),
        subject: String::new(),
        description: None,
        client_contacts: vec![],
        duration_minutes: None,
        outcome: None,
        outcome_notes: None,
        follow_up_required: false,
        follow_up_date: None,
        follow_up_completed: false,
        follow_up_completed_at: None,
    }
}

/// The activity as the changes leave it, or everything that is wrong with them.
pub(super) fn validated(
    before: &ActivityFields,
    changes: ActivityChanges,
    now: DateTime<Utc>,
    reporting_tz: Tz,
) -> Result<ActivityFields> {
    let mut wrong = vec![];
    let mut after = before.clone();
    if let Some(kind) = changes.activity_type {
        after.activity_type = kind.as_str().to_owned();
    }
    if let Some(subject) = changes.subject {
        after.subject = text::line(subject, "/subject", LONGEST_SUBJECT, &mut wrong);
    }
    if let Some(description) = changes.description {
        after.description = text::optional(description, "/description", LONGEST_DESCRIPTION, &mut wrong);
    }
    if let Some(notes) = changes.outcome_notes {
        after.outcome_notes = text::optional(notes, "/outcome_notes", LONGEST_OUTCOME_NOTES, &mut wrong);
    }
    if let Some(outcome) = changes.outcome {
        after.outcome = outcome.map(|outcome| outcome.as_str().to_owned());
    }
    if let Some(minutes) = changes.duration_minutes {
        after.duration_minutes = minutes;
        if minutes.is_some_and(|minutes| !(0..=LONGEST_MINUTES).contains(&minutes)) {
            wrong.push(field("/duration_minutes", "out-of-range", "goes from 0 to 1440 minutes"));
        }
    }
    if let Some(at) = changes.occurred_at {
        // What is stored has microseconds; a finer instant would differ from itself once read again.
        after.occurred_at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
        check_time(at, now, &mut wrong);
    }
    if let Some(contacts) = changes.client_contacts {
        after.client_contacts = distinct(contacts);
        if after.client_contacts.len() > MOST_CONTACTS {
            wrong.push(field("/client_contacts", "too-many", "at most 50 contacts"));
        }
    }
    let promise = (changes.follow_up_required, changes.follow_up_date, changes.follow_up_completed);
    follow_up(before, &mut after, promise, (now, reporting_tz), &mut wrong);
    if wrong.is_empty() { Ok(after) } else { Err(Error::Invalid(wrong)) }
}

/// Whether an activity may be dated so.
pub(super) fn check_time(at: DateTime<Utc>, now: DateTime<Utc>, wrong: &mut Vec<InvalidField>) {
    if at > now + FURTHEST_AHEAD {
        wrong.push(field("/occurred_at", "in-the-future", "must not lie more than a day ahead"));
    }
    if now.checked_sub_months(Months::new(OLDEST_MONTHS)).is_some_and(|oldest| at < oldest) {
        wrong.push(field("/occurred_at", "too-old", "must lie within the last seven years, which are kept"));
    }
}

fn follow_up(
    before: &ActivityFields,
    after: &mut ActivityFields,
    (required, date, completed): (Option<bool>, Option<NaiveDate>, Option<bool>),
    (now, reporting_tz): (DateTime<Utc>, Tz),
    wrong: &mut Vec<InvalidField>,
) {
    after.follow_up_date = date.or(before.follow_up_date);
    after.follow_up_required = required.unwrap_or(before.follow_up_required || date.is_some());
    after.follow_up_completed = completed.unwrap_or(before.follow_up_completed);
    if !after.follow_up_required {
        if date.is_some() {
            wrong.push(field("/follow_up_date", "not-wanted", "is only for an activity with a follow-up"));
        }
        if completed == Some(true) {
            wrong.push(field("/follow_up_completed", "not-wanted", "is only for an activity with a follow-up"));
        }
        // What is not promised has no date and cannot be done.
        after.follow_up_date = None;
        after.follow_up_completed = false;
    } else if let Some(date) = after.follow_up_date {
        let occurred_on = local_date(after.occurred_at, reporting_tz);
        let has_changed = after.follow_up_date != before.follow_up_date || after.occurred_at != before.occurred_at;
        if has_changed && date < occurred_on {
            wrong.push(field("/follow_up_date", "before-the-activity", "must not lie before the activity"));
        }
        if occurred_on.checked_add_months(Months::new(LONGEST_FOLLOW_UP_MONTHS)).is_some_and(|last| date > last) {
            wrong.push(field("/follow_up_date", "too-far", "must lie within five years after the activity"));
        }
    } else if date.is_none() && (required.is_some() || !before.follow_up_required) {
        wrong.push(field("/follow_up_date", "required", "say by when to follow up"));
    }
    if after.follow_up_completed != before.follow_up_completed {
        after.follow_up_completed_at = after.follow_up_completed.then_some(now);
    }
}

fn distinct(contacts: Vec<ContactId>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = vec![];
    for ContactId(id) in contacts {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn field(pointer: &str, code: &'static str, message: &str) -> InvalidField {
    InvalidField { pointer: pointer.to_owned(), code, message: message.to_owned() }
}
