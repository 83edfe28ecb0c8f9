use rust_decimal::Decimal;

use super::inputs::{Writer, attained, get_count, weighted};
use super::{ComponentInputs, Inputs};

/// Relationship of profile SIX (§4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationshipInputs {
    /// Days since the last contact; since the contract began, if there was none.
    pub days_since_contact: i64,
    /// Days between contacts the tier should have.
    pub target_days: i64,
    /// Required roles with an engaged contact.
    pub covered_roles: i64,
    /// Required roles.
    pub required_roles: i64,
}

impl RelationshipInputs {
    /// 100·clamp((3t − d)/(2t), 0, 1): full up to the target, nothing from three times it.
    pub fn recency(&self) -> Decimal {
        let target = self.target_days.max(1);
        let left = Decimal::from(3 * target - self.days_since_contact) / Decimal::from(2 * target);
        Decimal::ONE_HUNDRED * left.clamp(Decimal::ZERO, Decimal::ONE)
    }

    /// The share of required roles that are covered; none when no role is required.
    pub fn coverage(&self) -> Option<Decimal> {
        attained(self.covered_roles.into(), self.required_roles.into())
    }
}

impl ComponentInputs for RelationshipInputs {
    fn score(&self) -> Option<Decimal> {
        weighted([(6, Some(self.recency())), (4, self.coverage())])
    }

    fn to_inputs(&self) -> Inputs {
        Writer::default()
            .count("days_since_contact", self.days_since_contact)
            .count("target_days", self.target_days)
            .count("covered_roles", self.covered_roles)
            .count("required_roles", self.required_roles)
            .done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self {
            days_since_contact: get_count(inputs, "days_since_contact")?,
            target_days: get_count(inputs, "target_days")?,
            covered_roles: get_count(inputs, "covered_roles")?,
            required_roles: get_count(inputs, "required_roles")?,
        })
    }
}
