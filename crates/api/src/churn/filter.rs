use domain::{
    client::{ContractTier, SizeSegment},
    health::ChurnCategory,
};
use serde::Deserialize;
use store::clients::ClientFilter;
use uuid::Uuid;

/// Which clients the list holds, and in what order; the figures beside it are of everyone. Several values of one
/// parameter mean any of them.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ChurnQuery {
    /// Field to sort by, with `-` in front for descending; the fields of `GET /clients`.
    #[param(example = "-annual_recurring_revenue", default = "-churn_risk_score")]
    pub sort: Option<String>,
    /// Categories of risk.
    #[param(style = Form, explode = false, example = "HIGH")]
    churn_risk_category: Vec<ChurnCategory>,
    /// Contract tiers.
    #[param(style = Form, explode = false)]
    contract_tier: Vec<ContractTier>,
    /// Size segments.
    #[param(style = Form, explode = false)]
    size_segment: Vec<SizeSegment>,
    /// Free segments.
    #[param(style = Form, explode = false)]
    segment: Vec<String>,
    /// Industries.
    #[param(style = Form, explode = false)]
    industry: Vec<String>,
    /// Client success managers.
    #[param(style = Form, explode = false)]
    csm_id: Vec<Uuid>,
}

impl ChurnQuery {
    /// The active clients with a score that are asked for.
    pub(super) fn filter(self) -> ClientFilter {
        ClientFilter {
            is_active: Some(true),
            // A restriction never matches null: this leaves out who has no score.
            churn_risk_score_min: Some(0),
            churn_risk_category: self.churn_risk_category,
            contract_tier: self.contract_tier,
            size_segment: self.size_segment,
            segment: self.segment,
            industry: self.industry,
            csm_id: self.csm_id,
            ..ClientFilter::default()
        }
    }
}
