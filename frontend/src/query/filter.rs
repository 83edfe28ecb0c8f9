//! The page's filters as a filter that can be saved as a segment.
use domain::StaffId;
use serde_json::{Value, json};

use super::{Portfolio, RenewalWindow, View};

impl Portfolio {
    /// Everything the page asks for but its saved segment, whose filter is `within`.
    pub fn to_filter(&self, owner: Option<StaffId>, within: Option<&Value>) -> Value {
        let mut parts: Vec<Value> = within.cloned().into_iter().collect();
        let mut any = |field: &str, values: Vec<String>| {
            if !values.is_empty() {
                parts.push(json!({ "field": field, "op": "in", "value": values }));
            }
        };
        let mine = self.csm_id.is_empty().then_some(owner).flatten().filter(|_| self.view == View::Mine);
        any("health_status", self.health_status.iter().map(ToString::to_string).collect());
        any("contract_tier", self.contract_tier.iter().map(ToString::to_string).collect());
        any("industry", self.industry.clone());
        any("csm_id", self.csm_id.iter().copied().chain(mine).map(|id| id.to_string()).collect());
        any("tags", self.tags.clone());
        any("segment", self.segment.clone());
        any("lifecycle_status", self.lifecycle_status.iter().map(ToString::to_string).collect());
        if !self.q.trim().is_empty() {
            parts.push(json!({ "field": "name", "op": "contains", "value": self.q.trim() }));
        }
        if self.view == View::AtRisk {
            parts.push(json!({ "field": "at_risk", "op": "eq", "value": true }));
        }
        match self.window() {
            Some(RenewalWindow::Overdue) => {
                parts.push(json!({ "field": "renewal_status", "op": "eq", "value": "OVERDUE" }))
            }
            Some(RenewalWindow::Days(days)) => {
                parts.push(json!({ "field": "next_renewal_date", "op": "within_days", "value": days }));
            }
            None => {}
        }
        json!({ "and": parts })
    }
}
