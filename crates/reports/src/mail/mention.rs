use askama::Template;

use super::{MailError, Rendered, render};

/// Tells someone that they were named in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionMail {
    /// First name of the one it is for.
    pub to: String,
    /// Who named them.
    pub by: String,
    /// The client.
    pub client: String,
    /// The note's title.
    pub title: Option<String>,
    /// The note, or its beginning.
    pub excerpt: String,
    /// The client's notes.
    pub url: String,
    /// Where to change how one is told.
    pub settings_url: String,
}

#[derive(Template)]
#[template(path = "mention.mjml", escape = "html")]
struct Mjml<'a> {
    mail: &'a MentionMail,
    heading: String,
    lines: Vec<&'a str>,
}

#[derive(Template)]
#[template(path = "mention.txt", escape = "none")]
struct Text<'a> {
    mail: &'a MentionMail,
    heading: String,
}

impl MentionMail {
    /// The mail.
    pub fn render(&self) -> Result<Rendered, MailError> {
        let heading = format!("{} mentioned you in a note about {}", self.by, self.client);
        let mjml = Mjml { mail: self, heading: heading.clone(), lines: self.excerpt.lines().collect() };
        render(heading.clone(), &mjml, &Text { mail: self, heading })
    }
}
