//! How full hands are, as the wire shows it.

use analytics::{
    round::round,
    team::{against_target, capacity_band, utilisation},
};
use api_types::team::CsmCapacity;
use app::team::MemberWork;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::{
    facts::{Facts, Team},
    present::percent,
};

/// How full the hands of a manager are.
pub(super) fn capacity(team: &Team, one: &MemberWork, facts: &Facts) -> CsmCapacity {
    let full = one.utilisation();
    let points = |points: Decimal| round(points, 2).to_f64();
    let of_target = |actual: Decimal, target: Decimal| against_target(actual, target).ok().and_then(percent);
    CsmCapacity {
        load: points(one.load).unwrap_or_default(),
        capacity: one.capacity.and_then(|capacity| points(capacity.points)),
        utilisation_percent: full.ok().and_then(percent),
        utilisation_percent_null_reason: full.err(),
        band: full.ok().map(|full| capacity_band(full, &team.settings.capacity)),
        fte: one.capacity.and_then(|capacity| capacity.fte.to_f64()),
        is_ramping: one.capacity.is_some_and(|capacity| capacity.is_ramping),
        accounts_target: one.capacity.map(|capacity| capacity.accounts_target),
        accounts_target_percent: one
            .capacity
            .and_then(|capacity| of_target(Decimal::from(facts.clients), Decimal::from(capacity.accounts_target))),
        arr_target: one.capacity.map(|capacity| round(capacity.arr_target, 2)),
        arr_target_percent: one.capacity.and_then(|capacity| of_target(facts.arr, capacity.arr_target)),
    }
}

/// The points of all who can be compared in percent of what they can look after.
pub(super) fn mean_utilisation(team: &Team) -> Option<f64> {
    let compared = team.members.iter().filter(|one| team.is_eligible(one));
    let known = compared.filter_map(|one| Some((one.load, one.capacity?.points)));
    let (load, points) = known.fold((Decimal::ZERO, Decimal::ZERO), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    utilisation(load, points).ok().and_then(percent)
}
