use std::fmt;
use std::str::FromStr;

use domain::health::Profile;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    AdoptionInputs, CommercialInputs, ComponentInputs, ConsistencyInputs, ContractInputs, EngagementInputs,
    HelpdeskInputs, Inputs, OutcomeInputs, PaymentInputs, ProductUsageInputs, RelationshipInputs, SupportInputs,
    UsageInputs,
};

/// A component of a health score, of any profile. `Support` is computed by the profile's own formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Daily users against expected (SIX).
    Usage,
    /// Share of licensed features in use (SIX, SUB100).
    Adoption,
    /// Tickets and satisfaction (all profiles; halves in CX4).
    Support,
    /// Recency of contact and coverage of roles (SIX).
    Relationship,
    /// NPS, payment, renewal (SIX).
    Contract,
    /// Outcomes reached (SIX).
    Outcome,
    /// Share of working days with any user (SUB100).
    UsageConsistency,
    /// Payment behaviour (SUB100).
    Payment,
    /// Login frequency and adoption (CX4).
    ProductUsage,
    /// Payment and renewal (CX4).
    Commercial,
    /// NPS and community (CX4).
    Engagement,
}

impl Component {
    /// Every component, in order.
    pub const ALL: &'static [Self] = &[
        Self::Usage,
        Self::Adoption,
        Self::Support,
        Self::Relationship,
        Self::Contract,
        Self::Outcome,
        Self::UsageConsistency,
        Self::Payment,
        Self::ProductUsage,
        Self::Commercial,
        Self::Engagement,
    ];

    /// The key in JSON and in weights.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Adoption => "adoption",
            Self::Support => "support",
            Self::Relationship => "relationship",
            Self::Contract => "contract",
            Self::Outcome => "outcome",
            Self::UsageConsistency => "usage_consistency",
            Self::Payment => "payment",
            Self::ProductUsage => "product_usage",
            Self::Commercial => "commercial",
            Self::Engagement => "engagement",
        }
    }

    /// The components of a profile with their default weights (§4.2, §4.3).
    pub const fn of(profile: Profile) -> &'static [(Self, i32)] {
        match profile {
            Profile::Six => &[
                (Self::Usage, 25),
                (Self::Adoption, 20),
                (Self::Support, 15),
                (Self::Relationship, 15),
                (Self::Contract, 15),
                (Self::Outcome, 10),
            ],
            Profile::Sub100 => {
                &[(Self::UsageConsistency, 30), (Self::Adoption, 25), (Self::Support, 20), (Self::Payment, 25)]
            }
            Profile::Cx4 => {
                &[(Self::ProductUsage, 40), (Self::Support, 20), (Self::Commercial, 20), (Self::Engagement, 20)]
            }
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Component {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|component| component.as_str() == text)
            .ok_or_else(|| format!("{text:?} is not a component"))
    }
}

/// The score of a component from its inputs by name: the same functions the first measurement used.
pub fn score_inputs(profile: Profile, component: Component, inputs: &Inputs) -> Option<Decimal> {
    fn read<T: ComponentInputs>(inputs: &Inputs) -> Option<Decimal> {
        T::from_inputs(inputs)?.score()
    }
    match component {
        Component::Usage => read::<UsageInputs>(inputs),
        Component::Adoption => read::<AdoptionInputs>(inputs),
        Component::Support if profile == Profile::Cx4 => read::<HelpdeskInputs>(inputs),
        Component::Support => read::<SupportInputs>(inputs),
        Component::Relationship => read::<RelationshipInputs>(inputs),
        Component::Contract => read::<ContractInputs>(inputs),
        Component::Outcome => read::<OutcomeInputs>(inputs),
        Component::UsageConsistency => read::<ConsistencyInputs>(inputs),
        Component::Payment => read::<PaymentInputs>(inputs),
        Component::ProductUsage => read::<ProductUsageInputs>(inputs),
        Component::Commercial => read::<CommercialInputs>(inputs),
        Component::Engagement => read::<EngagementInputs>(inputs),
    }
}
