mod alerts;
mod digest;
mod mention;
mod test_message;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use askama::Template;

pub use alerts::{AlertsMail, CLIENT_PAGE, ClientLines, Line};
pub use digest::{DigestMail, FollowUpLine};
pub use mention::MentionMail;
pub use test_message::TestMail;

/// A mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Subject.
    pub subject: String,
    /// As HTML.
    pub html: String,
    /// As text.
    pub text: String,
}

/// Why a mail cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A template failed.
    #[error("the template failed: {0}")]
    Template(#[from] askama::Error),
    /// What the template gave is no MJML.
    #[error("the mail is no MJML: {0}")]
    Mjml(String),
}

/// Makes a mail of its two templates.
fn render(subject: String, mjml: &impl Template, text: &impl Template) -> Result<Rendered, MailError> {
    let parsed = mrml::parse(mjml.render()?).map_err(|error| MailError::Mjml(error.to_string()))?;
    // No fonts: they would be fetched from others, who would learn who reads what.
    let options = mrml::prelude::render::RenderOptions { fonts: HashMap::new(), ..Default::default() };
    let html = parsed.element.render(&options).map_err(|error| MailError::Mjml(error.to_string()))?;
    Ok(Rendered { subject, html, text: text.render()? })
}

/// `1 alert`, `2 alerts`.
fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}
