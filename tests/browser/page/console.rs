use std::sync::Mutex;

use thirtyfour::{BrowserLogEntry, WebDriver};

/// What the browser complained about, less what the test expects.
#[derive(Debug, Default)]
pub(super) struct Console {
    read: Mutex<Vec<BrowserLogEntry>>,
    expected: Mutex<Vec<(String, u16)>>,
}

impl Console {
    /// The browser notes every failed call; this one belongs to the test.
    pub(super) fn expect(&self, path: &str, status: u16) {
        self.expected.lock().expect("no panic while it is held").push((path.to_owned(), status));
    }

    /// Takes what the browser has noted since the last time.
    pub(super) async fn read(&self, driver: &WebDriver) {
        if let Ok(entries) = driver.browser_log().await {
            self.read.lock().expect("no panic while it is held").extend(entries);
        }
    }

    /// Everything noted, one line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let read = self.read.lock().expect("no panic while it is held");
        read.iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect()
    }

    /// The errors nobody expected.
    pub(super) fn errors(&self) -> Vec<String> {
        let read = self.read.lock().expect("no panic while it is held");
        let expected = self.expected.lock().expect("no panic while it is held");
        let is_expected = |entry: &BrowserLogEntry| {
            let mut words = entry.message.split_whitespace();
            let address = words.next().unwrap_or_default();
            let path = address.split('?').next().unwrap_or_default();
            expected.iter().any(|(tail, status)| {
                path.ends_with(tail.as_str())
                    && entry.message.contains(&format!("responded with a status of {status} "))
            })
        };
        read.iter().filter(|e| e.level == "SEVERE" && !is_expected(e)).map(|e| e.message.clone()).collect()
    }
}
