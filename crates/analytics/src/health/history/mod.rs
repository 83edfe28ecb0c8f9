//! The facts about one client, sorted and summed once, so that any day is measured by binary search.
//! Every question is asked as of a date and sees only what was effective by its end.

mod contract;
mod dated;
mod engagement;
mod features;
mod money;
mod outcomes;
mod sources;
mod support;
mod surveys;
mod usage;

pub(crate) use dated::days_before;
pub(crate) use engagement::Engagement;
pub use features::FeatureSeries;

use chrono::NaiveDate;

use super::facts::{ClientFacts, ContractFacts};
use money::Money;
use outcomes::OutcomeSeries;
use support::TicketSeries;
use surveys::SurveySeries;
use usage::UsageSeries;

/// One client's indexed history. Built once, asked about many days.
#[derive(Debug, Clone)]
pub struct ClientHistory {
    pub(crate) contract: ContractFacts,
    pub(crate) usage: UsageSeries,
    pub(crate) features: Vec<FeatureSeries>,
    pub(crate) tickets: TicketSeries,
    pub(crate) surveys: SurveySeries,
    pub(crate) engagement: Engagement,
    pub(crate) money: Money,
    pub(crate) outcomes: Vec<OutcomeSeries>,
    pub(crate) orders: Vec<NaiveDate>,
}

impl ClientHistory {
    /// Sorts and sums the facts. The order they come in does not matter.
    pub fn new(facts: ClientFacts) -> Self {
        let ClientFacts { mut contract, mut orders, .. } = facts;
        contract.tier_history.sort_by_key(|row| row.valid_from);
        orders.sort_unstable();
        let mut features: Vec<FeatureSeries> = facts.features.into_iter().map(FeatureSeries::new).collect();
        features.sort_by(|a, b| a.feature_key.cmp(&b.feature_key));
        Self {
            contract,
            usage: UsageSeries::new(facts.usage),
            features,
            tickets: TicketSeries::new(facts.tickets),
            surveys: SurveySeries::new(facts.surveys),
            engagement: Engagement::new(facts.contacts, facts.touchpoints),
            money: Money::new(facts.invoices, facts.failed_charges, facts.opportunities, facts.arr),
            outcomes: OutcomeSeries::group(facts.outcomes),
            orders,
        }
    }

    /// The contract facts it was built from.
    pub fn contract(&self) -> &ContractFacts {
        &self.contract
    }

    /// The features it was built from, by key.
    pub fn features(&self) -> &[FeatureSeries] {
        &self.features
    }
}
