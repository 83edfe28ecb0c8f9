use serde_json::{Value, json};
use thirtyfour::{RequestData, SessionId, WebDriver, common::command::FormatRequestData};

/// A command of Chromium's own protocol, for what WebDriver has no word for.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl FormatRequestData for Devtools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(reqwest::Method::POST, format!("/session/{session}/goog/cdp/execute"))
            .add_body(json!({ "cmd": self.0, "params": self.1 }))
    }
}

/// Sends a command of Chromium's own protocol.
pub async fn devtools(driver: &WebDriver, command: &'static str, parameters: Value) {
    driver.cmd(Devtools(command, parameters)).await.unwrap_or_else(|error| panic!("{command}: {error}"));
}
