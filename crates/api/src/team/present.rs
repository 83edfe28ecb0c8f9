//! Facts as the wire shows them.

use analytics::{
    risk::Concentration,
    round::{round, round_to_points, round_to_score},
    team::{ELIGIBLE_CSMS, NpsCounts, RetentionSums, response_times},
};
use api_types::team::{CsmActivities, CsmAlerts, CsmFigures, CsmHealthChange, CsmNps, CsmRetention, TeamMean};
use domain::NullReason;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::{
    capacity::mean_utilisation,
    facts::{Facts, Team},
};

/// Everything of a manager, or of several together.
pub(super) fn figures(team: &Team, facts: &Facts) -> CsmFigures {
    let average_health = average(facts);
    let concentration = Concentration::of(facts.arr_and_risk(), team.arr_and_risk);
    CsmFigures {
        clients: facts.clients,
        arr: round(facts.arr, 2),
        n_without_arr: facts.without_arr,
        average_health,
        average_health_null_reason: average_health.is_none().then_some(NullReason::NoData),
        health: facts.health,
        at_risk_clients: facts.at_risk,
        arr_at_risk: round(facts.arr_at_risk, 2),
        risk_concentration: concentration.ok().and_then(|found| round(found.index, 2).to_f64()),
        risk_concentration_null_reason: concentration.err(),
        is_risk_concentrated: concentration.is_ok_and(|found| found.is_concentrated()),
        renewals_90_days: facts.renewals_90,
        renewals_overdue: facts.renewals_overdue,
        retention: retention(team, &facts.retention),
        activities: CsmActivities {
            total: facts.activities.total,
            touchpoints: facts.activities.touchpoints,
            calls: facts.activities.calls,
            emails: facts.activities.emails,
            meetings: facts.activities.meetings,
            business_reviews: facts.activities.business_reviews,
            tasks_completed: facts.tasks_completed,
            by_type: facts.by_type.clone(),
        },
        overdue_follow_ups: facts.overdue_follow_ups,
        alerts: alerts(team, facts),
        health_change: health_change(team, facts),
        nps: nps(facts),
        expansion_arr: team.has_expansions.then(|| round(facts.expansion, 2)),
        expansion_arr_null_reason: (!team.has_expansions).then_some(NullReason::NoData),
    }
}

/// The mean of the managers that can be compared; none of fewer than three.
pub(super) fn team_mean(team: &Team) -> TeamMean {
    let compared: Vec<Facts> =
        team.members.iter().filter(|one| team.is_eligible(one)).map(|one| team.of(Some(one.member.id))).collect();
    let mut all = Facts::default();
    compared.iter().for_each(|facts| all.add(facts));
    let known = compared.len() >= ELIGIBLE_CSMS;
    let mean = |sum: Decimal| known.then(|| sum.checked_div(Decimal::from(compared.len()))).flatten();
    let count = |sum: i64| mean(Decimal::from(sum)).and_then(|mean| round(mean, 1).to_f64());
    let retention = retention(team, &all.retention);
    TeamMean {
        csms: i64::try_from(compared.len()).unwrap_or(i64::MAX),
        null_reason: (!known).then_some(NullReason::InsufficientData),
        clients: count(all.clients),
        arr: mean(all.arr).map(|mean| round(mean, 2)),
        average_health: average(&all).filter(|_| known),
        at_risk_clients: count(all.at_risk),
        arr_at_risk: mean(all.arr_at_risk).map(|mean| round(mean, 2)),
        churned_clients: count(all.retention.lost()),
        logo_retention_percent: retention.logo_retention_percent.filter(|_| known),
        gross_revenue_retention_percent: retention.gross_revenue_retention_percent.filter(|_| known),
        touchpoints: count(all.activities.touchpoints),
        overdue_follow_ups: count(all.overdue_follow_ups),
        median_response_hours: alerts(team, &all).median_response_hours.filter(|_| known),
        utilisation_percent: mean_utilisation(team).filter(|_| known),
        health_change_points: health_change(team, &all).mean_points.filter(|_| known),
        nps: nps(&all).score.filter(|_| known),
        expansion_arr: mean(all.expansion).filter(|_| team.has_expansions).map(|mean| round(mean, 2)),
    }
}

/// The mean of the stored integer scores (M005).
fn average(facts: &Facts) -> Option<i16> {
    Decimal::from(facts.score_sum).checked_div(Decimal::from(facts.scored)).map(round_to_score)
}

fn retention(team: &Team, sums: &RetentionSums) -> CsmRetention {
    // Nobody at the start of this book is another matter than a start nobody knows.
    let reason = |reason| if team.has_opening { reason } else { NullReason::InsufficientHistory };
    let (logo, gross) = (sums.logo_retention(), sums.gross_revenue_retention());
    CsmRetention {
        clients_at_start: sums.at_start,
        churned_clients: sums.lost(),
        churned_arr: round(sums.arr_lost, 2),
        logo_retention_percent: logo.ok().and_then(percent),
        logo_retention_percent_null_reason: logo.err().map(reason),
        arr_at_start: round(sums.arr_start, 2),
        gross_revenue_retention_percent: gross.ok().and_then(percent),
        gross_revenue_retention_percent_null_reason: gross.err().map(reason),
        n_excluded: sums.n_excluded,
    }
}

fn alerts(team: &Team, facts: &Facts) -> CsmAlerts {
    let times = response_times(&facts.alerts, team.now, &team.settings.sla);
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let hours = |hours: Decimal| round(hours, 2).to_f64();
    CsmAlerts {
        raised: count(facts.alerts.len()),
        answered: count(times.answered),
        overdue: count(times.overdue),
        median_response_hours: times.median.and_then(hours),
        p90_response_hours: times.p90.and_then(hours),
        response_null_reason: times.median.is_none().then_some(NullReason::NoData),
        within_sla_percent: times.within_sla.and_then(percent),
        within_sla_percent_null_reason: times.within_sla.is_none().then_some(NullReason::NoData),
    }
}

fn health_change(team: &Team, facts: &Facts) -> CsmHealthChange {
    let (mean, improved) = (facts.health_change.mean(), facts.health_change.share_improved());
    let reason = |reason| if team.has_opening { reason } else { NullReason::InsufficientHistory };
    CsmHealthChange {
        null_reason: mean.err().map(reason),
        mean_points: mean.ok().and_then(|mean| round(mean, 2).to_f64()),
        improved_percent: improved.ok().and_then(percent),
        clients: facts.health_change.clients,
    }
}

fn nps(facts: &Facts) -> CsmNps {
    let score = facts.nps.score();
    CsmNps {
        null_reason: score.err(),
        score: score.ok().map(round_to_points),
        responses: facts.nps.respondents,
        is_few: facts.nps.respondents < NpsCounts::FEW_BELOW,
    }
}

pub(super) fn percent(ratio: Decimal) -> Option<f64> {
    round(ratio * Decimal::ONE_HUNDRED, 1).to_f64()
}
