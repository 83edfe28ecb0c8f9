use analytics::settings::MetricSettings;
use chrono::{Duration, NaiveDate};
use domain::{
    client::{ContractTier, LifecycleStatus, SizeSegment},
    health::{AtRiskReason, ChurnCategory, HealthStatus, HealthTrend},
    revenue::RenewalStatus,
};
use rust_decimal::Decimal;
use serde::Deserialize;
use store::{
    PgConnection,
    clients::{ClientFilter, SortDirection, SortField},
};
use uuid::Uuid;

use super::find::sort_by;
use crate::{
    ApiError, ApiResult,
    access::Caller,
    filter::{filter_on, says_which_life, segment_of, stored_filter},
};

const LONGEST_SEARCH: usize = 200;

/// Which clients, and in what order. Several values of one parameter mean any of them; nulls never match and sort last.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ClientQuery {
    /// Field to sort by, with `-` in front for descending: `name`, `current_health_score`, `health_trend_change`,
    /// `churn_risk_score`, `annual_recurring_revenue`, `next_renewal_date`, `days_to_renewal`, `last_csm_contact_at`,
    /// `last_activity_at`, `contract_tier`, `industry`, `csm`.
    #[param(example = "-annual_recurring_revenue", default = "current_health_score")]
    sort: Option<String>,
    /// Part of the name.
    #[param(example = "acme")]
    q: Option<String>,
    /// Active clients only (the default unless `lifecycle_status` is given), or only the others.
    is_active: Option<bool>,
    /// Bands of health.
    #[param(style = Form, explode = false, example = "AT_RISK,CRITICAL")]
    health_status: Vec<HealthStatus>,
    /// Directions of health.
    #[param(style = Form, explode = false)]
    health_trend: Vec<HealthTrend>,
    /// Lowest health score.
    health_score_min: Option<i16>,
    /// Highest health score.
    health_score_max: Option<i16>,
    /// Contract tiers.
    #[param(style = Form, explode = false)]
    contract_tier: Vec<ContractTier>,
    /// Size segments.
    #[param(style = Form, explode = false)]
    size_segment: Vec<SizeSegment>,
    /// Lifecycle.
    #[param(style = Form, explode = false)]
    lifecycle_status: Vec<LifecycleStatus>,
    /// Industries.
    #[param(style = Form, explode = false)]
    industry: Vec<String>,
    /// Free segments.
    #[param(style = Form, explode = false)]
    segment: Vec<String>,
    /// Tags; a client with any of them matches.
    #[param(style = Form, explode = false)]
    tags: Vec<String>,
    /// Client success managers.
    #[param(style = Form, explode = false)]
    csm_id: Vec<Uuid>,
    /// Account executives.
    #[param(style = Form, explode = false)]
    ae_id: Vec<Uuid>,
    /// Only clients at risk, or only the others.
    at_risk: Option<bool>,
    /// Reasons to be at risk.
    #[param(style = Form, explode = false)]
    at_risk_reason: Vec<AtRiskReason>,
    /// Bands of churn risk.
    #[param(style = Form, explode = false)]
    churn_risk_category: Vec<ChurnCategory>,
    /// Lowest churn risk.
    churn_risk_score_min: Option<i16>,
    /// Highest churn risk.
    churn_risk_score_max: Option<i16>,
    /// Lowest ARR.
    #[param(value_type = Option<f64>)]
    annual_recurring_revenue_min: Option<Decimal>,
    /// Highest ARR.
    #[param(value_type = Option<f64>)]
    annual_recurring_revenue_max: Option<Decimal>,
    /// Where the renewal stands.
    #[param(style = Form, explode = false)]
    renewal_status: Vec<RenewalStatus>,
    /// Renewal due from today on within this many days.
    #[param(minimum = 0, maximum = 3650, example = 90)]
    renewal_within_days: Option<i64>,
    /// Renewal due on this day or later.
    next_renewal_date_after: Option<NaiveDate>,
    /// Renewal due on this day or earlier.
    next_renewal_date_before: Option<NaiveDate>,
    /// Only clients of this saved segment (not to be confused with `segment`, a word on the client).
    segment_id: Option<Uuid>,
}

impl ClientQuery {
    pub(crate) fn sort(&self) -> Result<(SortField, SortDirection), ApiError> {
        sort_by(self.sort.as_deref(), "current_health_score")
    }

    /// The filter, with that of the saved segment it names.
    pub(super) async fn resolve(
        self,
        connection: &mut PgConnection,
        caller: &Caller,
        settings: &MetricSettings,
        today: NaiveDate,
    ) -> ApiResult<ClientFilter> {
        let Some(id) = self.segment_id else { return self.filter(today) };
        let filter = stored_filter(&segment_of(connection, caller, id).await?)?;
        let speaks_for_itself = self.is_active.is_none() && says_which_life(&filter);
        let mut wanted = self.filter(today)?;
        if speaks_for_itself {
            wanted.is_active = None;
        }
        wanted.segment_filter = Some(filter_on(filter, settings, today));
        Ok(wanted)
    }

    /// The filter; of a saved segment it knows nothing.
    pub(crate) fn filter(self, today: NaiveDate) -> Result<ClientFilter, ApiError> {
        if self.q.as_ref().is_some_and(|q| q.chars().count() > LONGEST_SEARCH) {
            return Err(ApiError::malformed("q", "too-long", format!("q has at most {LONGEST_SEARCH} characters.")));
        }
        let mut renewal_after = self.next_renewal_date_after;
        let mut renewal_before = self.next_renewal_date_before;
        if let Some(days) = self.renewal_within_days {
            if !(0..=3650).contains(&days) {
                return Err(ApiError::malformed(
                    "renewal_within_days",
                    "out-of-range",
                    "renewal_within_days goes from 0 to 3650.",
                ));
            }
            let until = today + Duration::days(days);
            renewal_after = Some(renewal_after.map_or(today, |day| day.max(today)));
            renewal_before = Some(renewal_before.map_or(until, |day| day.min(until)));
        }
        Ok(ClientFilter {
            q: self.q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty()),
            is_active: self.is_active.or(self.lifecycle_status.is_empty().then_some(true)),
            health_status: self.health_status,
            health_trend: self.health_trend,
            health_score_min: self.health_score_min,
            health_score_max: self.health_score_max,
            contract_tier: self.contract_tier,
            size_segment: self.size_segment,
            lifecycle_status: self.lifecycle_status,
            industry: self.industry,
            segment: self.segment,
            tags: self.tags,
            csm_id: self.csm_id,
            ae_id: self.ae_id,
            at_risk: self.at_risk,
            at_risk_reason: self.at_risk_reason,
            churn_risk_category: self.churn_risk_category,
            churn_risk_score_min: self.churn_risk_score_min,
            churn_risk_score_max: self.churn_risk_score_max,
            arr_min: self.annual_recurring_revenue_min,
            arr_max: self.annual_recurring_revenue_max,
            arr_ranges: vec![],
            renewal_status: self.renewal_status,
            renewal_after,
            renewal_before,
            segment_filter: None,
        })
    }
}
