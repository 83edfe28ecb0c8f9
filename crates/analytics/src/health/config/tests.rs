use super::*;

#[test]
fn documented_configurations_are_valid() {
    for profile in Profile::ALL {
        assert_eq!(ScoreConfig::default_of(*profile).validate(), Ok(()));
    }
}

#[test]
fn bad_weights_and_bands_are_refused() {
    let mut config = ScoreConfig::default_of(Profile::Six);
    config.weights.insert(Component::Usage, 24);
    assert_eq!(config.validate(), Err(InvalidConfig::Sum(99)));
    config.weights.insert(Component::Usage, -25);
    assert_eq!(config.validate(), Err(InvalidConfig::Negative(Component::Usage)));
    config.weights.remove(&Component::Usage);
    config.weights.insert(Component::Payment, 25);
    assert_eq!(config.validate(), Err(InvalidConfig::Foreign(Component::Payment)));
    let bands = Bands { healthy: 50, monitor: Some(60), at_risk: 40 };
    let config = ScoreConfig { bands, ..ScoreConfig::default_of(Profile::Six) };
    assert_eq!(config.validate(), Err(InvalidConfig::Bands));
}

#[test]
fn stored_json_reads_back() {
    let weights: Weights = serde_json::from_str(r#"{"usage": 25, "adoption": 75}"#).expect("weights");
    assert_eq!(weights[&Component::Adoption], 75);
    let bands: Bands = serde_json::from_str(r#"{"healthy": 80, "monitor": 60, "at_risk": 40}"#).expect("bands");
    assert_eq!(bands, Bands::default_of(Profile::Six));
    let params: ScoreParams = serde_json::from_str(r#"{"usage_formula": "BLEND"}"#).expect("params");
    assert_eq!(params.usage_formula, UsageFormula::Blend);
}

fn pointers(config: &ScoreConfig) -> Vec<(String, &'static str)> {
    config.problems().into_iter().map(|problem| (problem.pointer, problem.code)).collect()
}

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    assert_eq!(pointers(&ScoreConfig::default_of(Profile::Six)), []);
    let mut config = ScoreConfig::default_of(Profile::Six);
    config.weights.insert(Component::Usage, -5);
    config.weights.remove(&Component::Outcome);
    config.weights.insert(Component::Payment, 20);
    config.bands = Bands { healthy: 101, monitor: Some(101), at_risk: 0 };
    config.applies_to = AppliesTo {
        client_id: Some("0190a000-0000-7000-8000-000000000001".parse().expect("an id")),
        segment: None,
        tier: Some(domain::client::ContractTier::Starter),
    };
    let expected = [
        ("/weights/usage", "out-of-range"),
        ("/weights/outcome", "required"),
        ("/weights/payment", "unknown-component"),
        ("/weights", "wrong-sum"),
        ("/bands/healthy", "out-of-order"),
        ("/bands/monitor", "out-of-order"),
        ("/bands/at_risk", "out-of-order"),
        ("/applies_to_tier", "not-with-client"),
    ];
    assert_eq!(pointers(&config), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    let sum = config.problems().into_iter().find(|problem| problem.pointer == "/weights").expect("the sum");
    assert_eq!(sum.message, "the weights sum to 80, not to 100: add 20");
    let mut one = ScoreConfig::default_of(Profile::Six);
    one.weights.values_mut().for_each(|weight| *weight = 0);
    one.weights.insert(Component::Usage, 100);
    assert_eq!(pointers(&one), [("/weights".to_owned(), "too-few")]);
}
