use std::sync::Arc;

use domain::notification::Channel;
use integrations::{Chat, Mail};

/// By which ways messages leave the product, as it was configured; without any, people are told in the app alone.
#[derive(Debug, Clone, Default)]
pub struct Outbound {
    /// E-mail.
    pub mail: Option<Arc<dyn Mail>>,
    /// The room of the team.
    pub chat: Option<Arc<dyn Chat>>,
    /// Where people reach the app, without a slash at the end; links lead there.
    pub public_url: String,
}

impl Outbound {
    /// What sends by a channel, if anything does.
    pub fn name(&self, channel: Channel) -> Option<&'static str> {
        match channel {
            Channel::InApp => Some("Steward"),
            Channel::Email => self.mail.as_ref().map(|mail| mail.name()),
            Channel::Slack => self.chat.as_ref().map(|chat| chat.name()),
        }
    }

    /// Whether something sends by a channel.
    pub fn has(&self, channel: Channel) -> bool {
        self.name(channel).is_some()
    }

    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}
