use std::collections::{BTreeMap, BTreeSet};

use domain::{alert::AlertType, notification::Channel};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The number of a rule that may be set, with its default and its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// What it counts.
    pub unit: &'static str,
    /// Unless set otherwise.
    pub default: i32,
    /// The least that makes sense.
    pub min: i32,
    /// The most that makes sense.
    pub max: i32,
}

/// The threshold of a rule (§11); none for rules that hold or do not.
pub const fn threshold(alert_type: AlertType) -> Option<Threshold> {
    use AlertType as T;
    let (unit, default, min, max) = match alert_type {
        T::HealthDrop => ("points", 10, 2, 50),
        T::ChurnRiskHigh => ("score", 80, 20, 99),
        T::KeyUserInactive | T::NoLogin => ("days", 14, 3, 180),
        T::SupportSpike => ("times", 3, 2, 20),
        T::SupportEscalation => ("hours", 24, 1, 720),
        T::UsageDecline => ("percent", 30, 5, 95),
        T::FeatureAbandoned => ("days", 30, 7, 60),
        T::ContractUtilizationLow => ("percent", 50, 5, 95),
        T::UsageLimit => ("percent", 80, 50, 100),
        T::NpsDetractor => ("score", 6, 0, 8),
        T::PaymentIssue => ("days", 7, 0, 90),
        T::NoContact => ("days", 60, 7, 365),
        T::FollowUpOverdue => ("days", 1, 1, 60),
        T::CsmOverload => ("percent", 115, 80, 300),
        T::MajorExpansion => ("ARR", 25_000, 1_000, 10_000_000),
        T::HealthCritical
        | T::ChampionRisk
        | T::RenewalApproaching
        | T::RenewalOverdue
        | T::RenewalAtRisk
        | T::UnexpectedChurn
        | T::DataQuality => return None,
    };
    Some(Threshold { unit, default, min, max })
}

/// What was changed of one rule; none leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RuleSetting {
    /// Whether the rule raises alerts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
    /// Its threshold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<i32>,
    /// By which ways people are told of what it raises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<BTreeSet<Channel>>,
}

/// What was changed of the rules: for everyone, or for one client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AlertSettings(pub BTreeMap<AlertType, RuleSetting>);

/// A setting that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// Of which rule.
    pub alert_type: AlertType,
    /// Of what of it; none when nothing of it can be set here.
    pub field: Option<&'static str>,
    /// Why.
    pub message: String,
}

impl AlertSettings {
    /// These, with those of a client on top.
    pub fn with(&self, client: &Self) -> Self {
        let mut both = self.clone();
        for (alert_type, own) in &client.0 {
            let setting = both.0.entry(*alert_type).or_default();
            setting.is_enabled = own.is_enabled.or(setting.is_enabled);
            setting.threshold = own.threshold.or(setting.threshold);
            if own.channels.is_some() {
                setting.channels.clone_from(&own.channels);
            }
        }
        both
    }

    /// Whether a rule raises alerts: every rule does unless it is switched off.
    pub fn is_enabled(&self, alert_type: AlertType) -> bool {
        self.0.get(&alert_type).and_then(|setting| setting.is_enabled).unwrap_or(true)
    }

    /// The threshold in force; zero for a rule without one.
    pub fn threshold(&self, alert_type: AlertType) -> i32 {
        let set = self.0.get(&alert_type).and_then(|setting| setting.threshold);
        set.or(threshold(alert_type).map(|threshold| threshold.default)).unwrap_or(0)
    }

    /// By which ways people are told of what a rule raises.
    pub fn channels(&self, alert_type: AlertType) -> BTreeSet<Channel> {
        let set = self.0.get(&alert_type).and_then(|setting| setting.channels.clone());
        set.unwrap_or_else(|| alert_type.channels().iter().copied().collect())
    }

    /// The same for arithmetic.
    pub(super) fn decimal(&self, alert_type: AlertType) -> Decimal {
        Decimal::from(self.threshold(alert_type))
    }

    /// The same for days, hours and other counts.
    pub(super) fn whole(&self, alert_type: AlertType) -> i64 {
        i64::from(self.threshold(alert_type))
    }

    /// Everything that is wrong with these settings.
    pub fn validate(&self) -> Vec<SettingProblem> {
        let wrong = |(alert_type, setting): (&AlertType, &RuleSetting)| {
            let value = setting.threshold?;
            let message = match threshold(*alert_type) {
                None => "this rule has no threshold".to_owned(),
                Some(Threshold { unit, min, max, .. }) if !(min..=max).contains(&value) => {
                    format!("from {min} to {max} {unit}")
                }
                Some(_) => return None,
            };
            Some(SettingProblem { alert_type: *alert_type, field: Some("threshold"), message })
        };
        self.0.iter().filter_map(wrong).collect()
    }

    /// Everything that is wrong with these settings as those of one client: rules about the team have none.
    pub fn validate_of_client(&self) -> Vec<SettingProblem> {
        let about_team = self.0.keys().filter(|alert_type| alert_type.is_about_team());
        let message = "this rule is about the team, not about a client; it is set for everyone";
        let not_here = about_team.map(|alert_type| SettingProblem {
            alert_type: *alert_type,
            field: None,
            message: message.to_owned(),
        });
        self.validate().into_iter().chain(not_here).collect()
    }
}
