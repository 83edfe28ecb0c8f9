use std::time::Duration;

use futures::future::{BoxFuture, FutureExt as _};
use lettre::message::Mailbox;
use reqwest::Client;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use url::Url;

use super::{Letter, Mail, message_id, one_line, sender};
use crate::{ConfigError, SendError, http};

/// Sends through the HTTP API of SendGrid.
#[derive(Debug)]
pub struct SendGrid {
    http: Client,
    url: Url,
    key: SecretString,
    from: Mailbox,
}

impl SendGrid {
    /// Where the API lives.
    pub const URL: &'static str = "https://api.sendgrid.com";

    /// With an API key that may send mail.
    pub fn new(url: &str, key: SecretString, from: &str, patience: Duration) -> Result<Self, ConfigError> {
        let wrong = |_| ConfigError(format!("{url:?} is no address; it must look like {}", Self::URL));
        let url = url.parse::<Url>().and_then(|url| url.join("/v3/mail/send")).map_err(wrong)?;
        Ok(Self { http: http::client(patience)?, url, key, from: sender(from)? })
    }

    async fn deliver(&self, letter: &Letter) -> Result<(), SendError> {
        let body = json!({
            "personalizations": [{
                "to": [{ "email": letter.to_address, "name": one_line(&letter.to_name) }],
                "custom_args": { "delivery_id": letter.id },
            }],
            "from": { "email": self.from.email.to_string(), "name": self.from.name },
            "subject": one_line(&letter.subject),
            "headers": { "Message-ID": message_id(letter, &self.from) },
            "content": [
                { "type": "text/plain", "value": letter.text },
                { "type": "text/html", "value": letter.html },
            ],
            // Links lead where they say.
            "tracking_settings": { "click_tracking": { "enable": false }, "open_tracking": { "enable": false } },
        });
        let request = self.http.post(self.url.clone()).bearer_auth(self.key.expose_secret()).json(&body);
        http::send("SendGrid", request).await
    }
}

impl Mail for SendGrid {
    fn name(&self) -> &'static str {
        "SendGrid"
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), SendError>> {
        self.deliver(letter).boxed()
    }
}
