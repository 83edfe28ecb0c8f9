use super::*;

#[test]
fn an_empty_object_is_every_default() {
    let settings: MetricSettings = serde_json::from_str("{}").expect("defaults");
    assert_eq!(settings, MetricSettings::default());
    assert!(settings.validate().is_empty());
}

#[test]
fn settings_survive_json_and_keep_what_is_not_named() {
    let text = r#"{"usage": {"day_mask": "Sun-Thu", "expected_ratio": {"STARTER": 0.2}}, "adoption": {"numerator": "WEIGHTED"}}"#;
    let settings: MetricSettings = serde_json::from_str(text).expect("settings");
    assert_eq!(settings.usage.day_mask.to_string(), "Mon,Tue,Wed,Thu,Sun");
    assert_eq!(settings.usage.window, 30);
    assert_eq!(settings.usage.ratio_of(ContractTier::Starter).to_string(), "0.2");
    assert_eq!(settings.adoption.numerator, AdoptionNumerator::Weighted);
    let again: MetricSettings =
        serde_json::from_value(serde_json::to_value(&settings).expect("json")).expect("settings");
    assert_eq!(again, settings);
}

#[test]
fn nonsense_is_named() {
    let settings = MetricSettings { reporting_tz: "Mars/Olympus".to_owned(), ..MetricSettings::default() };
    assert_eq!(settings.validate(), [("reporting_tz", "is not a known time zone")]);
    assert!("Mon-Someday".parse::<DayMask>().is_err());
}
