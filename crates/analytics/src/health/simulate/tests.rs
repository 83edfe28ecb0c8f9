use std::collections::BTreeMap;

use domain::ClientId;
use domain::client::ContractTier;
use domain::health::{BackTestWarning, HealthStatus, Profile};
use rust_decimal::Decimal;

use super::*;
use crate::health::components::Component;
use crate::health::config::{AppliesTo, ScoreConfig};
use crate::settings::HealthSettings;

fn client(n: u128) -> ClientId {
    ClientId(format!("0190a000-0000-7000-8000-{n:012}").parse().expect("an id"))
}

/// Golden inputs "Acme".
fn acme() -> Subject {
    let scores = [45, 72, 55, 40, 75, 80];
    let components = Component::of(Profile::Six).iter().map(|(component, _)| *component);
    Subject {
        client: client(1),
        tier: ContractTier::Enterprise,
        segment: Some("Regulated".to_owned()),
        profile: Profile::Six,
        component_scores: components.zip(scores.map(Decimal::from)).collect(),
    }
}

fn config(applies_to: AppliesTo, weights: [i32; 6]) -> ScoreConfig {
    let components = Component::of(Profile::Six).iter().map(|(component, _)| *component);
    let weights: BTreeMap<_, _> = components.zip(weights).collect();
    ScoreConfig { applies_to, weights, ..ScoreConfig::default_of(Profile::Six) }
}

const DOCUMENTED: [i32; 6] = [25, 20, 15, 15, 15, 10];
/// Usage and relationship, which Acme is worst at, count for nothing.
const KIND: [i32; 6] = [0, 40, 0, 0, 30, 30];

fn of_tier(tier: ContractTier) -> AppliesTo {
    AppliesTo { tier: Some(tier), ..AppliesTo::default() }
}

fn trial(in_force: Vec<ScoreConfig>, candidate: ScoreConfig) -> Trial {
    Trial::new(in_force, candidate, HealthSettings::default())
}

#[test]
fn the_candidate_takes_the_place_of_the_one_for_the_same_clients() {
    let everyone = config(AppliesTo::default(), DOCUMENTED);
    let trial = trial(vec![everyone], config(AppliesTo::default(), KIND));
    let Outcome::Scored(then) = trial.outcome(&acme()) else { panic!("it is for everyone") };
    // 0.4·72 + 0.3·75 + 0.3·80
    assert_eq!(then.score, Decimal::new(753, 1));
    assert_eq!((then.overall_score, then.health_status), (75, HealthStatus::Monitor));
}

#[test]
fn whoever_has_a_more_specific_one_keeps_it() {
    let own = AppliesTo { client_id: Some(client(1)), ..AppliesTo::default() };
    let tier = config(of_tier(ContractTier::Enterprise), DOCUMENTED);
    let candidate = || config(AppliesTo::default(), KIND);
    assert_eq!(trial(vec![tier.clone()], candidate()).outcome(&acme()), Outcome::NotConcerned);
    assert_eq!(trial(vec![config(own.clone(), DOCUMENTED)], candidate()).outcome(&acme()), Outcome::NotConcerned);
    let other = config(of_tier(ContractTier::Starter), KIND);
    assert_eq!(trial(vec![tier.clone()], other).outcome(&acme()), Outcome::NotConcerned);
    // The other way round the candidate wins, whatever its version.
    let own = ScoreConfig { version: 1, ..config(own, KIND) };
    let tier = ScoreConfig { version: 9, ..tier };
    assert!(matches!(trial(vec![tier], own).outcome(&acme()), Outcome::Scored(_)));
}

#[test]
fn another_formula_is_unknown_and_too_little_is_none() {
    let sub100 = ScoreConfig::default_of(Profile::Sub100);
    assert_eq!(trial(vec![], sub100).outcome(&acme()), Outcome::OtherProfile);
    let mut poor = acme();
    poor.component_scores.retain(|component, _| matches!(component, Component::Relationship | Component::Contract));
    let documented = config(AppliesTo::default(), DOCUMENTED);
    assert_eq!(trial(vec![], documented.clone()).outcome(&poor), Outcome::NoScore, "G-H3");
    let now = Trial::in_force([documented], HealthSettings::default());
    let Outcome::Scored(score) = now.score(&acme()) else { panic!("scored") };
    assert_eq!((score.score, score.overall_score), (Decimal::new(5915, 2), 59), "G-H1");
}

#[test]
fn an_impact_adds_up() {
    let standing = |overall_score, health_status| Standing { overall_score, health_status };
    let scored = |overall_score: i16, health_status| {
        Outcome::Scored(Rescored { score: overall_score.into(), overall_score, health_status })
    };
    let mut impact = Impact::default();
    assert_eq!(impact.add(standing(59, HealthStatus::AtRisk), scored(75, HealthStatus::Monitor)), Some(16));
    assert_eq!(impact.add(standing(85, HealthStatus::Healthy), scored(84, HealthStatus::Healthy)), Some(-1));
    assert_eq!(impact.add(standing(70, HealthStatus::Monitor), Outcome::NotConcerned), Some(0));
    assert_eq!(impact.add(standing(30, HealthStatus::Critical), Outcome::NoScore), None);
    assert_eq!(impact.add(standing(50, HealthStatus::AtRisk), Outcome::OtherProfile), None);
    assert_eq!((impact.clients, impact.concerned, impact.change_band), (5, 4, 2));
    assert_eq!((impact.other_profile, impact.without_score), (1, 1));
    assert_eq!(impact.transitions.values().sum::<usize>(), 4);
    assert_eq!(impact.mean_change(), Some(Decimal::new(75, 1)));
    let (before, after) = impact.distributions();
    assert_eq!((before.scored(), after.scored(), after.not_available), (4, 3, 1));
    assert_eq!(impact.means().0, Some(Decimal::from(61)));
    assert_eq!(Impact::default().mean_change(), None);
}

fn rows(bands: &[(HealthStatus, usize, usize)]) -> Vec<(Rescored, bool)> {
    let score = |status: HealthStatus| match status {
        HealthStatus::Healthy => 90,
        HealthStatus::Monitor => 70,
        HealthStatus::AtRisk => 50,
        HealthStatus::Critical => 20,
    };
    bands
        .iter()
        .flat_map(|(status, clients, churned)| {
            (0..*clients).map(move |n| {
                let overall_score = score(*status);
                let rescored = Rescored { score: overall_score.into(), overall_score, health_status: *status };
                (rescored, n < *churned)
            })
        })
        .collect()
}

#[test]
fn a_back_test_tells_bands_that_separate_from_those_that_do_not() {
    use HealthStatus::{AtRisk, Critical, Healthy, Monitor};
    let good = back_test(&rows(&[(Healthy, 40, 1), (Monitor, 30, 2), (AtRisk, 20, 5), (Critical, 10, 6)]));
    assert_eq!((good.clients, good.churned, good.warnings), (100, 14, vec![]));
    let rates: Vec<_> = good.bands.iter().map(|band| band.rate().expect("clients")).collect();
    assert_eq!(rates, [1.0 / 40.0, 2.0 / 30.0, 0.25, 0.6]);
    assert!(good.auc.is_some_and(|auc| auc > 0.8));
    // Six of the ten lowest left, 14 of 100 overall.
    assert!(good.lift.is_some_and(|lift| (lift - 0.6 / 0.14).abs() < 1e-9));

    let bad = back_test(&rows(&[(Healthy, 40, 8), (Monitor, 30, 2), (AtRisk, 20, 5)]));
    assert_eq!(bad.warnings, [BackTestWarning::BandsDoNotSeparate]);
    let one_band = back_test(&rows(&[(Healthy, 40, 12), (Critical, 3, 0)]));
    assert_eq!(one_band.warnings, [BackTestWarning::BandsDoNotSeparate], "three are not a band");
    let few = back_test(&rows(&[(Healthy, 12, 0), (Critical, 8, 4)]));
    assert_eq!(few.warnings, [BackTestWarning::FewClients, BackTestWarning::FewEvents]);
    let none = back_test(&[]);
    assert_eq!((none.auc, none.lift), (None, None));
    assert_eq!(none.warnings, [BackTestWarning::FewClients, BackTestWarning::FewEvents]);
}

#[test]
fn windows_follow_each_other_and_the_last_is_settled() {
    let days = back_test_days("2026-06-30".parse().expect("a date"));
    let days: Vec<String> = days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-03-02", "2025-12-02", "2025-09-03", "2025-06-05"], "the first is t_max of G-X7");
}
