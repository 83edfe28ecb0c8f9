//! A version as it stands in the form.
use std::collections::BTreeMap;

use analytics::health::{
    components::Component,
    config::{AppliesTo, Bands, ConfigProblem, ScoreConfig, ScoreParams},
};
use api_types::{
    config::{HealthBands, HealthScoreConfig, NewHealthScoreConfig, UpdateHealthScoreConfig},
    simulation::SimulateHealthScoreConfig,
};
use domain::{ClientId, client::ContractTier, health::Profile};

use crate::components::filled;

/// Whose version it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    Everyone,
    Some { tier: Option<ContractTier>, segment: String },
    Client(Option<(ClientId, String)>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub name: String,
    pub description: String,
    pub profile: Profile,
    pub whose: Whose,
    pub weights: Vec<(Component, i32)>,
    pub bands: Bands,
}

impl Draft {
    pub fn of(config: &HealthScoreConfig) -> Self {
        let bound = |name: &str| config.bands.get(name).and_then(|bound| i16::try_from(*bound).ok());
        let usual = Bands::default_of(config.profile);
        let weight = |component: Component| config.weights.get(component.as_str()).copied().unwrap_or(0);
        Self {
            name: config.name.clone(),
            description: config.description.clone().unwrap_or_default(),
            profile: config.profile,
            whose: whose(config),
            weights: Component::of(config.profile)
                .iter()
                .map(|(component, _)| (*component, weight(*component)))
                .collect(),
            bands: Bands {
                healthy: bound("healthy").unwrap_or(usual.healthy),
                monitor: bound("monitor").or(usual.monitor),
                at_risk: bound("at_risk").unwrap_or(usual.at_risk),
            },
        }
    }

    /// The documented weights and bands of another formula.
    pub fn with_profile(&self, profile: Profile) -> Self {
        let weights = Component::of(profile).to_vec();
        Self { profile, weights, bands: Bands::default_of(profile), ..self.clone() }
    }

    pub fn sum(&self) -> i32 {
        self.weights.iter().map(|(_, weight)| weight).sum()
    }

    pub fn set_weight(&mut self, component: Component, weight: i32) {
        for (of, value) in &mut self.weights {
            if *of == component {
                *value = weight.clamp(0, 100);
            }
        }
    }

    /// Keeps the proportions and makes the sum 100: what rounding leaves goes to the largest fractions.
    pub fn scale(&mut self) {
        let sum = self.sum();
        if sum <= 0 {
            return;
        }
        let mut rest = 100;
        let mut fractions = Vec::new();
        for (index, (_, weight)) in self.weights.iter_mut().enumerate() {
            let exact = *weight * 100;
            fractions.push((exact % sum, index));
            *weight = exact / sum;
            rest -= *weight;
        }
        fractions.sort_by_key(|(fraction, index)| (std::cmp::Reverse(*fraction), *index));
        for (_, index) in fractions.into_iter().take(usize::try_from(rest).unwrap_or(0)) {
            self.weights[index].1 += 1;
        }
    }

    /// As the maths reads it.
    pub fn config(&self) -> ScoreConfig {
        ScoreConfig {
            id: None,
            version_label: self.name.clone(),
            version: i32::MAX,
            applies_to: self.applies_to(),
            profile: self.profile,
            weights: self.weights.iter().copied().collect(),
            bands: self.bands,
            params: ScoreParams::default(),
        }
    }

    pub fn applies_to(&self) -> AppliesTo {
        match &self.whose {
            Whose::Everyone => AppliesTo::default(),
            Whose::Some { tier, segment } => AppliesTo { client_id: None, segment: filled(segment), tier: *tier },
            Whose::Client(client) => {
                AppliesTo { client_id: client.as_ref().map(|(id, _)| *id), ..AppliesTo::default() }
            }
        }
    }

    /// Everything that keeps it from being saved, as the server would say it.
    pub fn problems(&self) -> Vec<ConfigProblem> {
        let mut problems = self.config().problems();
        let mut add = |pointer: &str, message: &str| {
            problems.push(ConfigProblem { pointer: pointer.to_owned(), code: "required", message: message.to_owned() });
        };
        if self.name.trim().is_empty() {
            add("/name", "give it a name");
        }
        match &self.whose {
            Whose::Some { tier: None, segment } if segment.trim().is_empty() => {
                add("/applies_to_tier", "choose a tier or a segment, or make it for everyone");
            }
            Whose::Client(None) => add("/applies_to_client_id", "choose a client"),
            _ => {}
        }
        problems
    }

    fn named_weights(&self) -> BTreeMap<String, i32> {
        self.weights.iter().map(|(component, weight)| (component.to_string(), *weight)).collect()
    }

    fn bounds(&self) -> HealthBands {
        HealthBands { healthy: self.bands.healthy, monitor: self.bands.monitor, at_risk: self.bands.at_risk }
    }

    pub fn new_config(&self) -> NewHealthScoreConfig {
        let AppliesTo { client_id, segment, tier } = self.applies_to();
        NewHealthScoreConfig {
            name: self.name.trim().to_owned(),
            description: filled(&self.description),
            profile: Some(self.profile),
            applies_to_tier: tier,
            applies_to_segment: segment,
            applies_to_client_id: client_id,
            weights: self.named_weights(),
            bands: Some(self.bounds()),
        }
    }

    /// What differs from what is stored.
    pub fn changes(&self, base: &Self) -> UpdateHealthScoreConfig {
        UpdateHealthScoreConfig {
            name: (self.name.trim() != base.name).then(|| self.name.trim().to_owned()),
            description: (filled(&self.description) != filled(&base.description)).then(|| filled(&self.description)),
            weights: (self.weights != base.weights).then(|| self.named_weights()),
            bands: (self.bands != base.bands).then(|| self.bounds()),
        }
    }

    /// What to try out, whole: on top of whichever version it began with.
    pub fn trial(&self) -> SimulateHealthScoreConfig {
        let AppliesTo { client_id, segment, tier } = self.applies_to();
        SimulateHealthScoreConfig {
            weights: Some(self.named_weights()),
            bands: Some(self.bounds()),
            applies_to_tier: Some(tier),
            applies_to_segment: Some(segment),
            applies_to_client_id: Some(client_id),
        }
    }
}

fn whose(config: &HealthScoreConfig) -> Whose {
    match (config.applies_to_client_id, config.applies_to_tier, &config.applies_to_segment) {
        (Some(id), _, _) => Whose::Client(Some((id, config.applies_to_client_name.clone().unwrap_or_default()))),
        (None, None, None) => Whose::Everyone,
        (None, tier, segment) => Whose::Some { tier, segment: segment.clone().unwrap_or_default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn draft() -> Draft {
        Draft {
            name: "Usage first".to_owned(),
            description: String::new(),
            profile: Profile::Six,
            whose: Whose::Everyone,
            weights: Component::of(Profile::Six).to_vec(),
            bands: Bands::default_of(Profile::Six),
        }
    }

    #[test]
    fn scaling_keeps_proportions_and_reaches_a_hundred() {
        let mut mine = draft();
        mine.set_weight(Component::Usage, 60);
        assert_eq!(mine.sum(), 135);
        assert_eq!(mine.problems()[0].message, "the weights sum to 135, not to 100: take 35 away");
        mine.scale();
        assert_eq!(mine.weights.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), [45, 15, 11, 11, 11, 7]);
        assert_eq!(mine.problems(), []);
        mine.weights.iter_mut().for_each(|(_, weight)| *weight = 0);
        mine.scale();
        assert_eq!(mine.sum(), 0, "nothing has no proportions");
    }

    #[test]
    fn what_is_missing_is_told_beside_its_field() {
        let mut mine = Draft { name: " ".to_owned(), whose: Whose::Client(None), ..draft() };
        let pointers = |draft: &Draft| draft.problems().into_iter().map(|problem| problem.pointer).collect::<Vec<_>>();
        assert_eq!(pointers(&mine), ["/name", "/applies_to_client_id"]);
        mine.whose = Whose::Some { tier: None, segment: " ".to_owned() };
        assert_eq!(pointers(&mine), ["/name", "/applies_to_tier"]);
    }

    #[test]
    fn only_what_differs_is_sent() {
        let base = draft();
        assert_eq!(base.changes(&base), UpdateHealthScoreConfig::default());
        let mut mine = draft();
        mine.bands.healthy = 85;
        let changes = mine.changes(&base);
        assert_eq!((changes.weights, changes.bands.map(|bands| bands.healthy)), (None, Some(85)));
    }
}
