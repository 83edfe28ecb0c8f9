use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, Utc};
use domain::{
    AlertId, ClientId, DeliveryId, NoteId, NotificationId,
    alert::{AlertSeverity, AlertStatus, AlertType},
    notification::{Channel, DeliveryKind, DeliveryState, Digest, MentionOutcome, NotificationKind},
};
use serde::{Deserialize, Serialize};

use crate::users::UserName;

/// Something you were told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Id.
    pub id: NotificationId,
    /// What it is about.
    pub kind: NotificationKind,
    /// In a line.
    pub title: String,
    /// The client it is about.
    pub client_id: Option<ClientId>,
    /// Its name.
    pub client_name: Option<String>,
    /// The alerts, the gravest first, as they stand now.
    pub alerts: Vec<NotifiedAlert>,
    /// The note you are named in.
    pub note_id: Option<NoteId>,
    /// The beginning of that note.
    pub excerpt: Option<String>,
    /// Who caused it, if it was a person.
    pub actor: Option<UserName>,
    /// When you read it.
    pub read_at: Option<DateTime<Utc>>,
    /// When you were told.
    pub created_at: DateTime<Utc>,
}

/// An alert you were told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotifiedAlert {
    /// Id.
    pub id: AlertId,
    /// What it is about.
    pub alert_type: AlertType,
    /// How grave it is.
    pub severity: AlertSeverity,
    /// In a few words.
    pub title: String,
    /// What became of it.
    pub status: AlertStatus,
}

/// How many notifications you did not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationCounts {
    /// So many.
    pub unread: i64,
}

/// What to mark as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct MarkAllRead {
    /// What came later stays unread; everything is marked without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// How you want to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyAlertSettings {
    /// Every rule, and by which ways you hear of what it raises.
    pub rules: Vec<MyAlertRule>,
    /// Whether mentions come by e-mail, too.
    pub mentions_by_email: bool,
    /// When not to ring; null for no quiet hours. What is critical rings.
    pub quiet_hours: Option<QuietHours>,
    /// Whose clock quiet hours and summary go by.
    pub time_zone: String,
    /// How often a summary comes.
    pub digest: Digest,
    /// What sends by which way, on this server.
    pub channels: Vec<ChannelState>,
    /// Version; 0 while nothing was set.
    pub version: i32,
}

/// A rule, and by which ways you hear of what it raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyAlertRule {
    /// Which.
    pub alert_type: AlertType,
    /// By which ways, as it holds for you.
    pub channels: BTreeSet<Channel>,
    /// By which ways unless you set otherwise.
    pub default: BTreeSet<Channel>,
    /// Whether you set otherwise.
    pub is_changed: bool,
}

/// Hours of a day, by one's own clock; they may go past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From when on, e.g. `20:00:00`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "20:00:00"))]
    pub from: NaiveTime,
    /// Until when, e.g. `07:00:00`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "07:00:00"))]
    pub until: NaiveTime,
}

/// Whether something sends by a way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelState {
    /// Which way.
    pub channel: Channel,
    /// What sends; null while nothing is configured.
    pub sender: Option<String>,
}

/// How you want to be told, in place of what was set before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateMyAlertSettings {
    /// By rule; those that are not named are as the rules for everyone say.
    #[serde(default)]
    pub rules: BTreeMap<AlertType, BTreeSet<Channel>>,
    /// Whether mentions come by e-mail, too.
    pub mentions_by_email: bool,
    /// When not to ring; null for no quiet hours.
    #[serde(default)]
    pub quiet_hours: Option<QuietHours>,
    /// Whose clock to go by, e.g. `Europe/Berlin`.
    pub time_zone: String,
    /// How often a summary comes.
    pub digest: Digest,
}

/// A message that left the product, or is about to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Id; the `Message-ID` of a mail is made of it.
    pub id: DeliveryId,
    /// By which way.
    pub channel: Channel,
    /// What it carries.
    pub kind: DeliveryKind,
    /// Whom it is for; null is the room of the team.
    pub recipient: Option<UserName>,
    /// What became of it.
    pub state: DeliveryState,
    /// Tries so far.
    pub attempts: i32,
    /// When it is tried next; null when it is not.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When the receiver took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Someone a note names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteMention {
    /// Who.
    pub user: UserName,
    /// Whether they were told.
    pub outcome: MentionOutcome,
}
