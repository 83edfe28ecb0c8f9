use chrono::NaiveDate;
use domain::usage::{AdoptionStatus, UsageTrend};
use rust_decimal::Decimal;

use super::{adoption_status, usage_trend};
use crate::health::history::{FeatureSeries, days_before};
use crate::period::trailing;
use crate::settings::AdoptionSettings;

/// One row of `client_feature_adoption`, as computed.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureAdoption {
    /// The key of the catalogue.
    pub feature_key: String,
    /// How far the feature is adopted.
    pub adoption_status: AdoptionStatus,
    /// Use proves that it was set up although nobody said so (§6 `inferred`).
    pub is_configured_inferred: bool,
    /// Uses within the feature's own window.
    pub usage_in_window: i64,
    /// Uses in the trailing 30 days.
    pub usage_30_days: i64,
    /// Uses in the 30 days before.
    pub usage_prev_30_days: i64,
    /// Where the use is going.
    pub usage_trend: UsageTrend,
    /// Expected uses within the window.
    pub expected_usage: Option<Decimal>,
    /// The window in days.
    pub expected_window_days: u32,
    /// The last day it was used.
    pub last_used_on: Option<NaiveDate>,
}

/// Every feature of a client at the end of a date. Its use is known of until `used_until`.
pub fn feature_adoption(
    features: &[FeatureSeries],
    as_of: NaiveDate,
    used_until: NaiveDate,
    settings: &AdoptionSettings,
) -> Vec<FeatureAdoption> {
    features.iter().map(|feature| one(feature, as_of, used_until, settings)).collect()
}

/// The licensed features nobody uses (M043).
pub fn licensed_not_used(features: &[FeatureAdoption]) -> impl Iterator<Item = &str> {
    features
        .iter()
        .filter(|f| matches!(f.adoption_status, AdoptionStatus::NotConfigured | AdoptionStatus::NotUsed))
        .map(|feature| feature.feature_key.as_str())
}

/// The statuses alone, which is all a score needs. Of a feature that was not licensed yet nothing is known.
pub(crate) fn feature_statuses<'a>(
    features: &'a [FeatureSeries],
    as_of: NaiveDate,
    settings: &'a AdoptionSettings,
) -> impl Iterator<Item = AdoptionStatus> + 'a {
    features.iter().map(move |feature| status(feature, as_of, in_window(feature, as_of), settings))
}

fn one(
    feature: &FeatureSeries,
    as_of: NaiveDate,
    used_until: NaiveDate,
    settings: &AdoptionSettings,
) -> FeatureAdoption {
    let usage_in_window = in_window(feature, used_until);
    let usage_30_days = feature.uses(trailing(used_until, 30));
    let usage_prev_30_days = feature.uses(trailing(days_before(used_until, 30), 30));
    FeatureAdoption {
        feature_key: feature.feature_key.clone(),
        adoption_status: status(feature, as_of, usage_in_window, settings),
        is_configured_inferred: usage_in_window > 0 && !feature.is_configured(as_of),
        usage_in_window,
        usage_30_days,
        usage_prev_30_days,
        usage_trend: usage_trend(usage_30_days.into(), usage_prev_30_days.into()),
        expected_usage: feature.expected_usage,
        expected_window_days: feature.window_days,
        last_used_on: feature.last_used(used_until),
    }
}

fn in_window(feature: &FeatureSeries, as_of: NaiveDate) -> i64 {
    feature.uses(trailing(as_of, feature.window_days))
}

fn status(feature: &FeatureSeries, as_of: NaiveDate, usage: i64, settings: &AdoptionSettings) -> AdoptionStatus {
    let (licensed, configured) = (feature.is_licensed(as_of), feature.is_configured(as_of));
    adoption_status(licensed, configured, usage.into(), feature.expected_usage, settings)
}
