use rust_decimal::Decimal;

use super::inputs::{Writer, get, get_count, weighted};
use super::{ComponentInputs, Inputs};

/// Tickets of the trailing 30 days and those past their deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TicketInputs {
    /// New tickets of severity LOW, 1 point each.
    pub low: i64,
    /// New tickets of severity MEDIUM, 2 points each.
    pub medium: i64,
    /// New tickets of severity HIGH, 5 points each.
    pub high: i64,
    /// New tickets of severity CRITICAL, 10 points each.
    pub critical: i64,
    /// Open tickets past their deadline.
    pub overdue: i64,
    /// Seats; unknown counts as 25.
    pub seats: Option<i64>,
}

impl TicketInputs {
    /// The ticket part: 100 − min(100, 4·P / max(1, seats/25) + 10·overdue) (§4.2).
    pub fn score(&self) -> Decimal {
        let points = Decimal::from(self.low + 2 * self.medium + 5 * self.high + 10 * self.critical);
        let scale = (Decimal::from(self.seats.unwrap_or(25)) / Decimal::from(25)).max(Decimal::ONE);
        let burden = Decimal::from(4) * points / scale + Decimal::from(10 * self.overdue);
        (Decimal::ONE_HUNDRED - burden).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
    }

    fn write(&self) -> Writer {
        Writer::default()
            .count("low", self.low)
            .count("medium", self.medium)
            .count("high", self.high)
            .count("critical", self.critical)
            .count("overdue", self.overdue)
            .put("seats", self.seats.map(Decimal::from))
    }

    fn read(inputs: &Inputs) -> Option<Self> {
        Some(Self {
            low: get_count(inputs, "low")?,
            medium: get_count(inputs, "medium")?,
            high: get_count(inputs, "high")?,
            critical: get_count(inputs, "critical")?,
            overdue: get_count(inputs, "overdue")?,
            seats: get_count(inputs, "seats"),
        })
    }
}

/// Support of profiles SIX and SUB100: 0.7 tickets + 0.3 CSAT where anyone answered.
#[derive(Debug, Clone, PartialEq)]
pub struct SupportInputs {
    /// The tickets.
    pub tickets: TicketInputs,
    /// CSAT in percent of the last 90 days.
    pub csat: Option<Decimal>,
}

impl ComponentInputs for SupportInputs {
    fn score(&self) -> Option<Decimal> {
        weighted([(7, Some(self.tickets.score())), (3, self.csat)])
    }

    fn to_inputs(&self) -> Inputs {
        self.tickets.write().put("csat", self.csat).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { tickets: TicketInputs::read(inputs)?, csat: get(inputs, "csat") })
    }
}

/// Support of profile CX4: half tickets, half CSAT, over what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpdeskInputs {
    /// The tickets, where a helpdesk is connected.
    pub tickets: Option<TicketInputs>,
    /// CSAT in percent of the last 90 days.
    pub csat: Option<Decimal>,
}

impl ComponentInputs for HelpdeskInputs {
    fn score(&self) -> Option<Decimal> {
        weighted([(1, self.tickets.map(|tickets| tickets.score())), (1, self.csat)])
    }

    fn to_inputs(&self) -> Inputs {
        self.tickets.map(|tickets| tickets.write()).unwrap_or_default().put("csat", self.csat).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { tickets: TicketInputs::read(inputs), csat: get(inputs, "csat") })
    }
}
