use std::collections::BTreeMap;

use domain::ClientId;
use domain::client::ContractTier;
use domain::health::Profile;
use rust_decimal::Decimal;

use super::{Rescored, rescored};
use crate::health::components::Component;
use crate::health::config::{AppliesTo, ScoreConfig, resolve};
use crate::settings::HealthSettings;

/// A client as a simulation knows it: whose configuration it gets, and the component scores it was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The client.
    pub client: ClientId,
    /// Its tier.
    pub tier: ContractTier,
    /// Its segment.
    pub segment: Option<String>,
    /// The formula its components were measured for.
    pub profile: Profile,
    /// Its component scores.
    pub component_scores: BTreeMap<Component, Decimal>,
}

/// What becomes of a client under the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Another configuration stays the one for it.
    NotConcerned,
    /// It has this score.
    Scored(Rescored),
    /// Too little of the weight has a score: it would have none.
    NoScore,
    /// The candidate's formula has other components than were measured: unknown until they are.
    OtherProfile,
}

/// The configurations in force, and one that would take the place of the one for the same clients.
#[derive(Debug, Clone)]
pub struct Trial {
    of_client: BTreeMap<ClientId, ScoreConfig>,
    others: Vec<ScoreConfig>,
    fallback: ScoreConfig,
    /// The one tried out; none to look at what is in force.
    candidate: Option<ScoreConfig>,
    settings: HealthSettings,
}

impl Trial {
    /// Tries a candidate out against what is in force.
    pub fn new(
        in_force: impl IntoIterator<Item = ScoreConfig>,
        candidate: ScoreConfig,
        settings: HealthSettings,
    ) -> Self {
        let applies_to = candidate.applies_to.clone();
        let in_force = in_force.into_iter().filter(|config| config.applies_to != applies_to);
        Self::of(in_force, Some(candidate), settings)
    }

    /// What is in force, and nothing tried out.
    pub fn in_force(in_force: impl IntoIterator<Item = ScoreConfig>, settings: HealthSettings) -> Self {
        Self::of(in_force, None, settings)
    }

    fn of(
        in_force: impl IntoIterator<Item = ScoreConfig>,
        candidate: Option<ScoreConfig>,
        settings: HealthSettings,
    ) -> Self {
        let mut of_client: BTreeMap<ClientId, ScoreConfig> = BTreeMap::new();
        let mut others = Vec::new();
        for config in in_force {
            match config.applies_to {
                AppliesTo { client_id: Some(client), segment: None, tier: None } => {
                    let newest = of_client.get(&client).is_none_or(|other| other.version < config.version);
                    if newest {
                        of_client.insert(client, config);
                    }
                }
                _ => others.push(config),
            }
        }
        Self { of_client, others, fallback: ScoreConfig::default_of(Profile::Six), candidate, settings }
    }

    /// The configuration a client gets (§1).
    pub fn config_of(&self, subject: &Subject) -> &ScoreConfig {
        let own = self.of_client.get(&subject.client);
        let all = self.others.iter().chain(own).chain(&self.candidate);
        resolve(all, subject.client, subject.segment.as_deref(), Some(subject.tier)).unwrap_or(&self.fallback)
    }

    /// What becomes of a client where the candidate is the one for it.
    pub fn outcome(&self, subject: &Subject) -> Outcome {
        let config = self.config_of(subject);
        if self.candidate.as_ref().is_some_and(|candidate| std::ptr::eq(candidate, config)) {
            self.under(config, subject)
        } else {
            Outcome::NotConcerned
        }
    }

    /// The score of a client under the configuration it gets, whichever that is.
    pub fn score(&self, subject: &Subject) -> Outcome {
        self.under(self.config_of(subject), subject)
    }

    fn under(&self, config: &ScoreConfig, subject: &Subject) -> Outcome {
        if config.profile != subject.profile {
            return Outcome::OtherProfile;
        }
        rescored(&subject.component_scores, config, &self.settings).map_or(Outcome::NoScore, Outcome::Scored)
    }
}
