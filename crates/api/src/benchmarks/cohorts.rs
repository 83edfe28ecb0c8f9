//! Whom a client is compared with.

use analytics::benchmark::{size_band, tenure_band};
use api_types::benchmarks::CohortDescription;
use chrono::NaiveDate;
use domain::{NullReason, benchmark::CohortKind};
use store::benchmarks::{Cohort, SubjectRow};

/// The cohort of a kind that a client belongs to; none where it has no value for it.
pub(super) fn cohort_of(kind: CohortKind, subject: &SubjectRow, today: NaiveDate) -> Option<Cohort> {
    let tier = Some(subject.contract_tier.clone());
    let industry = Some(subject.industry.clone());
    Some(match kind {
        CohortKind::TierIndustry => Cohort { tier, industry, ..Cohort::default() },
        CohortKind::Tier => Cohort { tier, ..Cohort::default() },
        CohortKind::Industry => Cohort { industry, ..Cohort::default() },
        CohortKind::Size => {
            let (least, most) = size_band(subject.employee_count?);
            Cohort { employees_min: Some(least), employees_max: most, ..Cohort::default() }
        }
        CohortKind::Tenure => {
            let (after, until) = tenure_band(subject.contract_start_date, today);
            // Everyone's contract has begun.
            Cohort { started_after: after, started_until: Some(until.min(today)), ..Cohort::default() }
        }
        CohortKind::All => Cohort::default(),
        CohortKind::SavedSegment => return None,
    })
}

/// A cohort as it is shown: how many it has is told from enough on.
pub(super) fn describe(
    cohort: CohortKind,
    label: Option<String>,
    peers: Option<i64>,
    min_peers: usize,
) -> CohortDescription {
    let enough = peers.filter(|peers| usize::try_from(*peers).unwrap_or(0) >= min_peers);
    let null_reason = match (peers, enough) {
        (None, _) => Some(NullReason::NoData),
        (Some(_), None) => Some(NullReason::SuppressedSmallN),
        (Some(_), Some(_)) => None,
    };
    CohortDescription { cohort, label, peers: enough, null_reason }
}

/// What the members of a cohort of this client have in common, in words.
pub(super) fn label(kind: CohortKind, subject: &SubjectRow, today: NaiveDate) -> Option<String> {
    Some(match kind {
        CohortKind::TierIndustry => format!("{} in {}", subject.contract_tier, subject.industry),
        CohortKind::Tier => subject.contract_tier.clone(),
        CohortKind::Industry => subject.industry.clone(),
        CohortKind::Size => match size_band(subject.employee_count?) {
            (least, Some(most)) => format!("{least} to {most} employees"),
            (least, None) => format!("{least} employees or more"),
        },
        CohortKind::Tenure => match tenure_band(subject.contract_start_date, today) {
            (Some(after), until) if until >= today => format!("Clients since {after} or later"),
            (Some(after), until) => format!("Clients who began after {after} and up to {until}"),
            (None, until) => format!("Clients since {until} or longer"),
        },
        CohortKind::All => "All clients".to_owned(),
        // It has a name of its own.
        CohortKind::SavedSegment => return None,
    })
}
