use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{NullReason, work::ActivityType};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{analytics::HistoryPoint, users::UserName};

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
    /// Figures.
    pub figures: CsmFigures,
    /// What they are compared with.
    pub team_mean: TeamMean,
    /// The book over the last twelve weeks, by the id of the metric: `M012` clients, `M008` at risk, `M005` health,
    /// `M061` ARR, `M009` ARR at risk.
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
}
