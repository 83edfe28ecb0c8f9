use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, NullReason, StaffId,
    client::{ArrSource, ContractTier, LifecycleStatus, SizeSegment},
    health::{AtRiskReason, ChurnCategory, ChurnSource, HealthStatus, HealthTrend},
    revenue::RenewalStatus,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::Value;

use crate::{json, present, users::UserName};

/// A client in the portfolio list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(remote = "Self")]
pub struct ClientListItem {
    /// Id.
    pub id: ClientId,
    /// Id in the system the client came from.
    pub external_id: Option<String>,
    /// Name.
    pub name: String,
    /// Industry; null shows as "Other".
    pub industry: Option<String>,
    /// Contract tier.
    pub contract_tier: ContractTier,
    /// Size segment.
    pub size_segment: SizeSegment,
    /// Free segment.
    pub segment: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Lifecycle.
    pub lifecycle_status: LifecycleStatus,
    /// ARR in `currency`.
    #[serde(with = "amount")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// Why ARR is null.
    pub annual_recurring_revenue_null_reason: Option<NullReason>,
    /// ISO 4217 currency of the money fields.
    pub currency: String,
    /// Health, 0 to 100.
    pub current_health_score: Option<i16>,
    /// Why health is null.
    pub current_health_score_null_reason: Option<NullReason>,
    /// Band of health.
    pub health_status: Option<HealthStatus>,
    /// Direction over 30 days.
    pub health_trend: HealthTrend,
    /// Points over 30 days; null without enough history.
    pub health_trend_change: Option<i16>,
    /// Health over 90 days, oldest first, evenly spaced.
    pub health_sparkline: Vec<i16>,
    /// Churn risk within 90 days, 0 to 100.
    pub churn_risk_score: Option<i16>,
    /// Why churn risk is null.
    pub churn_risk_score_null_reason: Option<NullReason>,
    /// Band of churn risk.
    pub churn_risk_category: Option<ChurnCategory>,
    /// What churn risk comes from.
    pub churn_risk_source: Option<ChurnSource>,
    /// Due date of the next renewal.
    pub next_renewal_date: Option<NaiveDate>,
    /// Days to it; negative when past.
    pub days_to_renewal: Option<i32>,
    /// Where the renewal stands.
    pub renewal_status: RenewalStatus,
    /// Last touchpoint of the CSM.
    pub last_csm_contact_at: Option<DateTime<Utc>>,
    /// Last activity on the platform.
    pub last_activity_at: Option<DateTime<Utc>>,
    /// Client success manager.
    pub csm: Option<UserName>,
    /// Account executive.
    pub ae: Option<UserName>,
    /// Why the client counts as at risk; empty when it does not.
    pub at_risk_reasons: Vec<AtRiskReason>,
    /// Factors written by the assistant.
    pub ai_risk_factors: Option<Vec<RiskFactor>>,
    /// Why they are null.
    pub ai_risk_factors_null_reason: Option<NullReason>,
    /// When the computed fields were computed.
    pub computed_at: Option<DateTime<Utc>>,
}

impl Serialize for ClientListItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

/// By way of a value: flattened into [`Client`], everything in it would be compiled a second time, for serde's buffer.
impl<'de> Deserialize<'de> for ClientListItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(json::reader(&Value::deserialize(deserializer)?)).map_err(D::Error::custom)
    }
}

/// Something that raises or lowers the risk of churn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RiskFactor {
    /// Key of the factor, e.g. `usage_decline`.
    pub factor: String,
    /// `high`, `medium` or `low`; protective factors carry the word `protective`.
    pub impact: String,
    /// The numbers behind it, in a sentence.
    pub detail: String,
    /// Share of all that raises the risk, 0 to 100; null for protective factors.
    pub share_percent: Option<i16>,
}

/// A client in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    /// What the list shows too.
    #[serde(flatten)]
    pub summary: ClientListItem,
    /// Organisation on the platform.
    pub organization_id: Option<String>,
    /// Employees.
    pub employee_count: Option<i32>,
    /// Region or city.
    pub region: Option<String>,
    /// IANA time zone.
    pub timezone: String,
    /// First day of the contract.
    pub contract_start_date: NaiveDate,
    /// Last day of the contract.
    pub contract_end_date: Option<NaiveDate>,
    /// First day in productive use.
    pub go_live_date: Option<NaiveDate>,
    /// Where ARR comes from.
    pub arr_source: ArrSource,
    /// Modules in the contract.
    pub licensed_modules: Vec<String>,
    /// Seats in the contract.
    pub licensed_user_count: Option<i32>,
    /// Users active in the last 30 days.
    pub monthly_active_users: Option<i32>,
    /// Daily users expected by hand, instead of the rule.
    pub expected_dau_override: Option<i32>,
    /// Size segment set by hand.
    pub size_segment_override: Option<SizeSegment>,
    /// Day the client left.
    pub churned_at: Option<NaiveDate>,
    /// Why it left.
    pub churn_reason: Option<String>,
    /// Churn factors, largest first, of the source named in `churn_risk_source`.
    pub risk_factors: Vec<RiskFactor>,
    /// Probability of churn within 30 days, percent.
    pub churn_risk_30_days: Option<i16>,
    /// Probability of churn within 60 days, percent.
    pub churn_risk_60_days: Option<i16>,
    /// Summary written by the assistant.
    pub ai_summary: Option<String>,
    /// Why it is null.
    pub ai_summary_null_reason: Option<NullReason>,
    /// Actions recommended by the assistant.
    pub ai_recommended_actions: Option<Vec<String>>,
    /// Why they are null.
    pub ai_recommended_actions_null_reason: Option<NullReason>,
    /// Version of the editable fields; the `ETag` is made of it.
    pub version: i32,
    /// When the client was made.
    pub created_at: DateTime<Utc>,
    /// When someone last changed it.
    pub updated_at: DateTime<Utc>,
}

/// What of a client can be changed. A field that is left out stays; null clears it where that makes sense.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// Tags, at most 50 of at most 60 characters; they replace the present ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Free segment, at most 120 characters.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub segment: Option<Option<String>>,
    /// Lifecycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle_status: Option<LifecycleStatus>,
    /// Day the client left; needed with `lifecycle_status: CHURNED`.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub churned_at: Option<Option<NaiveDate>>,
    /// Why it left, at most 500 characters.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub churn_reason: Option<Option<String>>,
    /// Daily users expected, above 0.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i32>))]
    pub expected_dau_override: Option<Option<i32>>,
    /// Size segment by hand.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<SizeSegment>))]
    pub size_segment_override: Option<Option<SizeSegment>>,
    /// Client success manager; needs the right to assign.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StaffId>))]
    pub csm_user_id: Option<Option<StaffId>>,
    /// Account executive; needs the right to assign.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StaffId>))]
    pub ae_user_id: Option<Option<StaffId>>,
}

/// An amount as a JSON number. `rust_decimal`'s own reader refuses null in a type that is flattened into another.
pub(crate) mod amount {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    struct Amount(#[serde(with = "rust_decimal::serde::float")] Decimal);

    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::float_option::serialize(value, serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Amount>::deserialize(deserializer)?.map(|amount| amount.0))
    }
}

/// Everything the overview of a client shows, in one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientOverview {
    /// The client.
    pub client: Client,
    /// Its health now.
    pub health: crate::health::HealthDetails,
    /// Its health over the last 90 days.
    pub history: crate::health::HealthHistory,
    /// What moved the score over the last 30 days; null without two scores.
    pub drivers: Option<crate::health::HealthDrivers>,
}
