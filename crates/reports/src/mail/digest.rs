use askama::Template;

use super::{ClientLines, MailError, Rendered, count, render};

/// A follow-up that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpLine {
    /// Of which client.
    pub client: String,
    /// Its page.
    pub url: String,
    /// What it is about.
    pub subject: String,
    /// For when, as people read it.
    pub due: String,
}

/// What happened in a day or a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestMail {
    /// First name of the one it is for.
    pub to: String,
    /// Whether it is about a week.
    pub is_weekly: bool,
    /// The day it is written on, as people read it.
    pub day: String,
    /// Alerts that were raised, by client.
    pub clients: Vec<ClientLines>,
    /// Clients left out of those.
    pub clients_left_out: usize,
    /// Alerts that are open.
    pub open_alerts: i64,
    /// Mentions nobody read.
    pub unread_mentions: i64,
    /// Follow-ups that are due.
    pub follow_ups: Vec<FollowUpLine>,
    /// The inbox.
    pub inbox_url: String,
    /// Where to change how one is told.
    pub settings_url: String,
}

#[derive(Template)]
#[template(path = "digest.mjml", escape = "html")]
struct Mjml<'a> {
    mail: &'a DigestMail,
    heading: String,
    clients: &'a [ClientLines],
    left_out: usize,
}

#[derive(Template)]
#[template(path = "digest.txt", escape = "none")]
struct Text<'a> {
    mail: &'a DigestMail,
    heading: String,
    clients: &'a [ClientLines],
    left_out: usize,
}

impl DigestMail {
    /// The mail.
    pub fn render(&self) -> Result<Rendered, MailError> {
        let raised: usize = self.clients.iter().map(|client| client.lines.len()).sum();
        let period = if self.is_weekly { "week" } else { "day" };
        let heading = format!("Your {period} in clients, {}", self.day);
        let subject = match (raised, self.clients_left_out) {
            (0, _) => format!("{heading}: no new alerts"),
            (_, 0) => format!("{heading}: {}", count(raised, "new alert", "new alerts")),
            (_, more) => format!("{heading}: new alerts about {} clients", self.clients.len() + more),
        };
        let (clients, left_out) = (self.clients.as_slice(), self.clients_left_out);
        let mjml = Mjml { mail: self, heading: heading.clone(), clients, left_out };
        render(subject, &mjml, &Text { mail: self, heading, clients, left_out })
    }
}
