use std::sync::Arc;

use app::notifications::Outbound;
use integrations::{Chat, ConfigError, Mail, PATIENCE, SendGrid, Slack, Smtp};
use secrecy::SecretString;

/// Where messages go, as it was written down.
#[derive(Debug)]
pub(super) struct Receivers {
    pub smtp_url: Option<SecretString>,
    pub sendgrid_api_key: Option<SecretString>,
    pub mail_from: Option<String>,
    pub slack_webhook_url: Option<SecretString>,
}

impl Receivers {
    /// What sends there. Nothing configured means nothing is sent.
    pub fn check(self, public_url: Option<&str>, problems: &mut Vec<String>) -> Outbound {
        let mail = self.mail(problems);
        let chat: Option<Arc<dyn Chat>> = self.slack_webhook_url.and_then(|webhook| {
            let slack = Slack::new(webhook, PATIENCE)
                .map_err(|error| problems.push(format!("STEWARD_SLACK_WEBHOOK_URL: {error}")));
            slack.ok().map(|slack| Arc::new(slack) as Arc<dyn Chat>)
        });
        if (mail.is_some() || chat.is_some()) && public_url.is_none() {
            problems.push(
                "STEWARD_PUBLIC_URL is not set; messages link to it, e.g. https://steward.example.com".to_owned(),
            );
        }
        let public_url = public_url.unwrap_or_default().trim_end_matches('/').to_owned();
        Outbound { mail, chat, public_url }
    }

    fn mail(&self, problems: &mut Vec<String>) -> Option<Arc<dyn Mail>> {
        let (name, made) = match (&self.smtp_url, &self.sendgrid_api_key, &self.mail_from) {
            (None, None, _) => return None,
            (Some(_), Some(_), _) => {
                problems.push("STEWARD_SMTP_URL and STEWARD_SENDGRID_API_KEY are both set; keep one".to_owned());
                return None;
            }
            (_, _, None) => {
                problems.push("STEWARD_MAIL_FROM is not set; e.g. Steward <steward@example.com>".to_owned());
                return None;
            }
            (Some(url), None, Some(from)) => {
                ("STEWARD_SMTP_URL or STEWARD_MAIL_FROM", shared(Smtp::new(url, from, PATIENCE)))
            }
            (None, Some(key), Some(from)) => {
                ("STEWARD_MAIL_FROM", shared(SendGrid::new(SendGrid::URL, key.clone(), from, PATIENCE)))
            }
        };
        made.map_err(|error| problems.push(format!("{name}: {error}"))).ok()
    }
}

fn shared<M: Mail + 'static>(made: Result<M, ConfigError>) -> Result<Arc<dyn Mail>, ConfigError> {
    made.map(|mail| Arc::new(mail) as Arc<dyn Mail>)
}
