use analytics::{renewal::value_range, settings::RenewalSettings};
use chrono::{Duration, NaiveDate};
use domain::{
    client::ContractTier,
    revenue::{RenewalStatus, RenewalValueBand},
};
use serde::Deserialize;
use store::clients::ClientFilter;
use uuid::Uuid;

use crate::{ApiError, ApiResult};

/// Months shown unless asked otherwise.
const DEFAULT_MONTHS: u32 = 12;
/// Months shown at most.
const MAX_MONTHS: u32 = 36;
/// Days one may look ahead.
const MAX_DAYS: i64 = 3_650;

/// How many months, and which clients the list holds, in what order; the figures beside it are of everyone. Several
/// values of one parameter mean any of them.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct RenewalQuery {
    /// Calendar months to show, this one first.
    #[param(minimum = 1, maximum = 36, default = 12, example = 12)]
    months: Option<u32>,
    /// Field to sort by, with `-` in front for descending; the fields of `GET /clients`.
    #[param(example = "-annual_recurring_revenue", default = "next_renewal_date")]
    pub sort: Option<String>,
    /// Where the renewal stands.
    #[param(style = Form, explode = false, example = "OVERDUE,DUE_SOON")]
    renewal_status: Vec<RenewalStatus>,
    /// Due from today on within this many days.
    #[param(minimum = 0, maximum = 3650, example = 30)]
    renewal_within_days: Option<i64>,
    /// Due on this day or later.
    #[param(example = "2026-04-01")]
    next_renewal_date_after: Option<NaiveDate>,
    /// Due on this day or earlier.
    #[param(example = "2026-04-30")]
    next_renewal_date_before: Option<NaiveDate>,
    /// Only clients at risk, or only the others.
    at_risk: Option<bool>,
    /// Contract tiers.
    #[param(style = Form, explode = false)]
    contract_tier: Vec<ContractTier>,
    /// What the renewals are worth: `value_bands` of the answer says from what ARR on.
    #[param(style = Form, explode = false, example = "HIGH")]
    value_band: Vec<RenewalValueBand>,
    /// Client success managers.
    #[param(style = Form, explode = false)]
    csm_id: Vec<Uuid>,
}

impl RenewalQuery {
    /// Months to show.
    pub(super) fn months(&self) -> ApiResult<u32> {
        let months = self.months.unwrap_or(DEFAULT_MONTHS);
        if (1..=MAX_MONTHS).contains(&months) {
            Ok(months)
        } else {
            Err(ApiError::malformed("months", "out-of-range", format!("months goes from 1 to {MAX_MONTHS}.")))
        }
    }

    /// The active clients that are asked for: unless dates or statuses are named, those overdue or due by `usual_end`.
    pub(super) fn filter(
        self,
        today: NaiveDate,
        usual_end: NaiveDate,
        settings: &RenewalSettings,
    ) -> ApiResult<ClientFilter> {
        let names_dates = self.next_renewal_date_after.is_some() || self.next_renewal_date_before.is_some();
        let (mut after, mut before) = (self.next_renewal_date_after, self.next_renewal_date_before);
        if let Some(days) = self.renewal_within_days {
            if !(0..=MAX_DAYS).contains(&days) {
                let message = format!("renewal_within_days goes from 0 to {MAX_DAYS}.");
                return Err(ApiError::malformed("renewal_within_days", "out-of-range", message));
            }
            let until = today + Duration::days(days);
            after = Some(after.map_or(today, |day| day.max(today)));
            before = Some(before.map_or(until, |day| day.min(until)));
        } else if !names_dates && self.renewal_status.is_empty() {
            before = Some(usual_end);
        }
        Ok(ClientFilter {
            is_active: Some(true),
            renewal_status: self.renewal_status,
            renewal_after: after,
            renewal_before: before,
            at_risk: self.at_risk,
            arr_ranges: self.value_band.iter().map(|band| value_range(*band, settings)).collect(),
            contract_tier: self.contract_tier,
            csm_id: self.csm_id,
            ..ClientFilter::default()
        })
    }
}
