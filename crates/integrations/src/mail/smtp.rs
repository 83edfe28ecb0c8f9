use std::{net::IpAddr, time::Duration};

use futures::future::{BoxFuture, FutureExt as _};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp,
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::timeout;
use url::Url;

use super::{Letter, Mail, message_id, one_line, sender};
use crate::{ConfigError, SendError};

/// Sends through an SMTP server. Each message takes a connection of its own, so that none waits behind another.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Smtp {
    /// From an address such as `smtp://user:secret@mail.example.com:587` (STARTTLS, which the server must offer) or
    /// `smtps://…` (TLS from the start). Only to this machine, or with `?tls=none`, is anything sent in the clear.
    pub fn new(url: &SecretString, from: &str, patience: Duration) -> Result<Self, ConfigError> {
        let from = sender(from)?;
        let wrong = || ConfigError("it must look like smtp://user:secret@mail.example.com:587 or smtps://…".to_owned());
        let mut url: Url = url.expose_secret().parse().map_err(|_| wrong())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
        let is_here = address.map_or(host == "localhost", |address| address.is_loopback());
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        match (url.scheme(), tls.as_deref()) {
            ("smtps", None) | ("smtp", Some("required")) => {}
            ("smtp", Some("none")) => url.set_query(None),
            ("smtp", None) if is_here => {}
            ("smtp", None) => url.set_query(Some("tls=required")),
            _ => return Err(wrong()),
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(|_| wrong())?
            .timeout(Some(patience))
            .build();
        Ok(Self { transport, from, patience })
    }

    async fn deliver(&self, letter: &Letter) -> Result<(), SendError> {
        let address: Address =
            letter.to_address.parse().map_err(|_| SendError::never("the address of the recipient is not valid"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(one_line(&letter.to_name)), address))
            .subject(one_line(&letter.subject))
            .message_id(Some(message_id(letter, &self.from)))
            .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
            .map_err(|error| SendError::never(format!("the message cannot be written: {error}")))?;
        match timeout(self.patience, self.transport.send(message)).await {
            Err(_) => Err(SendError::later(format!("the mail server took longer than {:?}", self.patience))),
            Ok(Err(error)) => Err(failed(&error)),
            Ok(Ok(_)) => Ok(()),
        }
    }
}

impl Mail for Smtp {
    fn name(&self) -> &'static str {
        "SMTP"
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), SendError>> {
        self.deliver(letter).boxed()
    }
}

/// A mailbox that is not there will not be there later; everything else may be put right.
fn failed(error: &smtp::Error) -> SendError {
    let Some(code) = error.status() else {
        return SendError::later(format!("the mail server cannot be spoken with: {}", causes(error)));
    };
    let code = code.to_string();
    let reason = format!("the mail server answered {code}: {}", causes(error));
    if ["550", "551", "552", "553"].contains(&code.as_str()) {
        SendError::never(reason)
    } else {
        SendError::later(reason)
    }
}

fn causes(error: &smtp::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let message = cause.to_string();
        if !text.contains(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
        source = cause.source();
    }
    text
}
