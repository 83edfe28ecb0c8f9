use chrono::NaiveDate;

use super::{
    ArrFacts, ContactFacts, ContractFacts, FeatureFacts, InvoiceFacts, OpportunityFacts, OutcomeFacts, SurveyFacts,
    TicketFacts, TouchpointFacts, UsageDay,
};

/// All facts about one client. Rows may come in any order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClientFacts {
    /// What was signed, and when.
    pub contract: ContractFacts,
    /// Usage per day; a day without a row has no usage.
    pub usage: Vec<UsageDay>,
    /// The features of the catalogue, with the client's use of them.
    pub features: Vec<FeatureFacts>,
    /// Support tickets.
    pub tickets: Vec<TicketFacts>,
    /// NPS and CSAT answers.
    pub surveys: Vec<SurveyFacts>,
    /// What staff did with the client.
    pub touchpoints: Vec<TouchpointFacts>,
    /// The people at the client.
    pub contacts: Vec<ContactFacts>,
    /// Invoices, paid or not.
    pub invoices: Vec<InvoiceFacts>,
    /// The dates of failed charges.
    pub failed_charges: Vec<NaiveDate>,
    /// Renewals and expansions, open or closed.
    pub opportunities: Vec<OpportunityFacts>,
    /// What the client wanted to reach, and reached.
    pub outcomes: Vec<OutcomeFacts>,
    /// ARR since when.
    pub arr: Vec<ArrFacts>,
    /// The dates of orders, for customers who buy by order.
    pub orders: Vec<NaiveDate>,
}
