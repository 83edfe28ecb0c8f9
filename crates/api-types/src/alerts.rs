use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    AlertId, ClientId, SegmentId,
    alert::{AlertSeverity, AlertStatus, AlertType},
    client::ContractTier,
    health::HealthStatus,
    notification::Channel,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{clients::amount, users::UserName};

/// Something about a client that asks for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    /// Id.
    pub id: AlertId,
    /// The client it is about.
    pub client_id: ClientId,
    /// Its name.
    pub client_name: String,
    /// What it is about.
    pub alert_type: AlertType,
    /// How grave it is.
    pub severity: AlertSeverity,
    /// Whether leaders are to know, too.
    pub is_executive: bool,
    /// In a few words.
    pub title: String,
    /// In a sentence, with the figures.
    pub description: String,
    /// The figure that was looked at.
    pub trigger_metric: Option<String>,
    /// Its value when last looked at.
    pub trigger_value: Option<String>,
    /// The threshold it crossed.
    pub trigger_threshold: Option<String>,
    /// What else it is about: contact, support_ticket, invoice and so on.
    pub related_entity_type: Option<String>,
    /// The id of that.
    pub related_entity_id: Option<String>,
    /// What became of it.
    pub status: AlertStatus,
    /// When someone took it on.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Who did.
    pub acknowledged_by: Option<UserName>,
    /// Until when it is put off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// When it was dismissed.
    pub dismissed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub dismissed_by: Option<UserName>,
    /// When it was over.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Who resolved it; null when it ended by itself.
    pub resolved_by: Option<UserName>,
    /// What was done; `auto` when it ended by itself.
    pub resolution_notes: Option<String>,
    /// How often it came back soon after it was over.
    pub reopened_count: i32,
    /// When its rule was last seen to hold.
    pub last_seen_at: DateTime<Utc>,
    /// When it was raised.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// Version; counts changes people see.
    pub version: i32,
}

/// Something about the team or its sources that asks for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamAlert {
    /// Id.
    pub id: AlertId,
    /// What it is about: `CSM_OVERLOAD` or `DATA_QUALITY`.
    pub alert_type: AlertType,
    /// How grave it is.
    pub severity: AlertSeverity,
    /// Whether it is for leaders.
    pub is_executive: bool,
    /// In a few words.
    pub title: String,
    /// In a sentence, with the figures.
    pub description: String,
    /// The figure that was looked at.
    pub trigger_metric: Option<String>,
    /// Its value when last looked at.
    pub trigger_value: Option<String>,
    /// The threshold it crossed.
    pub trigger_threshold: Option<String>,
    /// Whom or what it is about: staff, data_feed or import_batch.
    pub related_entity_type: Option<String>,
    /// The id of that.
    pub related_entity_id: Option<String>,
    /// What became of it.
    pub status: AlertStatus,
    /// When someone took it on.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Who did.
    pub acknowledged_by: Option<UserName>,
    /// Until when it is put off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// When it was dismissed.
    pub dismissed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub dismissed_by: Option<UserName>,
    /// When it was over.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Who resolved it; null when it ended by itself.
    pub resolved_by: Option<UserName>,
    /// What was done; `auto` when it ended by itself.
    pub resolution_notes: Option<String>,
    /// How often it came back soon after it was over.
    pub reopened_count: i32,
    /// When its rule was last seen to hold.
    pub last_seen_at: DateTime<Utc>,
    /// When it was raised.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// Version; counts changes people see.
    pub version: i32,
}

/// A client with its alerts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientAlerts {
    /// The client.
    pub client: AlertClient,
    /// How many of its alerts the filter lets through.
    pub alert_count: i64,
    /// The first 25 of them, the gravest and youngest first.
    pub alerts: Vec<Alert>,
}

/// What the inbox shows of a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertClient {
    /// Id.
    pub id: ClientId,
    /// Name.
    pub name: String,
    /// Contract tier.
    pub contract_tier: ContractTier,
    /// ARR in `currency`.
    #[serde(with = "amount")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// ISO 4217 currency of the money fields.
    pub currency: String,
    /// Health, 0 to 100.
    pub current_health_score: Option<i16>,
    /// Band of health.
    pub health_status: Option<HealthStatus>,
    /// Client success manager.
    pub csm: Option<UserName>,
}

/// Open alerts, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertCounts {
    /// Nobody has answered them yet.
    pub new: i64,
    /// Someone is on them.
    pub acknowledged: i64,
    /// Put off.
    pub snoozed: i64,
    /// New ones by severity.
    pub new_by_severity: BTreeMap<AlertSeverity, i64>,
}

/// Puts an alert off: for a while, or until an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SnoozeAlert {
    /// For how long. Not together with `snoozed_until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<SnoozeDuration>,
    /// Until when, within 90 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// How long an alert is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SnoozeDuration {
    /// 24 hours.
    OneDay,
    /// Seven days.
    OneWeek,
}

/// Ends an alert.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ResolveAlert {
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution_notes: Option<String>,
}

/// The rules, as they hold for everyone or for one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertSettings {
    /// Every rule.
    pub rules: Vec<AlertRule>,
    /// Version.
    pub version: i32,
    /// When they were changed last.
    pub updated_at: DateTime<Utc>,
    /// By whom.
    pub updated_by: Option<UserName>,
}

/// The rules as they hold for one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientAlertSettings {
    /// Every rule, with the client's own settings on top of everyone's.
    pub rules: Vec<AlertRule>,
    /// Until when nothing is raised for this client.
    pub muted_until: Option<DateTime<Utc>>,
    /// Version; 0 while nothing was set for this client.
    pub version: i32,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertRule {
    /// Which.
    pub alert_type: AlertType,
    /// Whether it raises alerts; of a client: about it.
    pub is_enabled: bool,
    /// The saved segment it keeps to: only clients that are in it now are looked at. Null: every client is.
    pub segment: Option<RuleSegment>,
    /// By which ways people are told, unless they set otherwise; `SLACK` is the room of the team.
    pub channels: BTreeSet<Channel>,
    /// Its threshold; null for a rule that holds or does not.
    pub threshold: Option<AlertThreshold>,
    /// Days after its end within which an alert is taken up again instead of raised anew; null for an occasion that is
    /// spoken of once.
    pub cooldown_days: Option<i64>,
    /// Whether something was set here, rather than left to what holds anyway.
    pub is_changed: bool,
}

/// The segment a rule keeps to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleSegment {
    /// Id.
    pub id: SegmentId,
    /// Name.
    pub name: String,
}

/// The number of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertThreshold {
    /// The value in force.
    pub value: i32,
    /// What it is unless set.
    pub default: i32,
    /// The least that can be set.
    pub min: i32,
    /// The most that can be set.
    pub max: i32,
    /// What it counts: days, percent, points and so on.
    pub unit: String,
}

/// What to set of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateAlertSettings {
    /// By rule; those that are not named go back to what holds anyway.
    pub rules: BTreeMap<AlertType, UpdateAlertRule>,
}

/// What to set for one client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateClientAlertSettings {
    /// By rule; those that are not named follow everyone's.
    pub rules: BTreeMap<AlertType, UpdateAlertRule>,
    /// Until when nothing is raised for this client, within a year; null unmutes it.
    pub muted_until: Option<DateTime<Utc>>,
}

/// What to set of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateAlertRule {
    /// Whether it raises alerts; null leaves it to what holds anyway.
    pub is_enabled: Option<bool>,
    /// Its threshold; null leaves it to what holds anyway.
    pub threshold: Option<i32>,
    /// By which ways people are told; null leaves it to what holds anyway.
    pub channels: Option<BTreeSet<Channel>>,
    /// The saved segment it keeps to, one that is shared with everyone; null looks at every client. Only for the rules
    /// of everyone: whether a rule holds for one client is said by `is_enabled`.
    pub segment_id: Option<SegmentId>,
}
