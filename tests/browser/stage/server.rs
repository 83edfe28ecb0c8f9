use std::path::PathBuf;

use chrono::{DateTime, Utc};
use harness::{Options, TestServer, seed, spawn_with};

/// What `cargo xtask frontend` builds.
const APP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/dist");

/// A server that serves the app, with staff of every role and nothing else.
pub async fn server() -> TestServer {
    server_at(seed::now()).await
}

/// The same at another time.
pub async fn server_at(now: DateTime<Utc>) -> TestServer {
    assert!(PathBuf::from(APP).join("index.html").is_file(), "{APP} is empty; run: cargo xtask frontend");
    server_with(Options { now, ..Options::default() }).await
}

/// The same with other differences.
pub async fn server_with(options: Options) -> TestServer {
    spawn_with(Options { configure, ..options }).await
}

fn configure(config: &mut server::config::Config) {
    config.app_dir = Some(PathBuf::from(APP));
    // What changes is told half a minute apart at most; nobody wants to watch a test wait.
    config.api.events_every = std::time::Duration::from_secs(1);
}
