use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{
    CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};

use super::{chromedriver::Chromedriver, devtools};

/// Where Debian puts it; elsewhere the driver looks for it.
const PROGRAM: &str = "/usr/bin/chromium";
const FLAGS: [&str; 14] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--force-prefers-reduced-motion",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en-US",
];

/// The size of the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Viewport {
    /// A desk.
    pub const DESK: Self = Self { width: 1440, height: 900 };
    /// The narrowest phone there is.
    pub const NARROW_PHONE: Self = Self { width: 320, height: 640 };
    /// A usual phone.
    pub const PHONE: Self = Self { width: 375, height: 812 };
}

/// A browser with a fresh profile.
#[derive(Debug)]
pub struct Chromium {
    /// Its session.
    pub driver: WebDriver,
    _profile: TempDir,
    _chromedriver: Chromedriver,
}

impl Chromium {
    /// Starts it. Pages see `now` on their clock, which goes on from there.
    pub async fn start(now: DateTime<Utc>) -> Self {
        let chromedriver = Chromedriver::start().await;
        let profile = tempfile::Builder::new().prefix("steward-browser-").tempdir().expect("a folder for the profile");
        let mut wanted = DesiredCapabilities::chrome();
        let set_up = |wanted: &mut thirtyfour::ChromeCapabilities| {
            for flag in FLAGS {
                wanted.add_arg(flag)?;
            }
            wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
            if Path::new(PROGRAM).exists() {
                wanted.set_binary(PROGRAM)?;
            }
            wanted.set("timeouts", json!({ "script": 60_000, "pageLoad": 60_000, "implicit": 0 }))?;
            wanted.set_browser_log_level(LoggingPrefsLogLevel::All)
        };
        set_up(&mut wanted).expect("the wishes can be written");
        let driver = WebDriver::new(&chromedriver.address, wanted)
            .await
            .unwrap_or_else(|error| panic!("Chromium does not start; run: make setup\n{error}"));
        let chromium = Self { driver, _profile: profile, _chromedriver: chromedriver };
        let offset = (now - real_now()).num_milliseconds();
        let prelude = include_str!("prelude.js").replace("OFFSET", &offset.to_string());
        devtools(&chromium.driver, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": prelude })).await;
        chromium.resize(Viewport::DESK).await;
        chromium
    }

    /// Waits until the app has begun, no request is open, and what came is drawn.
    pub async fn settles(&self) {
        let settled = self.driver.execute_async(include_str!("settled.js"), vec![]).await;
        settled.expect("the page comes to rest");
    }

    /// Gives the page another size.
    pub async fn resize(&self, to: Viewport) {
        let size = json!({ "width": to.width, "height": to.height, "deviceScaleFactor": 1, "mobile": false });
        devtools(&self.driver, "Emulation.setDeviceMetricsOverride", size).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "the browser's own clock cannot be handed in")]
fn real_now() -> DateTime<Utc> {
    Utc::now()
}
