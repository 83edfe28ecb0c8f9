use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    NullReason,
    team::{CapacityBand, LeaderboardPart},
    work::ActivityType,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{analytics::HistoryPoint, present, users::UserName};

/// The period a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodDates {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Whether it is not over: what it closes with is then that of today.
    pub partial: bool,
}

/// How the client success managers do (M120, M122 to M125).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmPerformance {
    /// The period of everything but the books, which are of now.
    pub period: PeriodDates,
    /// The day the books describe.
    pub as_of: NaiveDate,
    /// Currency of every amount.
    pub currency: String,
    /// One row each, the most ARR first. A manager sees their own name only; the others are numbered.
    pub csms: Vec<CsmRow>,
    /// Clients without a manager.
    pub unassigned: CsmFigures,
    /// The whole team with what nobody owns, added up.
    pub total: CsmFigures,
    /// What a manager is compared with.
    pub team_mean: TeamMean,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// One manager.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmRow {
    /// Who; null where you may not know.
    pub csm: Option<UserName>,
    /// What the row is called: the name, or `CSM 2`.
    pub label: String,
    /// Whether it is you.
    pub is_self: bool,
    /// Whether they count in the mean of the team: five accounts or more, here for ninety days or more.
    pub is_eligible: bool,
    /// Where they stand among those who can be compared.
    pub rank: CsmRank,
    /// How full their hands are.
    pub capacity: CsmCapacity,
    /// Figures.
    pub figures: CsmFigures,
}

/// One manager in detail, beside the team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmMetrics {
    /// Who.
    pub csm: UserName,
    /// The period of everything but the book, which is of now.
    pub period: PeriodDates,
    /// The day the book describes.
    pub as_of: NaiveDate,
    /// Currency of every amount.
    pub currency: String,
    /// Whether they count in the mean of the team.
    pub is_eligible: bool,
    /// Where they stand among those who can be compared.
    pub rank: CsmRank,
    /// How full their hands are.
    pub capacity: CsmCapacity,
    /// Figures.
    pub figures: CsmFigures,
    /// What they are compared with.
    pub team_mean: TeamMean,
    /// The book over the last twelve weeks, by the id of the metric: `M012` clients, `M008` at risk, `M005` health,
    /// `M061` ARR, `M009` ARR at risk, `M127` the share of the capacity in use, as a ratio.
    pub history: BTreeMap<String, Vec<HistoryPoint>>,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// A book, and what was done for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmFigures {
    /// Active clients.
    pub clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
    /// Clients whose ARR is unknown.
    pub n_without_arr: i64,
    /// Mean health of those scored by the default formula.
    pub average_health: Option<i16>,
    /// Why it is null.
    pub average_health_null_reason: Option<NullReason>,
    /// How many clients each band of health holds.
    pub health: HealthCounts,
    /// Clients at risk.
    pub at_risk_clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr_at_risk: Decimal,
    /// Their part of all ARR at risk ÷ their part of all ARR, two decimals: 1 is a fair share (M011).
    pub risk_concentration: Option<f64>,
    /// Why it is null.
    pub risk_concentration_null_reason: Option<NullReason>,
    /// Whether the risk gathers here: above 1.5.
    pub is_risk_concentrated: bool,
    /// Renewals due within 90 days.
    pub renewals_90_days: i64,
    /// Renewals overdue.
    pub renewals_overdue: i64,
    /// What became of the clients there were when the period began.
    pub retention: CsmRetention,
    /// What was logged in the period.
    pub activities: CsmActivities,
    /// Promises past their day.
    pub overdue_follow_ups: i64,
    /// Alerts raised in the period.
    pub alerts: CsmAlerts,
    /// How the health of the book changed over the period.
    pub health_change: CsmHealthChange,
    /// What contacts answered of the last ninety days.
    pub nps: CsmNps,
    /// ARR of the expansions won in the period while the client was theirs.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub expansion_arr: Option<Decimal>,
    /// Why it is null: no expansion was ever recorded.
    pub expansion_arr_null_reason: Option<NullReason>,
}

/// How full the hands of a manager are (M126, M127).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmCapacity {
    /// Points of the clients of the book: by size, more where they are at risk, renew or are new.
    pub load: f64,
    /// Points one can look after; null of those who left, or who are no managers.
    pub capacity: Option<f64>,
    /// Load in percent of capacity, one decimal.
    pub utilisation_percent: Option<f64>,
    /// Why it is null.
    pub utilisation_percent_null_reason: Option<NullReason>,
    /// How full that is.
    pub band: Option<CapacityBand>,
    /// Share of a full week.
    pub fte: Option<f64>,
    /// Whether they are new, and count half.
    pub is_ramping: bool,
    /// Accounts they should have.
    pub accounts_target: Option<i32>,
    /// Accounts in percent of that, one decimal.
    pub accounts_target_percent: Option<f64>,
    /// ARR they should have.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr_target: Option<Decimal>,
    /// ARR in percent of that, one decimal.
    pub arr_target_percent: Option<f64>,
}

/// Where a manager stands (M125).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmRank {
    /// The place; those who are level share one.
    pub place: Option<i64>,
    /// Of how many.
    pub of: i64,
    /// The score, 0 to 100, one decimal.
    pub score: Option<f64>,
    /// Why there is no place: `INSUFFICIENT_DATA` where fewer than three can be compared, `NOT_APPLICABLE` of one who
    /// cannot, `NO_DATA` where nothing is known.
    pub null_reason: Option<NullReason>,
    /// What the score is made of; none without a score.
    pub parts: Vec<CsmRankPart>,
}

/// A part of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmRankPart {
    /// Which.
    pub part: LeaderboardPart,
    /// What it counts in percent, one decimal; what is not known counts nothing, and the others more.
    pub weight_percent: f64,
    /// The figure: percent, money, points or hours.
    pub value: Option<f64>,
    /// Its percentile among those compared, 100 the best, one decimal.
    pub percentile: Option<f64>,
}

/// How the health of a book changed (M121), over the clients scored at both ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmHealthChange {
    /// Mean change in points, two decimals.
    pub mean_points: Option<f64>,
    /// Percent of the clients that gained three points or more, one decimal.
    pub improved_percent: Option<f64>,
    /// Why these are null.
    pub null_reason: Option<NullReason>,
    /// Clients scored at both ends.
    pub clients: i64,
}

/// What contacts answered when asked whether they would recommend the product (M103): the latest answer of each, counted
/// for whoever had the client then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmNps {
    /// −100 to 100.
    pub score: Option<i16>,
    /// Why it is null.
    pub null_reason: Option<NullReason>,
    /// Contacts that answered.
    pub responses: i64,
    /// Whether that is fewer than five.
    pub is_few: bool,
}

/// Clients per band of health.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthCounts {
    /// 80 or more.
    pub healthy: i64,
    /// 60 to 79.
    pub monitor: i64,
    /// 40 to 59.
    pub at_risk: i64,
    /// Below 40.
    pub critical: i64,
    /// Without a score.
    pub not_available: i64,
}

/// What became of the clients there were when a period began. Whoever had a client when it left has the loss; the one
/// before, within thirty days of a hand-over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmRetention {
    /// Clients when it began.
    pub clients_at_start: i64,
    /// Those that left.
    pub churned_clients: i64,
    /// What they paid when it began.
    #[serde(with = "rust_decimal::serde::float")]
    pub churned_arr: Decimal,
    /// Percent of the clients that stayed, one decimal.
    pub logo_retention_percent: Option<f64>,
    /// Why it is null.
    pub logo_retention_percent_null_reason: Option<NullReason>,
    /// ARR when it began, of the clients whose ARR is known at both ends.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr_at_start: Decimal,
    /// Percent of it that is left, without what was added (GRR), one decimal.
    pub gross_revenue_retention_percent: Option<f64>,
    /// Why it is null.
    pub gross_revenue_retention_percent_null_reason: Option<NullReason>,
    /// Clients left out because their ARR is unknown.
    pub n_excluded: i64,
}

/// What someone logged (M123).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmActivities {
    /// Everything.
    pub total: i64,
    /// Calls, e-mails and meetings of every kind.
    pub touchpoints: i64,
    /// Calls.
    pub calls: i64,
    /// E-mails.
    pub emails: i64,
    /// Meetings of every kind, business reviews and trainings among them.
    pub meetings: i64,
    /// Business reviews.
    pub business_reviews: i64,
    /// Follow-ups done.
    pub tasks_completed: i64,
    /// By type; types without any are left out.
    pub by_type: BTreeMap<ActivityType, i64>,
}

/// How alerts were answered (M122). Hours are business hours of whoever had the client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmAlerts {
    /// Alerts of medium severity or more raised in the period.
    pub raised: i64,
    /// Acknowledged, or closed by hand.
    pub answered: i64,
    /// Unanswered past the time there was.
    pub overdue: i64,
    /// Half were answered within so many hours.
    pub median_response_hours: Option<f64>,
    /// Nine of ten were.
    pub p90_response_hours: Option<f64>,
    /// Why these are null.
    pub response_null_reason: Option<NullReason>,
    /// Percent answered in time, one decimal, of those answered or overdue.
    pub within_sla_percent: Option<f64>,
    /// Why it is null.
    pub within_sla_percent_null_reason: Option<NullReason>,
}

/// The mean of the managers that can be compared. Shares and hours are of all their clients together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMean {
    /// How many managers it is of.
    pub csms: i64,
    /// Why there is none: fewer than three can be compared.
    pub null_reason: Option<NullReason>,
    /// Active clients, one decimal like every mean here.
    pub clients: Option<f64>,
    /// ARR.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr: Option<Decimal>,
    /// Mean health of their clients.
    pub average_health: Option<i16>,
    /// Clients at risk.
    pub at_risk_clients: Option<f64>,
    /// ARR at risk.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr_at_risk: Option<Decimal>,
    /// Clients that left.
    pub churned_clients: Option<f64>,
    /// Percent of clients that stayed.
    pub logo_retention_percent: Option<f64>,
    /// Percent of ARR that is left (GRR).
    pub gross_revenue_retention_percent: Option<f64>,
    /// Calls, e-mails and meetings.
    pub touchpoints: Option<f64>,
    /// Promises past their day.
    pub overdue_follow_ups: Option<f64>,
    /// Half of the alerts were answered within so many hours.
    pub median_response_hours: Option<f64>,
    /// Load in percent of capacity.
    pub utilisation_percent: Option<f64>,
    /// Mean change of health in points.
    pub health_change_points: Option<f64>,
    /// What contacts answered.
    pub nps: Option<i16>,
    /// ARR of the expansions won.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub expansion_arr: Option<Decimal>,
}

/// How much someone can look after, as it was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsmCapacitySettings {
    /// Who.
    pub csm: UserName,
    /// Share of a full week, 0 to 2.
    #[serde(with = "rust_decimal::serde::float")]
    pub fte: Decimal,
    /// Points of a full week.
    #[serde(with = "rust_decimal::serde::float")]
    pub points: Decimal,
    /// Accounts they should have.
    pub accounts_target: i32,
    /// ARR they should have.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr_target: Decimal,
    /// Currency of that.
    pub currency: String,
    /// When they began; null where it was not said: the day their account was made counts then.
    pub hired_on: Option<NaiveDate>,
    /// The day that counts: they are new for ninety days from it.
    pub since: NaiveDate,
    /// Version; the `ETag` is made of it. Zero where nothing was set: what holds for everyone is shown.
    pub version: i32,
}

/// What of someone's capacity to change. A field that is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateCsmCapacity {
    /// Share of a full week, 0 to 2, at most two decimals.
    #[serde(default, with = "rust_decimal::serde::float_option", skip_serializing_if = "Option::is_none")]
    pub fte: Option<Decimal>,
    /// Points of a full week, above 0, at most 1000.
    #[serde(default, with = "rust_decimal::serde::float_option", skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
    /// Accounts they should have, 0 to 100000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accounts_target: Option<i32>,
    /// ARR they should have.
    #[serde(default, with = "rust_decimal::serde::float_option", skip_serializing_if = "Option::is_none")]
    pub arr_target: Option<Decimal>,
    /// When they began; null for the day their account was made.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub hired_on: Option<Option<NaiveDate>>,
}
