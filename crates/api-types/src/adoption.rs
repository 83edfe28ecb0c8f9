use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, ContactId, NullReason,
    usage::{AdoptionStatus, UsageTrend},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How far a client has adopted what it licenses (metrics.md §6).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientAdoption {
    /// The client.
    pub client_id: ClientId,
    /// The day the levels describe.
    pub as_of: Option<NaiveDate>,
    /// Share of licensed features in use, 0 to 100 (M040).
    pub adoption_score: Option<i16>,
    /// Why it is null.
    pub adoption_score_null_reason: Option<NullReason>,
    /// What counts as use: `USED`, `ACTIVE` or `WEIGHTED`.
    pub numerator: String,
    /// Licensed features in use, by that rule.
    #[serde(with = "rust_decimal::serde::float")]
    pub features_used: Decimal,
    /// Licensed features.
    pub features_licensed: i64,
    /// Points the score moved over 60 days; null without that much history.
    pub score_change_60_days: Option<i16>,
    /// Why it is null.
    pub score_change_60_days_null_reason: Option<NullReason>,
    /// The score day by day, oldest first.
    pub history: Vec<AdoptionPoint>,
    /// How many features stand on each level, the lowest level first.
    pub levels: Vec<LevelCount>,
    /// The catalogue, by module.
    pub modules: Vec<AdoptionModule>,
    /// Keys of licensed features nobody uses (M043).
    pub licensed_not_used: Vec<String>,
    /// When the levels were computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// The score of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdoptionPoint {
    /// The day.
    pub date: NaiveDate,
    /// Adoption score.
    pub adoption_score: i16,
}

/// How many features stand on a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelCount {
    /// The level.
    pub adoption_status: AdoptionStatus,
    /// Features on it.
    pub features: i64,
}

/// A module with its features.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdoptionModule {
    /// Key.
    pub module_key: String,
    /// Name.
    pub module: String,
    /// Whether the client licenses any of it.
    pub is_licensed: bool,
    /// Its features.
    pub features: Vec<FeatureAdoption>,
}

/// How a client has a feature, and uses it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureAdoption {
    /// Key.
    pub feature_key: String,
    /// Name.
    pub feature_name: String,
    /// Key of the module.
    pub module_key: String,
    /// Name of the module.
    pub module: String,
    /// Whether the contract includes it.
    pub is_licensed: bool,
    /// Since when.
    pub licensed_at: Option<NaiveDate>,
    /// Whether it is set up; use proves that it is.
    pub is_configured: bool,
    /// Since when.
    pub configured_at: Option<NaiveDate>,
    /// Whether only its use says that it is set up.
    pub is_configured_inferred: bool,
    /// Level (M041).
    pub adoption_status: AdoptionStatus,
    /// Last day of use.
    pub last_used_at: Option<NaiveDate>,
    /// Uses of 30 days.
    #[serde(with = "rust_decimal::serde::float")]
    pub usage_30_days: Decimal,
    /// Uses of the 30 days before.
    #[serde(with = "rust_decimal::serde::float")]
    pub usage_prev_30_days: Decimal,
    /// Where the use is going (M042); null for a feature that is not licensed or younger than 60 days.
    pub usage_trend: Option<UsageTrend>,
    /// Why it is null.
    pub usage_trend_null_reason: Option<NullReason>,
    /// Uses within the feature's own window.
    #[serde(with = "rust_decimal::serde::float")]
    pub usage_in_window: Decimal,
    /// Uses expected within that window; null where any use is adoption.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub expected_usage: Option<Decimal>,
    /// Days of the window.
    pub expected_window_days: i32,
    /// What is counted.
    pub usage_unit: String,
    /// Use against expected, percent with one decimal.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub percent_of_expected: Option<Decimal>,
    /// How far the feature reached among all clients; null before the first night.
    pub reach: Option<FeatureReach>,
}

/// How many clients license a feature, and use it (M044).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureReach {
    /// Key.
    pub feature_key: String,
    /// Name.
    pub feature_name: String,
    /// Name of the module.
    pub module: String,
    /// Active clients that license it.
    pub licensing_clients: i64,
    /// Those with light use or more.
    pub using_clients: i64,
    /// Uses by all of them within the feature's window.
    #[serde(with = "rust_decimal::serde::float")]
    pub total_usage: Decimal,
    /// Users' share of those who license it, percent with one decimal; null with fewer than five of them.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub using_percent: Option<Decimal>,
    /// Why it is null.
    pub null_reason: Option<NullReason>,
}

/// The features by how far they reached (M044).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureReachSummary {
    /// Most used first: by share of the clients that license them, ties by use.
    pub features: Vec<FeatureReach>,
    /// Features fewer than five clients license; they are not ranked.
    pub too_few: Vec<FeatureReach>,
}

/// One feature of one client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureDetails {
    /// The client.
    pub client_id: ClientId,
    /// The day it describes.
    pub as_of: NaiveDate,
    /// Where the feature stands.
    pub feature: FeatureAdoption,
    /// Where the expected use comes from: `CLIENT`, `TIER` or `FEATURE`; null where none is expected.
    pub expected_source: Option<String>,
    /// Percentile of its use among the clients of the tier that license it.
    pub adoption_percentile: Option<i16>,
    /// Why it is null.
    pub adoption_percentile_null_reason: Option<NullReason>,
    /// First day of `days`.
    pub from: NaiveDate,
    /// Last day of `days`.
    pub to: NaiveDate,
    /// Days with use, oldest first.
    pub days: Vec<FeatureDay>,
    /// Levels over that time, as far back as uses are known, oldest first.
    pub levels: Vec<LevelSpan>,
    /// Who used it within 30 days, most days first; at most 50.
    pub users: Vec<FeatureUser>,
    /// Users within 30 days, also those not listed.
    pub users_total: i64,
    /// Why nobody is listed.
    pub users_null_reason: Option<NullReason>,
}

/// The use of a feature on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureDay {
    /// The day.
    pub date: NaiveDate,
    /// Uses.
    pub count: i64,
    /// Seconds spent on it.
    pub seconds: i64,
    /// Errors met.
    pub errors: i64,
}

/// Days on one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelSpan {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Level.
    pub adoption_status: AdoptionStatus,
}

/// Someone who uses a feature: a contact by name, anyone else under a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureUser {
    /// Stable pseudonymous id.
    pub id: String,
    /// Name of the contact, else the pseudonym.
    pub name: String,
    /// The contact this user is.
    pub contact_id: Option<ContactId>,
    /// Role on the platform.
    pub role: Option<String>,
    /// Days of 30 with use.
    pub days_used: i64,
    /// Last day of use.
    pub last_used_on: NaiveDate,
}
