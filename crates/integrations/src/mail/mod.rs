pub(crate) mod sendgrid;
pub(crate) mod smtp;

use futures::future::BoxFuture;
use lettre::message::Mailbox;
use uuid::Uuid;

use crate::{ConfigError, SendError};

/// A message for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same however often it is tried: a receiver that has it already can tell.
    pub id: Uuid,
    /// Name of the one it is for.
    pub to_name: String,
    /// Their address.
    pub to_address: String,
    /// Subject, one line.
    pub subject: String,
    /// The message as text.
    pub text: String,
    /// The message as HTML.
    pub html: String,
}

/// Sends e-mail.
pub trait Mail: Send + Sync + std::fmt::Debug {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// Sends one message, within [`crate::PATIENCE`].
    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), SendError>>;
}

/// Reads the address messages are from: `Steward <steward@example.com>`.
fn sender(from: &str) -> Result<Mailbox, ConfigError> {
    from.parse()
        .map_err(|_| ConfigError(format!("{from:?} is no address; it must look like Steward <steward@example.com>")))
}

/// The identifier of a message, at the sender's domain.
fn message_id(letter: &Letter, from: &Mailbox) -> String {
    format!("<{}@{}>", letter.id, from.email.domain())
}

/// A subject is one line, whatever it is made of.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
