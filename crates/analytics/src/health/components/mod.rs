//! The components of the three profiles over one library of sub-scores (§4.2, §4.3). A score is a
//! function of the named inputs alone: settings that bear on it are inputs too, so two stored days
//! can be compared input by input whatever was configured between them.

mod adoption;
mod component;
mod contract;
mod engagement;
mod inputs;
mod outcome;
mod relationship;
mod support;
mod usage;

pub use adoption::AdoptionInputs;
pub use component::{Component, score_inputs};
pub use contract::{CommercialInputs, ContractInputs, PaymentInputs, RenewalOutlook};
pub use engagement::EngagementInputs;
pub(crate) use inputs::measured;
pub use inputs::{ComponentInputs, InputKey, Inputs};
pub use outcome::{OutcomeInputs, OutcomeProgress};
pub use relationship::RelationshipInputs;
pub use support::{HelpdeskInputs, SupportInputs, TicketInputs};
pub use usage::{BlendInputs, ConsistencyInputs, ProductUsageInputs, UsageInputs};

#[cfg(test)]
mod tests;
