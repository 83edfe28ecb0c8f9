//! A sample scored again with the server's own code, fast enough to follow a slider.
use std::cmp::Reverse;

use analytics::{
    health::{
        config::{AppliesTo, Bands, ScoreConfig, ScoreParams, named_weights},
        simulate::{Impact, Outcome, Standing, Subject, Trial},
    },
    settings::HealthSettings,
};
use api_types::simulation::{HealthScoreSample, SampledClient, ScoreFormula};
use domain::health::HealthStatus;
use rust_decimal::Decimal;

/// Clients that are named.
const NAMED: usize = 5;

/// A sample as the maths reads it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sample {
    clients: Vec<(Subject, String, Standing)>,
    in_force: Vec<ScoreConfig>,
    settings: HealthSettings,
}

/// A client that moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub name: String,
    pub from: (i16, HealthStatus),
    pub to: (i16, HealthStatus),
}

/// What becomes of a sample.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WhatIf {
    pub clients: usize,
    pub concerned: usize,
    pub change_band: usize,
    pub other_profile: usize,
    pub mean_change: Option<Decimal>,
    /// Clients per band, healthiest first, then those without a score.
    pub before: [usize; 5],
    pub after: [usize; 5],
    /// The largest moves.
    pub moves: Vec<Move>,
}

impl Sample {
    pub fn of(sample: &HealthScoreSample) -> Self {
        Self {
            clients: sample.clients.iter().map(client).collect(),
            in_force: sample.in_force.iter().map(formula).collect(),
            settings: HealthSettings {
                min_weight_coverage: sample.min_weight_coverage,
                min_components: sample.min_components,
                ..HealthSettings::default()
            },
        }
    }

    pub fn size(&self) -> usize {
        self.clients.len()
    }

    /// Tries a configuration out on every client of the sample.
    pub fn under(&self, candidate: ScoreConfig) -> WhatIf {
        let trial = Trial::new(self.in_force.iter().cloned(), candidate, self.settings.clone());
        let mut impact = Impact::default();
        let mut moves = Vec::new();
        for (subject, name, now) in &self.clients {
            let outcome = trial.outcome(subject);
            impact.add(*now, outcome);
            if let Outcome::Scored(then) = outcome
                && then.overall_score != now.overall_score
            {
                let (from, to) = ((now.overall_score, now.health_status), (then.overall_score, then.health_status));
                moves.push(Move { name: name.clone(), from, to });
            }
        }
        moves.sort_by_key(|one| Reverse((one.to.0 - one.from.0).abs()));
        moves.truncate(NAMED);
        let (before, after) = impact.distributions();
        let counts = |of: analytics::portfolio::Distribution| {
            [of.healthy, of.monitor, of.at_risk, of.critical, of.not_available]
        };
        WhatIf {
            clients: impact.clients,
            concerned: impact.concerned,
            change_band: impact.change_band,
            other_profile: impact.other_profile,
            mean_change: impact.mean_change(),
            before: counts(before),
            after: counts(after),
            moves,
        }
    }
}

fn client(client: &SampledClient) -> (Subject, String, Standing) {
    let scores = client.component_scores.iter();
    let subject = Subject {
        client: client.id,
        tier: client.contract_tier,
        segment: client.segment.clone(),
        profile: client.profile,
        component_scores: scores.filter_map(|(name, score)| Some((name.parse().ok()?, score.parse().ok()?))).collect(),
    };
    let standing = Standing { overall_score: client.overall_score, health_status: client.health_status };
    (subject, client.name.clone(), standing)
}

fn formula(formula: &ScoreFormula) -> ScoreConfig {
    ScoreConfig {
        id: None,
        version_label: String::new(),
        version: formula.version,
        applies_to: AppliesTo {
            client_id: formula.applies_to_client_id,
            segment: formula.applies_to_segment.clone(),
            tier: formula.applies_to_tier,
        },
        profile: formula.profile,
        weights: named_weights(&formula.weights).0,
        bands: Bands { healthy: formula.bands.healthy, monitor: formula.bands.monitor, at_risk: formula.bands.at_risk },
        params: ScoreParams::default(),
    }
}

#[cfg(test)]
mod tests {
    use domain::{ClientId, client::ContractTier, health::Profile};

    use super::*;

    fn sampled(name: &str, tier: ContractTier, usage: &str) -> SampledClient {
        let others = ["adoption", "support", "relationship", "contract", "outcome"];
        let scores = others.map(|other| (other.to_owned(), "80".to_owned()));
        SampledClient {
            id: ClientId(uuid::Uuid::nil()),
            name: name.to_owned(),
            contract_tier: tier,
            segment: None,
            profile: Profile::Six,
            overall_score: 65,
            health_status: HealthStatus::Monitor,
            component_scores: scores.into_iter().chain([("usage".to_owned(), usage.to_owned())]).collect(),
        }
    }

    #[test]
    fn a_slider_moves_those_it_concerns() {
        let documented = ScoreConfig::default_of(Profile::Six);
        let sample = Sample::of(&HealthScoreSample {
            clients: vec![
                sampled("Large", ContractTier::Enterprise, "20.5"),
                sampled("Small", ContractTier::Starter, "20.5"),
            ],
            in_force: vec![ScoreFormula {
                profile: Profile::Six,
                applies_to_tier: None,
                applies_to_segment: None,
                applies_to_client_id: None,
                weights: documented.weights.iter().map(|(key, weight)| (key.to_string(), *weight)).collect(),
                bands: api_types::config::HealthBands { healthy: 80, monitor: Some(60), at_risk: 40 },
                version: 1,
            }],
            min_weight_coverage: Decimal::new(5, 1),
            min_components: 2,
            segments: vec![],
            as_of: None,
        });
        let mut candidate = documented;
        candidate.weights.values_mut().for_each(|weight| *weight = 10);
        candidate.weights.insert("usage".parse().expect("a component"), 50);
        // 0.5·20.5 + 0.5·80 = 50.25
        let everyone = sample.under(candidate.clone());
        assert_eq!((everyone.concerned, everyone.change_band, everyone.mean_change), (2, 2, Some(Decimal::from(-15))));
        assert_eq!((everyone.before, everyone.after), ([0, 2, 0, 0, 0], [0, 0, 2, 0, 0]));
        candidate.applies_to.tier = Some(ContractTier::Enterprise);
        let some = sample.under(candidate);
        assert_eq!((some.concerned, some.after), (1, [0, 1, 1, 0, 0]));
        assert_eq!(some.moves[0].name, "Large");
    }
}
