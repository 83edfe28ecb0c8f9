use domain::NullReason;
use domain::import::DataFeed;
use rust_decimal::Decimal;

use super::Scene;
use super::missing::{Found, Missing, optional, required};
use crate::health::components::{HelpdeskInputs, SupportInputs, TicketInputs, measured};
use crate::period::trailing;

/// Tickets, with CSAT where anyone answered (§4.2).
pub(super) fn support(scene: &Scene<'_>) -> Found<SupportInputs> {
    required(scene, DataFeed::Support)?;
    Ok(SupportInputs { tickets: tickets(scene), csat: csat(scene)? })
}

/// Half tickets, half CSAT, over what is connected (§4.3).
pub(super) fn helpdesk(scene: &Scene<'_>) -> Found<HelpdeskInputs> {
    let tickets = optional(scene, DataFeed::Support)?.then(|| tickets(scene));
    let csat = csat(scene)?;
    if tickets.is_none() && csat.is_none() {
        return Err(Missing::NoData(NullReason::NoData));
    }
    Ok(HelpdeskInputs { tickets, csat })
}

fn tickets(scene: &Scene<'_>) -> TicketInputs {
    let series = &scene.history.tickets;
    let until = scene.until(DataFeed::Support);
    let [low, medium, high, critical] = series.created(trailing(until, 30));
    TicketInputs {
        low,
        medium,
        high,
        critical,
        overdue: series.overdue(until, scene.moment(until)),
        seats: scene.history.contract.licensed_user_count.map(i64::from),
    }
}

/// CSAT in percent of the trailing 90 days; a silent survey source stops the component.
fn csat(scene: &Scene<'_>) -> Found<Option<Decimal>> {
    optional(scene, DataFeed::Survey)?;
    let (satisfied, answers) = scene.history.surveys.csat(trailing(scene.until(DataFeed::Survey), 90));
    Ok((answers > 0).then(|| measured(Decimal::ONE_HUNDRED * Decimal::from(satisfied) / Decimal::from(answers))))
}
