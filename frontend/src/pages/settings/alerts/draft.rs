//! One's own settings as they stand in the form.
use std::collections::{BTreeMap, BTreeSet};

use api_types::notifications::{MyAlertSettings, QuietHours, UpdateMyAlertSettings};
use chrono::NaiveTime;
use domain::{
    alert::AlertType,
    notification::{Channel, Digest},
};

/// What a field of time holds and takes.
const MINUTES: &str = "%H:%M";
/// What is proposed to those who had no quiet hours.
const NIGHT: (&str, &str) = ("20:00", "07:00");

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub rules: BTreeMap<AlertType, BTreeSet<Channel>>,
    defaults: BTreeMap<AlertType, BTreeSet<Channel>>,
    pub mentions_by_email: bool,
    pub is_quiet: bool,
    pub quiet_from: String,
    pub quiet_until: String,
    pub time_zone: String,
    pub digest: Digest,
}

impl Draft {
    pub fn of(settings: &MyAlertSettings) -> Self {
        let time = |time: NaiveTime| time.format(MINUTES).to_string();
        let hours = settings.quiet_hours.map(|hours| (time(hours.from), time(hours.until)));
        let (quiet_from, quiet_until) = hours.unwrap_or_else(|| (NIGHT.0.to_owned(), NIGHT.1.to_owned()));
        Self {
            rules: settings.rules.iter().map(|rule| (rule.alert_type, rule.channels.clone())).collect(),
            defaults: settings.rules.iter().map(|rule| (rule.alert_type, rule.default.clone())).collect(),
            mentions_by_email: settings.mentions_by_email,
            is_quiet: settings.quiet_hours.is_some(),
            quiet_from,
            quiet_until,
            time_zone: settings.time_zone.clone(),
            digest: settings.digest,
        }
    }

    pub fn has(&self, alert_type: AlertType, channel: Channel) -> bool {
        self.rules.get(&alert_type).is_some_and(|channels| channels.contains(&channel))
    }

    pub fn put(&mut self, alert_type: AlertType, channel: Channel, is_on: bool) {
        let channels = self.rules.entry(alert_type).or_default();
        if is_on {
            channels.insert(channel)
        } else {
            channels.remove(&channel)
        };
    }

    /// What is sent: only rules that are otherwise than for everyone, so that those follow the others.
    pub fn wanted(&self) -> UpdateMyAlertSettings {
        let time = |text: &str| NaiveTime::parse_from_str(text, MINUTES).unwrap_or_default();
        let rules = self.rules.iter().filter(|(alert_type, channels)| self.defaults.get(alert_type) != Some(channels));
        UpdateMyAlertSettings {
            rules: rules.map(|(alert_type, channels)| (*alert_type, channels.clone())).collect(),
            mentions_by_email: self.mentions_by_email,
            quiet_hours: self
                .is_quiet
                .then(|| QuietHours { from: time(&self.quiet_from), until: time(&self.quiet_until) }),
            time_zone: self.time_zone.trim().to_owned(),
            digest: self.digest,
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::notifications::MyAlertRule;

    use super::*;

    fn settings() -> MyAlertSettings {
        let both: BTreeSet<Channel> = [Channel::InApp, Channel::Email].into();
        let rule =
            |alert_type| MyAlertRule { alert_type, channels: both.clone(), default: both.clone(), is_changed: false };
        MyAlertSettings {
            rules: vec![rule(AlertType::HealthDrop), rule(AlertType::NoLogin)],
            mentions_by_email: true,
            quiet_hours: None,
            time_zone: "Europe/Berlin".to_owned(),
            digest: Digest::Off,
            channels: vec![],
            version: 0,
        }
    }

    #[test]
    fn only_what_is_otherwise_than_for_everyone_is_sent() {
        let mut draft = Draft::of(&settings());
        assert!(draft.wanted().rules.is_empty() && draft.wanted().quiet_hours.is_none());
        draft.put(AlertType::NoLogin, Channel::Email, false);
        assert_eq!(draft.wanted().rules, [(AlertType::NoLogin, [Channel::InApp].into())].into());
        draft.put(AlertType::NoLogin, Channel::Email, true);
        assert!(draft.wanted().rules.is_empty());
        draft.is_quiet = true;
        let hours = draft.wanted().quiet_hours.expect("hours");
        assert_eq!((hours.from.to_string(), hours.until.to_string()), ("20:00:00".to_owned(), "07:00:00".to_owned()));
    }
}
