//! The order of users, and the place a cursor stands at in it.

use std::cmp::Ordering;

use api_types::usage::UsageUser;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use crate::ApiError;

/// What users are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Role,
    LastLogin,
    Sessions,
    ActiveDays,
    Actions,
    Engagement,
    Status,
}

const FIELDS: [(&str, Field); 8] = [
    ("name", Field::Name),
    ("role", Field::Role),
    ("last_login_on", Field::LastLogin),
    ("sessions_30_days", Field::Sessions),
    ("active_days_30_days", Field::ActiveDays),
    ("actions_30_days", Field::Actions),
    ("engagement_index", Field::Engagement),
    ("status", Field::Status),
];

/// An order: a field and a direction, nulls last either way, ties by actions and then id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UserOrder {
    field: Field,
    is_descending: bool,
}

/// The sort key of a user, as a cursor holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UserKey {
    number: Option<i64>,
    text: Option<String>,
    actions: i64,
    id: String,
}

impl UserOrder {
    /// Most engaged first.
    pub(super) const USUAL: Self = Self { field: Field::Engagement, is_descending: true };

    pub(super) fn parse(text: Option<&str>) -> Result<Self, ApiError> {
        let Some(text) = text else { return Ok(Self::USUAL) };
        let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let field = FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        field.map(|field| Self { field, is_descending }).ok_or_else(|| {
            let known: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
            ApiError::malformed(
                "sort",
                "unknown-value",
                format!("sort is one of {}, with - in front for descending.", known.join(", ")),
            )
        })
    }

    pub(super) fn key(self, user: &UsageUser) -> UserKey {
        let (number, text) = match self.field {
            Field::Name => (None, Some(user.name.to_lowercase())),
            Field::Role => (None, user.role.as_ref().map(|role| role.to_lowercase())),
            Field::LastLogin => (user.last_login_on.map(|day| i64::from(day.num_days_from_ce())), None),
            Field::Sessions => (Some(user.sessions_30_days), None),
            Field::ActiveDays => (Some(user.active_days_30_days), None),
            Field::Actions => (Some(user.actions_30_days), None),
            Field::Engagement => (user.engagement_index.map(i64::from), None),
            Field::Status => (Some(user.status as i64), None),
        };
        UserKey { number, text, actions: user.actions_30_days, id: user.id.clone() }
    }

    pub(super) fn compare(self, a: &UserKey, b: &UserKey) -> Ordering {
        let by_number = nulls_last(a.number.as_ref(), b.number.as_ref(), self.is_descending);
        let by_text = nulls_last(a.text.as_ref(), b.text.as_ref(), self.is_descending);
        by_number.then(by_text).then(b.actions.cmp(&a.actions)).then_with(|| a.id.cmp(&b.id))
    }
}

fn nulls_last<T: Ord>(a: Option<&T>, b: Option<&T>, is_descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if is_descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
