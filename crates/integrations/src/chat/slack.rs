use std::time::Duration;

use futures::future::{BoxFuture, FutureExt as _};
use reqwest::Client;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::{Chat, Post};
use crate::{ConfigError, SendError, http};

/// A section of a message holds 3000 characters at most.
const LONGEST_SECTION: usize = 2_900;
/// Lines that are shown of a message.
const MOST_LINES: usize = 20;

/// Posts through an incoming webhook; the address is the secret.
#[derive(Debug)]
pub struct Slack {
    http: Client,
    webhook: SecretString,
}

impl Slack {
    /// With the address of the webhook.
    pub fn new(webhook: SecretString, patience: Duration) -> Result<Self, ConfigError> {
        let wrong = || ConfigError("it must look like https://hooks.slack.com/services/…".to_owned());
        let url: Url = webhook.expose_secret().parse().map_err(|_| wrong())?;
        if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
            return Err(wrong());
        }
        Ok(Self { http: http::client(patience)?, webhook })
    }
}

impl Chat for Slack {
    fn name(&self) -> &'static str {
        "Slack"
    }

    fn post<'a>(&'a self, post: &'a Post) -> BoxFuture<'a, Result<(), SendError>> {
        let request = self
            .http
            .post(self.webhook.expose_secret())
            .header("Idempotency-Key", post.id.to_string())
            .json(&body(post));
        http::send("Slack", request).boxed()
    }
}

/// The message as blocks; what people typed can neither format nor call anyone.
fn body(post: &Post) -> Value {
    let mut text = format!("*{}*", escaped(&post.title));
    for line in post.lines.iter().take(MOST_LINES) {
        text.push_str("\n• ");
        text.push_str(&escaped(line));
    }
    if let Some(more) = post.lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        text.push_str(&format!("\n… and {more} more"));
    }
    let mut short: String = text.chars().take(LONGEST_SECTION).collect();
    if let Some((url, label)) = &post.link {
        short.push_str(&format!("\n<{}|{}>", url.replace(['|', '>', '<'], ""), escaped(label)));
    }
    json!({
        "text": escaped(&post.title),
        "unfurl_links": false,
        "blocks": [{ "type": "section", "text": { "type": "mrkdwn", "text": short, "verbatim": true } }],
    })
}

/// As Slack asks for it; and without the marks that would format a name.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mark beside which stands an invisible joiner formats nothing.
            '*' | '_' | '~' | '`' => {
                out.push('\u{2060}');
                out.push(c);
                out.push('\u{2060}');
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(title: &str, lines: Vec<String>) -> Post {
        Post { id: uuid::Uuid::nil(), title: title.to_owned(), lines, link: None }
    }

    #[test]
    fn what_people_typed_calls_nobody_and_links_nowhere() {
        let text = body(&post("<!channel> & <https://evil.example|Acme>", vec!["*bold*\nnext".to_owned()]));
        let shown = text["blocks"][0]["text"]["text"].as_str().expect("text");
        assert!(!shown.contains('<') && !shown.contains("*bold*"), "{shown}");
        assert!(shown.contains("&lt;!channel&gt; &amp; &lt;https://evil.example|Acme&gt;"), "{shown}");
        assert_eq!(shown.lines().count(), 2, "{shown}");
    }

    #[test]
    fn a_long_message_stays_within_what_a_section_holds() {
        let text = body(&post("Many", (0..100).map(|n| format!("{n} {}", "&".repeat(500))).collect()));
        assert!(text["blocks"][0]["text"]["text"].as_str().expect("text").chars().count() <= 3_000);
    }
}
