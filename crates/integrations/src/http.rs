use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response, StatusCode, header, redirect::Policy};

use crate::{ConfigError, SendError};

/// The longest a receiver may make us wait; beyond it we ask again.
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3600);

/// A client that waits no longer than our patience and follows nobody elsewhere.
pub(crate) fn client(patience: Duration) -> Result<Client, ConfigError> {
    // Somebody else of this process may have chosen one already.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder()
        .timeout(patience)
        .redirect(Policy::none())
        .user_agent("Steward")
        .build()
        .map_err(|error| ConfigError(format!("no HTTP client: {}", error.without_url())))
}

/// Sends a request; anything but success is an error. The address, which may be a secret, is in no text.
pub(crate) async fn send(receiver: &str, request: RequestBuilder) -> Result<(), SendError> {
    let response = match request.send().await {
        Ok(response) => response,
        Err(error) if error.is_timeout() => {
            return Err(SendError::later(format!("{receiver} took too long to answer")));
        }
        Err(error) => {
            return Err(SendError::later(format!("{receiver} cannot be reached: {}", causes(&error.without_url()))));
        }
    };
    if response.status().is_success() { Ok(()) } else { Err(refused(receiver, &response)) }
}

fn refused(receiver: &str, response: &Response) -> SendError {
    let status = response.status();
    let reason = format!("{receiver} answered {status}");
    // What is wrong with the message stays wrong; a key, an address or a limit may be put right.
    let is_about_the_message = [
        StatusCode::BAD_REQUEST,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNPROCESSABLE_ENTITY,
    ]
    .contains(&status);
    if is_about_the_message {
        return SendError::never(reason);
    }
    let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    SendError::Later { reason, wait: wait.map(Duration::from_secs).map(|wait| wait.min(LONGEST_WAIT)) }
}

fn causes(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
