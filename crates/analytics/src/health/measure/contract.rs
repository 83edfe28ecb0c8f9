use domain::NullReason;
use domain::import::DataFeed;
use domain::revenue::{ForecastCategory, OpportunityOutcome};
use rust_decimal::Decimal;

use super::Scene;
use super::missing::{Found, Missing, optional};
use crate::health::components::{
    CommercialInputs, ContractInputs, EngagementInputs, PaymentInputs, RenewalOutlook, measured,
};
use crate::period::trailing;
use crate::renewal::dated_renewal;

/// Days to go from which a renewal nobody works on yet is no worry (§4.2).
const FAR_AWAY_DAYS: i64 = 180;

/// NPS, payment and renewal over what is known (§4.2).
pub(super) fn contract(scene: &Scene<'_>) -> Found<ContractInputs> {
    let inputs = ContractInputs { nps: nps(scene)?, payment: payment(scene)?, renewal: renewal(scene)? };
    if inputs.nps.is_none() && inputs.payment.is_none() && inputs.renewal.is_none() {
        return Err(Missing::NoData(NullReason::NoData));
    }
    Ok(inputs)
}

/// Payment as a component of its own (SUB100).
pub(super) fn payment_component(scene: &Scene<'_>) -> Found<PaymentInputs> {
    payment(scene)?.ok_or(Missing::NoData(NullReason::NoData))
}

/// Payment and renewal (CX4).
pub(super) fn commercial(scene: &Scene<'_>) -> Found<CommercialInputs> {
    let inputs = CommercialInputs { payment: payment(scene)?, renewal: renewal(scene)? };
    if inputs.payment.is_none() && inputs.renewal.is_none() {
        return Err(Missing::NoData(NullReason::NoData));
    }
    Ok(inputs)
}

/// NPS, and community participation once a source for it exists (CX4).
pub(super) fn engagement(scene: &Scene<'_>) -> Found<EngagementInputs> {
    let nps = nps(scene)?.ok_or(Missing::NoData(NullReason::NoData))?;
    Ok(EngagementInputs { nps: Some(nps), community: None })
}

fn nps(scene: &Scene<'_>) -> Found<Option<Decimal>> {
    optional(scene, DataFeed::Survey)?;
    Ok(scene.history.surveys.nps_mean(scene.until(DataFeed::Survey)).map(measured))
}

/// Known once billing is connected or an invoice exists: nothing past due is then a real 100.
fn payment(scene: &Scene<'_>) -> Found<Option<PaymentInputs>> {
    let money = &scene.history.money;
    if !optional(scene, DataFeed::Billing)? && !money.has_invoices(scene.as_of) {
        return Ok(None);
    }
    // Whether an invoice was paid after the source last spoke, nobody knows.
    let until = scene.until(DataFeed::Billing);
    Ok(Some(PaymentInputs {
        days_past_due: money.days_past_due(until),
        failed_charges: money.failed_charges(trailing(until, 90)),
    }))
}

fn renewal(scene: &Scene<'_>) -> Found<Option<Decimal>> {
    optional(scene, DataFeed::Crm)?;
    Ok(outlook(scene).map(RenewalOutlook::score))
}

fn outlook(scene: &Scene<'_>) -> Option<RenewalOutlook> {
    let (money, as_of) = (&scene.history.money, scene.as_of);
    if let Some(open) = money.open_renewal(as_of) {
        if open.notice_given_on.is_some_and(|date| date <= as_of) {
            return Some(RenewalOutlook::Lost);
        }
        // A renewal closed since then carries the category it ended with, which nobody knew on this date.
        let is_hindsight = open.closed_on.is_some();
        return Some(match open.forecast_category {
            ForecastCategory::ClosedWon | ForecastCategory::ClosedLost | ForecastCategory::Omitted if is_hindsight => {
                RenewalOutlook::Pipeline
            }
            ForecastCategory::Omitted | ForecastCategory::ClosedLost => RenewalOutlook::Lost,
            _ if open.is_at_risk => RenewalOutlook::AtRisk,
            ForecastCategory::Commit | ForecastCategory::ClosedWon => RenewalOutlook::Committed,
            ForecastCategory::BestCase => RenewalOutlook::BestCase,
            ForecastCategory::Pipeline => RenewalOutlook::Pipeline,
        });
    }
    match money.closed_renewal(as_of) {
        Some((_, OpportunityOutcome::Lost)) => return Some(RenewalOutlook::Lost),
        Some((won, OpportunityOutcome::Won)) if won.due_on.is_some_and(|due| due >= as_of) => {
            return Some(RenewalOutlook::Committed);
        }
        _ => {}
    }
    let due = dated_renewal(scene.history, as_of)?;
    let is_far = (due - as_of).num_days() > FAR_AWAY_DAYS;
    Some(if is_far { RenewalOutlook::FarAway } else { RenewalOutlook::Near })
}
