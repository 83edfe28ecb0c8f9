use domain::health::HealthStatus;
use rust_decimal::Decimal;

use super::factor::{Factor, FactorPoint};
use super::risk::is_alert;
use crate::settings::ChurnSettings;

/// What the metric dictionary recommends against a risk (§10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// The risk is very high, or health critical.
    Escalate,
    /// Usage fell, or the champion is gone.
    CallPrimaryContact,
    /// Too little of what is licensed is used.
    OfferTraining,
    /// A detractor answered.
    InterviewDetractor,
    /// An invoice is past due.
    ContactBillingOwner,
    /// The renewal is due or overdue.
    StartRenewalPlan,
}

impl Action {
    /// The key in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Escalate => "escalate",
            Self::CallPrimaryContact => "call_primary_contact",
            Self::OfferTraining => "offer_training",
            Self::InterviewDetractor => "interview_detractor",
            Self::ContactBillingOwner => "contact_billing_owner",
            Self::StartRenewalPlan => "start_renewal_plan",
        }
    }

    /// The sentence people read, as the dictionary words it.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Escalate => "Escalate to VP for executive outreach",
            Self::CallPrimaryContact => "Schedule call with primary contact",
            Self::OfferTraining => "Offer training on underutilized features",
            Self::InterviewDetractor => "Request NPS follow-up interview",
            Self::ContactBillingOwner => "Contact billing owner",
            Self::StartRenewalPlan => "Start renewal plan",
        }
    }

    /// The action against a factor; none where the dictionary names none.
    fn against(point: &FactorPoint) -> Option<Self> {
        match point.factor {
            Factor::UsageDecline | Factor::NoLogin | Factor::ChampionInactive => Some(Self::CallPrimaryContact),
            Factor::AdoptionGap => Some(Self::OfferTraining),
            Factor::NpsLow => {
                point.value.is_some_and(|answer| answer <= Decimal::from(6)).then_some(Self::InterviewDetractor)
            }
            Factor::PastDue => Some(Self::ContactBillingOwner),
            Factor::RenewalDue | Factor::RenewalOverdue => Some(Self::StartRenewalPlan),
            _ => None,
        }
    }
}

/// An action, and the factors it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// What to do.
    pub action: Action,
    /// Why; empty where the score itself or the health is the reason.
    pub because: Vec<Factor>,
}

/// What to do about a risk: escalation first, then by the weight of the factors, each action once.
pub fn recommended_actions(
    score: i16,
    factors: &[FactorPoint],
    health_status: Option<HealthStatus>,
    settings: &ChurnSettings,
) -> Vec<Recommendation> {
    let mut found = Vec::new();
    if is_alert(score, settings) || health_status == Some(HealthStatus::Critical) {
        found.push(Recommendation { action: Action::Escalate, because: Vec::new() });
    }
    for point in factors.iter().filter(|point| point.points > 0.0) {
        let Some(action) = Action::against(point) else { continue };
        match found.iter_mut().find(|known: &&mut Recommendation| known.action == action) {
            Some(known) => known.because.push(point.factor),
            None => found.push(Recommendation { action, because: vec![point.factor] }),
        }
    }
    found
}
