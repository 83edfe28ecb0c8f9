use chrono::NaiveDate;
use chrono::{DateTime, Utc};
use domain::{
    ClientId, NullReason,
    client::ContractTier,
    health::{HealthStatus, HealthTrend},
    revenue::PriorityCategory,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{activities::Activity, alerts::Alert, clients::amount, page::Pagination, users::UserName};

/// What is to be done today, whom it concerns first coming first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyDay {
    /// The day this is for, in the tenant's time zone.
    pub date: NaiveDate,
    /// The whole list, summed.
    pub summary: DaySummary,
    /// One page of clients.
    pub data: Vec<DayClient>,
    /// Which page.
    pub pagination: Pagination,
}

/// A list of a day, summed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DaySummary {
    /// Clients that something is to be done about.
    pub clients: i64,
    /// New alerts about them.
    pub alerts: i64,
    /// Your follow-ups that are due by today.
    pub follow_ups: i64,
    /// What is expected to be lost with these clients within 90 days: ARR times churn probability, in `currency`.
    #[serde(with = "amount")]
    pub expected_loss: Option<Decimal>,
    /// ISO 4217 currency of the money fields.
    pub currency: String,
}

/// A client that something is to be done about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayClient {
    /// Client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Contract tier.
    pub contract_tier: ContractTier,
    /// ARR in the currency of the summary.
    #[serde(with = "amount")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// Health, 0 to 100.
    pub current_health_score: Option<i16>,
    /// Band of health.
    pub health_status: Option<HealthStatus>,
    /// Where health is going.
    pub health_trend: HealthTrend,
    /// By how many points it changed within a week.
    pub health_trend_change: Option<i16>,
    /// Churn risk, 0 to 100.
    pub churn_risk_score: Option<i16>,
    /// When the renewal is due.
    pub renewal_due_date: Option<NaiveDate>,
    /// Days until then; negative once it is late.
    pub days_to_renewal: Option<i64>,
    /// Client success manager.
    pub csm: Option<UserName>,
    /// Why it stands where it stands, in a line.
    pub reason: String,
    /// How soon it is worth your time (M091); null until it was computed, and for clients that are not active.
    pub priority: Option<ClientPriority>,
    /// Why it is null.
    pub priority_null_reason: Option<NullReason>,
    /// How many new alerts there are.
    pub alert_count: i64,
    /// The gravest of them, five at most.
    pub alerts: Vec<Alert>,
    /// How many of your follow-ups are due.
    pub follow_up_count: i64,
    /// The longest due of them, five at most.
    pub follow_ups: Vec<Activity>,
}

/// How soon a client is worth someone's time (M091).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientPriority {
    /// 0 to 100.
    pub score: i16,
    /// In a word.
    pub category: PriorityCategory,
    /// What it is made of; the points add up to the score.
    pub factors: Vec<PriorityFactor>,
    /// What is expected to be lost within 90 days: ARR times churn probability.
    #[serde(with = "amount")]
    pub expected_loss: Option<Decimal>,
    /// When it was computed.
    pub computed_at: DateTime<Utc>,
}

/// One part of a priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorityFactor {
    /// `REVENUE_AT_RISK`, `URGENCY`, `TIER` or `PURCHASE_HISTORY`.
    pub factor: PriorityFactorName,
    /// 0 to 100.
    #[serde(with = "amount")]
    pub value: Option<Decimal>,
    /// Points it adds to the score.
    #[serde(with = "amount")]
    pub points: Option<Decimal>,
    /// In words, with the figures.
    pub reason: String,
}

/// The parts of a priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriorityFactorName {
    /// What is expected to be lost.
    RevenueAtRisk,
    /// How soon the renewal is due.
    Urgency,
    /// The contract tier.
    Tier,
    /// What was bought before.
    PurchaseHistory,
}
