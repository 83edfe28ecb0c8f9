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
