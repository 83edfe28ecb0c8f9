use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    health::HealthStatus,
    work::{ActivityOutcome, ActivityType, NoteType, TicketSeverity, TimelineKind},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::users::UserName;

/// Something that happened with a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// Names the entry within its client; the same every time.
    pub id: String,
    /// What it tells of.
    pub kind: TimelineKind,
    /// When it happened; midnight UTC when only the day is known.
    pub occurred_at: DateTime<Utc>,
    /// Whether only the day is known.
    pub is_day: bool,
    /// In a line.
    pub title: String,
    /// At length.
    pub detail: Option<String>,
    /// Who did it, where staff did it.
    pub by: Option<UserName>,
    /// Id of the activity, ticket, note, alert, opportunity, contact or survey answer behind it.
    pub entity_id: Option<Uuid>,
    /// What else is known; which fields are set depends on the kind.
    pub facts: TimelineFacts,
}

/// What is known of an entry beside its words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TimelineFacts {
    /// Activity: what it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_type: Option<ActivityType>,
    /// Activity: what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ActivityOutcome>,
    /// Activity: the outcome in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_notes: Option<String>,
    /// Activity: how long it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<i32>,
    /// Activity and survey: names of the contacts who took part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Activity: by when something was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up_date: Option<NaiveDate>,
    /// Activity: whether it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up_completed: Option<bool>,
    /// Ticket: how grave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<TicketSeverity>,
    /// Ticket: when it was first answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_response_at: Option<DateTime<Utc>>,
    /// Ticket: when it was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<DateTime<Utc>>,
    /// Ticket: when it was escalated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated_at: Option<DateTime<Utc>>,
    /// Score change: health before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_from: Option<i16>,
    /// Score change: health after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_to: Option<i16>,
    /// Score change: band before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_from: Option<HealthStatus>,
    /// Score change: band after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_to: Option<HealthStatus>,
    /// Renewal: `WON` or `LOST`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal_outcome: Option<String>,
    /// Renewal: what it is about, in `currency`.
    #[serde(with = "rust_decimal::serde::float_option", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Renewal: ISO 4217 currency of `amount`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Renewal: when it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<NaiveDate>,
    /// Note: what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_type: Option<NoteType>,
    /// Note: whether only its author sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_private: Option<bool>,
    /// Alert: its rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_type: Option<String>,
    /// Alert: `CRITICAL`, `HIGH`, `MEDIUM` or `LOW`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_severity: Option<String>,
    /// Alert: where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_status: Option<String>,
    /// Key event: `CONTRACT_START`, `GO_LIVE`, `CHURNED`, `CHAMPION_LEFT`, `TIER_CHANGE` or `SURVEY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}
