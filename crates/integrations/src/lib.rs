//! Every outbound connection of the product: a trait per capability, and what speaks to the real thing. Nothing here
//! knows why something is sent.
#![deny(missing_docs)]

mod chat;
mod error;
mod http;
mod mail;

pub use chat::{Chat, Post, slack::Slack};
pub use error::{ConfigError, SendError};
pub use mail::{Letter, Mail, sendgrid::SendGrid, smtp::Smtp};

/// How long a receiver may take for one message, from the connection to its answer, unless a test is in a hurry.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(15);
