use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ActivityId, AlertId, ClientId, ContactId, NullReason,
    work::{ActivityOutcome, ActivityType},
};
use serde::{Deserialize, Serialize};

use crate::{contacts::ContactName, present, users::UserName};

/// Something staff did with a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// Id.
    pub id: ActivityId,
    /// Client.
    pub client_id: ClientId,
    /// Its name.
    pub client_name: String,
    /// What it was.
    pub activity_type: ActivityType,
    /// In a few words.
    pub subject: String,
    /// At length.
    pub description: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// How long it took.
    pub duration_minutes: Option<i32>,
    /// Who logged it; null when it came from elsewhere.
    pub performed_by: Option<UserName>,
    /// Ids of the contacts who took part.
    pub client_contacts: Vec<ContactId>,
    /// The same with their names.
    pub contacts: Vec<ContactName>,
    /// What came of it.
    pub outcome: Option<ActivityOutcome>,
    /// The outcome in words.
    pub outcome_notes: Option<String>,
    /// Whether something was promised.
    pub follow_up_required: bool,
    /// By when.
    pub follow_up_date: Option<NaiveDate>,
    /// Whether it was done.
    pub follow_up_completed: bool,
    /// When it was done.
    pub follow_up_completed_at: Option<DateTime<Utc>>,
    /// Whether it is late: promised for a day that is past, and not done.
    pub follow_up_overdue: bool,
    /// The alert it answers.
    pub source_alert_id: Option<AlertId>,
    /// Summary written by the assistant.
    pub ai_summary: Option<String>,
    /// Why it is null.
    pub ai_summary_null_reason: Option<NullReason>,
    /// Next steps suggested by the assistant.
    pub ai_next_steps: Vec<String>,
    /// Version; the `ETag` is made of it.
    pub version: i32,
    /// When it was logged.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// An activity to log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewActivity {
    /// What it was.
    pub activity_type: ActivityType,
    /// In a few words, at most 200 characters.
    pub subject: String,
    /// At length, at most 10000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it happened; now, if left out. At most a day ahead and seven years back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime<Utc>>,
    /// How long it took, at most a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<i32>,
    /// The contacts of the client who took part, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_contacts: Vec<ContactId>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ActivityOutcome>,
    /// The outcome in words, at most 2000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_notes: Option<String>,
    /// Whether something was promised; a date says so too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_required: Option<bool>,
    /// By when: not before the activity, at most five years after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_date: Option<NaiveDate>,
    /// The alert of this client that it answers, and thereby acknowledges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_alert_id: Option<AlertId>,
}

/// What of an activity to change. A field that is left out stays; null clears it where that makes sense.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateActivity {
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity_type: Option<ActivityType>,
    /// In a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// At length.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub description: Option<Option<String>>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime<Utc>>,
    /// How long it took.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i32>))]
    pub duration_minutes: Option<Option<i32>>,
    /// The contacts who took part; they replace the present ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_contacts: Option<Vec<ContactId>>,
    /// What came of it.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ActivityOutcome>))]
    pub outcome: Option<Option<ActivityOutcome>>,
    /// The outcome in words.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub outcome_notes: Option<Option<String>>,
    /// Whether something was promised; no takes the date away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_required: Option<bool>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_date: Option<NaiveDate>,
    /// Whether it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_completed: Option<bool>,
}
