use std::collections::BTreeMap;

use domain::health::HealthStatus;
use rust_decimal::Decimal;

use super::Outcome;
use crate::portfolio::Distribution;

/// The score a client has now, as everyone sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The integer that is shown.
    pub overall_score: i16,
    /// Its band.
    pub health_status: HealthStatus,
}

/// How many clients go from which band to which; none stands for no score.
pub type Transitions = BTreeMap<(HealthStatus, Option<HealthStatus>), usize>;

/// What a candidate does to a portfolio (§4.5), summed up client by client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Impact {
    /// Clients with a score that were looked at.
    pub clients: usize,
    /// Of them, those the candidate would be the configuration of.
    pub concerned: usize,
    /// Concerned, but of another formula: their scores under it are unknown until they are computed.
    pub other_profile: usize,
    /// Concerned, and left without a score.
    pub without_score: usize,
    /// Those that would be in another band, or in none.
    pub change_band: usize,
    /// From which band to which. Who is not concerned stays where it is.
    pub transitions: Transitions,
    before: Vec<Option<HealthStatus>>,
    after: Vec<Option<HealthStatus>>,
    change_sum: i64,
    compared: usize,
    sums: (i64, i64),
    scored_after: usize,
}

impl Impact {
    /// Adds a client; returns the change of its score where both are known.
    pub fn add(&mut self, now: Standing, outcome: Outcome) -> Option<i16> {
        self.clients += 1;
        let after = match outcome {
            Outcome::NotConcerned => Some(now),
            Outcome::Scored(then) => {
                self.concerned += 1;
                let change = i64::from(then.overall_score) - i64::from(now.overall_score);
                self.change_sum += change;
                self.compared += 1;
                Some(Standing { overall_score: then.overall_score, health_status: then.health_status })
            }
            Outcome::NoScore => {
                self.concerned += 1;
                self.without_score += 1;
                None
            }
            Outcome::OtherProfile => {
                self.concerned += 1;
                self.other_profile += 1;
                return None;
            }
        };
        let to = after.map(|standing| standing.health_status);
        *self.transitions.entry((now.health_status, to)).or_default() += 1;
        self.change_band += usize::from(to != Some(now.health_status));
        self.before.push(Some(now.health_status));
        self.after.push(to);
        self.sums.0 += i64::from(now.overall_score);
        if let Some(standing) = after {
            self.sums.1 += i64::from(standing.overall_score);
            self.scored_after += 1;
        }
        after.map(|standing| standing.overall_score - now.overall_score)
    }

    /// Clients per band, now and under the candidate. Who cannot be compared is in neither.
    pub fn distributions(&self) -> (Distribution, Distribution) {
        (Distribution::of(self.before.iter().copied()), Distribution::of(self.after.iter().copied()))
    }

    /// Mean change of the concerned clients that have both scores, unrounded; none without any.
    pub fn mean_change(&self) -> Option<Decimal> {
        mean(self.change_sum, self.compared)
    }

    /// Mean score of the compared clients, now and under the candidate, unrounded.
    pub fn means(&self) -> (Option<Decimal>, Option<Decimal>) {
        (mean(self.sums.0, self.before.len()), mean(self.sums.1, self.scored_after))
    }
}

fn mean(sum: i64, count: usize) -> Option<Decimal> {
    Decimal::from(sum).checked_div(Decimal::from(count))
}
