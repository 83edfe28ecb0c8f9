use rust_decimal::Decimal;

use super::inputs::{Writer, get, get_count, weighted};
use super::{ComponentInputs, Inputs};

/// What the renewal looks like, and what that is worth (§4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalOutlook {
    /// Won, or committed.
    Committed,
    /// The best case.
    BestCase,
    /// In the pipeline.
    Pipeline,
    /// Put at risk by a person.
    AtRisk,
    /// Notice given, lost, or left out of the forecast.
    Lost,
    /// No open renewal, and more than 180 days to go.
    FarAway,
    /// No open renewal, and 180 days or less to go.
    Near,
}

impl RenewalOutlook {
    /// The renewal sub-score.
    pub fn score(self) -> Decimal {
        Decimal::from(match self {
            Self::Committed => 100,
            Self::BestCase | Self::FarAway => 75,
            Self::Pipeline | Self::Near => 50,
            Self::AtRisk => 25,
            Self::Lost => 0,
        })
    }
}

/// Payment behaviour: a component in SUB100, a sub-score in SIX and CX4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentInputs {
    /// Days the oldest unpaid invoice is past due.
    pub days_past_due: i64,
    /// Failed charges in 90 days.
    pub failed_charges: i64,
}

impl PaymentInputs {
    fn points(self) -> Decimal {
        let paid = match self.days_past_due {
            ..=0 => 100,
            1..=15 => 70,
            16..=30 => 40,
            _ => 0,
        };
        Decimal::from((paid - 10 * self.failed_charges).max(0))
    }

    fn write(payment: Option<Self>) -> Writer {
        Writer::default()
            .put("days_past_due", payment.map(|payment| payment.days_past_due.into()))
            .put("failed_charges", payment.map(|payment| payment.failed_charges.into()))
    }
}

impl ComponentInputs for PaymentInputs {
    fn score(&self) -> Option<Decimal> {
        Some(self.points())
    }

    fn to_inputs(&self) -> Inputs {
        Self::write(Some(*self)).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self {
            days_past_due: get_count(inputs, "days_past_due")?,
            failed_charges: get_count(inputs, "failed_charges")?,
        })
    }
}

/// Contract of profile SIX: 0.4 NPS + 0.3 payment + 0.3 renewal over what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct ContractInputs {
    /// Mean of each contact's latest NPS answer, 0 to 10.
    pub nps: Option<Decimal>,
    /// Payment behaviour.
    pub payment: Option<PaymentInputs>,
    /// The renewal sub-score.
    pub renewal: Option<Decimal>,
}

impl ComponentInputs for ContractInputs {
    fn score(&self) -> Option<Decimal> {
        let nps = self.nps.map(|nps| nps * Decimal::TEN);
        weighted([(4, nps), (3, self.payment.map(PaymentInputs::points)), (3, self.renewal)])
    }

    fn to_inputs(&self) -> Inputs {
        PaymentInputs::write(self.payment).put("nps", self.nps).put("renewal", self.renewal).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self {
            nps: get(inputs, "nps"),
            payment: PaymentInputs::from_inputs(inputs),
            renewal: get(inputs, "renewal"),
        })
    }
}

/// Commercial of profile CX4: half payment, half renewal.
#[derive(Debug, Clone, PartialEq)]
pub struct CommercialInputs {
    /// Payment behaviour.
    pub payment: Option<PaymentInputs>,
    /// The renewal sub-score.
    pub renewal: Option<Decimal>,
}

impl ComponentInputs for CommercialInputs {
    fn score(&self) -> Option<Decimal> {
        weighted([(1, self.payment.map(PaymentInputs::points)), (1, self.renewal)])
    }

    fn to_inputs(&self) -> Inputs {
        PaymentInputs::write(self.payment).put("renewal", self.renewal).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { payment: PaymentInputs::from_inputs(inputs), renewal: get(inputs, "renewal") })
    }
}
