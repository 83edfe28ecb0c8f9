use askama::Template;

use super::{MailError, Rendered, render};

/// A message to see whether messages arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestMail {
    /// First name of the one it is for.
    pub to: String,
    /// Where to change how one is told.
    pub settings_url: String,
}

#[derive(Template)]
#[template(path = "test.mjml", escape = "html")]
struct Mjml<'a> {
    mail: &'a TestMail,
    heading: String,
}

#[derive(Template)]
#[template(path = "test.txt", escape = "none")]
struct Text<'a> {
    mail: &'a TestMail,
    heading: String,
}

impl TestMail {
    /// The mail.
    pub fn render(&self) -> Result<Rendered, MailError> {
        let heading = "Messages from Steward arrive".to_owned();
        render(heading.clone(), &Mjml { mail: self, heading: heading.clone() }, &Text { mail: self, heading })
    }
}
