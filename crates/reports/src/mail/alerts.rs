use askama::Template;

use super::{MailError, Rendered, count, render};

/// Clients of one message that are written out.
const MOST_CLIENTS: usize = 25;
/// Alerts of one client that are written out.
const MOST_LINES: usize = 10;

/// An alert in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How grave, as people read it.
    pub severity: String,
    /// The colour of its mark, `#rrggbb`.
    pub colour: &'static str,
    /// In a few words.
    pub title: String,
    /// In a sentence.
    pub description: String,
}

/// What `ClientLines` of a client lead to.
pub const CLIENT_PAGE: &str = "the client";

/// A client and what was raised about it; or the team and what was raised about that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLines {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// What that page is, as a button says after “Open”.
    pub page: &'static str,
    /// The alerts, the gravest first.
    pub lines: Vec<Line>,
}

impl ClientLines {
    /// Those that are written out.
    pub(super) fn shown(&self) -> &[Line] {
        &self.lines[..self.lines.len().min(MOST_LINES)]
    }

    /// How many are not.
    pub(super) fn left_out(&self) -> usize {
        self.lines.len().saturating_sub(MOST_LINES)
    }
}

/// Tells someone of alerts: about one client, or about several at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertsMail {
    /// First name of the one it is for.
    pub to: String,
    /// The clients, those with the gravest first.
    pub clients: Vec<ClientLines>,
    /// The inbox.
    pub inbox_url: String,
    /// Where to change how one is told.
    pub settings_url: String,
}

#[derive(Template)]
#[template(path = "alerts.mjml", escape = "html")]
struct Mjml<'a> {
    mail: &'a AlertsMail,
    heading: String,
    clients: &'a [ClientLines],
    left_out: usize,
}

#[derive(Template)]
#[template(path = "alerts.txt", escape = "none")]
struct Text<'a> {
    mail: &'a AlertsMail,
    heading: String,
    clients: &'a [ClientLines],
    left_out: usize,
}

impl AlertsMail {
    /// The mail.
    pub fn render(&self) -> Result<Rendered, MailError> {
        let alerts: usize = self.clients.iter().map(|client| client.lines.len()).sum();
        let (heading, subject) = match self.clients.as_slice() {
            [client] => {
                let first = client.lines.first().map(|line| line.title.clone()).unwrap_or_default();
                let more = match alerts {
                    0 | 1 => String::new(),
                    more => format!(" and {} more", more - 1),
                };
                (client.name.clone(), format!("{}: {first}{more}", client.name))
            }
            clients => {
                let alerts = count(alerts, "alert", "alerts");
                let heading = match clients.iter().all(|client| client.page == CLIENT_PAGE) {
                    true => format!("{alerts} about {}", count(clients.len(), "client", "clients")),
                    false => alerts,
                };
                (heading.clone(), heading)
            }
        };
        let clients = &self.clients[..self.clients.len().min(MOST_CLIENTS)];
        let left_out = self.clients.len() - clients.len();
        let mjml = Mjml { mail: self, heading: heading.clone(), clients, left_out };
        render(subject, &mjml, &Text { mail: self, heading, clients, left_out })
    }
}
