use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt as _;
use harness::TestServer;

use super::{Page, evidence};
use harness::driver::Chromium;

/// Walks through the app in a fresh browser. Fails on whatever the walk fails on, and on every error in the browser's
/// console; what was on the screen then is kept under `target/e2e/<name>`.
pub async fn journey(name: &str, server: &TestServer, walk: impl AsyncFnOnce(&Page)) {
    let page = Page::new(Chromium::start(server.now()).await, &server.origin);
    let mut outcome = AssertUnwindSafe(walk(&page)).catch_unwind().await;
    page.console.read(&page.driver).await;
    let errors = page.console.errors();
    if outcome.is_ok() && !errors.is_empty() {
        outcome = Err(Box::new(format!("the browser's console has errors:\n{}", errors.join("\n"))));
    }
    if outcome.is_err() {
        let folder = evidence::keep(&page, name).await;
        eprintln!("what the browser showed is in {}", folder.display());
    }
    page.quit().await;
    if let Err(failure) = outcome {
        if let Some(text) = failure.downcast_ref::<String>() {
            panic!("{text}");
        }
        resume_unwind(failure);
    }
}
