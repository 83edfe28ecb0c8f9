use rust_decimal::Decimal;

use super::inputs::{Writer, get, weighted};
use super::{ComponentInputs, Inputs};

/// Engagement of profile CX4: half NPS, half community participation, which is optional.
#[derive(Debug, Clone, PartialEq)]
pub struct EngagementInputs {
    /// Mean of each contact's latest NPS answer, 0 to 10.
    pub nps: Option<Decimal>,
    /// Community participation, 0 to 100.
    pub community: Option<Decimal>,
}

impl ComponentInputs for EngagementInputs {
    fn score(&self) -> Option<Decimal> {
        weighted([(1, self.nps.map(|nps| nps * Decimal::TEN)), (1, self.community)])
    }

    fn to_inputs(&self) -> Inputs {
        Writer::default().put("nps", self.nps).put("community", self.community).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { nps: get(inputs, "nps"), community: get(inputs, "community") })
    }
}
