use chrono::NaiveDate;
use domain::work::SurveyKind;
use rust_decimal::Decimal;

use super::dated::within;
use crate::health::facts::SurveyFacts;
use crate::period::{Window, trailing};

/// Answers by kind and date.
#[derive(Debug, Clone)]
pub(crate) struct SurveySeries {
    nps: Vec<NpsAnswer>,
    csat: Vec<CsatAnswer>,
}

#[derive(Debug, Clone, Copy)]
struct NpsAnswer {
    responded_on: NaiveDate,
    respondent: u32,
    /// On the scale 0 to 10.
    score: Decimal,
}

#[derive(Debug, Clone, Copy)]
struct CsatAnswer {
    responded_on: NaiveDate,
    is_satisfied: bool,
}

impl SurveySeries {
    pub(super) fn new(mut surveys: Vec<SurveyFacts>) -> Self {
        // Two answers of one respondent on one day: the lower one counts, whatever order they came in.
        surveys.retain(|survey| {
            survey.max_score > Decimal::ZERO && survey.score <= survey.max_score && survey.score >= Decimal::ZERO
        });
        surveys.sort_by(|a, b| (a.responded_on, &a.respondent, b.score).cmp(&(b.responded_on, &b.respondent, a.score)));
        let mut respondents: Vec<String> = surveys.iter().map(|survey| survey.respondent.clone()).collect();
        respondents.sort_unstable();
        respondents.dedup();
        let number = |respondent: &String| {
            u32::try_from(respondents.partition_point(|other| other < respondent)).unwrap_or(u32::MAX)
        };
        let mut series = Self { nps: Vec::new(), csat: Vec::new() };
        for survey in &surveys {
            let responded_on = survey.responded_on;
            let share = survey.score / survey.max_score;
            match survey.kind {
                SurveyKind::Nps => series.nps.push(NpsAnswer {
                    responded_on,
                    respondent: number(&survey.respondent),
                    score: share * Decimal::TEN,
                }),
                SurveyKind::Csat => {
                    series.csat.push(CsatAnswer { responded_on, is_satisfied: share >= Decimal::new(8, 1) });
                }
            }
        }
        series
    }

    pub(super) fn earliest(&self) -> Option<NaiveDate> {
        let (nps, csat) =
            (self.nps.first().map(|answer| answer.responded_on), self.csat.first().map(|answer| answer.responded_on));
        nps.into_iter().chain(csat).min()
    }

    /// The mean of each contact's latest NPS answer in 365 days (§4.2).
    pub(crate) fn nps_mean(&self, as_of: NaiveDate) -> Option<Decimal> {
        let mut seen: Vec<u32> = Vec::new();
        let mut sum = Decimal::ZERO;
        for answer in self.nps_year(as_of).iter().rev() {
            if !seen.contains(&answer.respondent) {
                seen.push(answer.respondent);
                sum += answer.score;
            }
        }
        (!seen.is_empty()).then(|| sum / Decimal::from(seen.len()))
    }

    /// The latest NPS answer of anyone in 365 days.
    pub(crate) fn nps_latest(&self, as_of: NaiveDate) -> Option<Decimal> {
        self.nps_year(as_of).last().map(|answer| answer.score)
    }

    /// Satisfied and all answers in a window (M102: the top two of five points).
    pub(crate) fn csat(&self, window: Window) -> (usize, usize) {
        let answers = within(&self.csat, window, |answer| answer.responded_on);
        (answers.iter().filter(|answer| answer.is_satisfied).count(), answers.len())
    }

    fn nps_year(&self, as_of: NaiveDate) -> &[NpsAnswer] {
        within(&self.nps, trailing(as_of, 365), |answer| answer.responded_on)
    }
}
