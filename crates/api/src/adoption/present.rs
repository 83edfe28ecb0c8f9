//! Rows as the wire shows them.

use analytics::{
    adoption::{FeatureReach as Reach, most_used},
    round::round,
};
use api_types::adoption::{FeatureAdoption, FeatureReach, FeatureReachSummary};
use chrono::{Duration, NaiveDate};
use domain::{
    NullReason,
    usage::{AdoptionStatus, UsageTrend},
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{
    adoption::{FeatureRow, ReachRow},
    parse_column,
};

use crate::ApiResult;

/// Days of history a trend of adoption needs (metrics.md §14).
pub(super) const TREND_DAYS: i64 = 60;

/// A feature as a client has it on a day.
pub(super) fn feature(
    row: FeatureRow,
    as_of: NaiveDate,
    known_since: Option<NaiveDate>,
    reach: Option<FeatureReach>,
) -> ApiResult<FeatureAdoption> {
    let adoption_status: AdoptionStatus =
        parse_column("client_feature_adoption", "adoption_status", &row.adoption_status)?;
    let trend: UsageTrend = parse_column("client_feature_adoption", "usage_trend", &row.usage_trend)?;
    let is_inferred = row.is_licensed && !row.is_configured && row.usage_in_window > Decimal::ZERO;
    let begun = known_since.max(row.licensed_at);
    let no_trend = if !row.is_licensed {
        Some(NullReason::NotApplicable)
    } else if begun.is_none_or(|begun| as_of - begun < Duration::days(TREND_DAYS - 1)) {
        Some(NullReason::InsufficientHistory)
    } else {
        None
    };
    let percent = row
        .expected_usage
        .filter(|_| row.is_licensed)
        .and_then(|expected| (row.usage_in_window * Decimal::ONE_HUNDRED).checked_div(expected));
    Ok(FeatureAdoption {
        feature_key: row.feature_key,
        feature_name: row.name,
        module_key: row.module_key,
        module: row.module_name,
        is_licensed: row.is_licensed,
        licensed_at: row.licensed_at,
        is_configured: row.is_configured || is_inferred,
        configured_at: row.configured_at,
        is_configured_inferred: is_inferred,
        adoption_status,
        last_used_at: row.last_used_at,
        usage_30_days: row.usage_30_days.normalize(),
        usage_prev_30_days: row.usage_prev_30_days.normalize(),
        usage_trend: no_trend.is_none().then_some(trend),
        usage_trend_null_reason: no_trend,
        usage_in_window: row.usage_in_window.normalize(),
        expected_usage: row.expected_usage.map(|expected| expected.normalize()),
        expected_window_days: row.expected_window_days,
        usage_unit: row.usage_unit,
        percent_of_expected: percent.map(|percent| round(percent, 1)),
        reach,
    })
}

/// Ranks features by how far they reached (M044).
pub(super) fn reached(rows: Vec<ReachRow>) -> FeatureReachSummary {
    let found = rows
        .iter()
        .map(|row| Reach {
            feature_key: row.feature_key.clone(),
            licensing_clients: row.licensing_clients,
            using_clients: row.using_clients,
            total_usage: row.total_usage.to_i64().unwrap_or(i64::MAX),
        })
        .collect();
    let ranking = most_used(found);
    let wire = |key: &str, share: Option<Decimal>| {
        rows.iter().find(|row| row.feature_key == key).map(|row| FeatureReach {
            feature_key: row.feature_key.clone(),
            feature_name: row.name.clone(),
            module: row.module_name.clone(),
            licensing_clients: row.licensing_clients,
            using_clients: row.using_clients,
            total_usage: row.total_usage.normalize(),
            using_percent: share.map(|share| round(share * Decimal::ONE_HUNDRED, 1)),
            null_reason: share.is_none().then_some(NullReason::SuppressedSmallN),
        })
    };
    FeatureReachSummary {
        features: ranking.ranked.iter().filter_map(|(reach, share)| wire(&reach.feature_key, Some(*share))).collect(),
        too_few: ranking.too_few.iter().filter_map(|reach| wire(&reach.feature_key, None)).collect(),
    }
}
