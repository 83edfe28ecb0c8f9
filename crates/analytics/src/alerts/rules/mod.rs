//! One file per rule of §11, named after it: when it holds, when it is over, how grave it is, what it says.

mod champion_risk;
mod churn_risk_high;
mod contract_utilization_low;
mod csm_overload;
mod data_quality;
mod feature_abandoned;
mod follow_up_overdue;
mod health_critical;
mod health_drop;
mod key_user_inactive;
mod major_expansion;
mod no_contact;
mod no_login;
mod nps_detractor;
mod payment_issue;
mod renewal_approaching;
mod renewal_at_risk;
mod renewal_overdue;
mod support_escalation;
mod support_spike;
mod unexpected_churn;
mod usage_decline;
mod usage_limit;

pub use health_critical::{enters_critical, severity_of_critical};
pub use renewal_approaching::renewal_bucket;
pub use unexpected_churn::is_unexpected_churn;

use super::{AlertFacts, AlertSettings, Assessment, TeamFacts};

type Rule = fn(&AlertFacts, &AlertSettings, &mut Assessment);

const RULES: [Rule; 20] = [
    health_drop::assess,
    health_critical::assess,
    churn_risk_high::assess,
    key_user_inactive::assess,
    champion_risk::assess,
    no_login::assess,
    support_spike::assess,
    support_escalation::assess,
    usage_decline::assess,
    feature_abandoned::assess,
    renewal_approaching::assess,
    renewal_overdue::assess,
    renewal_at_risk::assess,
    contract_utilization_low::assess,
    usage_limit::assess,
    nps_detractor::assess,
    payment_issue::assess,
    no_contact::assess,
    follow_up_overdue::assess,
    major_expansion::assess,
];

/// What every rule says about a client. One that has left has nothing to decline: all but its leaving is over.
pub fn assess(facts: &AlertFacts, settings: &AlertSettings) -> Assessment {
    let mut assessment = Assessment::default();
    if facts.is_active {
        for rule in RULES {
            rule(facts, settings, &mut assessment);
        }
    }
    unexpected_churn::assess(facts, &mut assessment);
    assessment
}

/// What the rules about the team and its sources say.
pub fn assess_team(facts: &TeamFacts, settings: &AlertSettings) -> Assessment {
    let mut assessment = Assessment::default();
    csm_overload::assess(facts, settings, &mut assessment);
    data_quality::assess(facts, &mut assessment);
    assessment
}
