use app::demo::{DemoRequest, Existing, Login};
use harness::TestServer;

use super::server_at;

/// A server with a small demo portfolio, scored.
#[derive(Debug)]
pub struct Demo {
    /// The server.
    pub server: TestServer,
    /// Who can sign in.
    pub logins: Vec<Login>,
}

/// Makes one; it is the same every time.
pub async fn demo() -> Demo {
    let server = server_at("2026-10-14T12:00:00Z".parse().expect("an instant")).await;
    let request =
        DemoRequest { clients: 40, days: 200, seed: 1, as_of: None, existing: Existing::Refuse, alongside: false };
    let loaded =
        app::demo::load(&server.context, &request).await.expect("the demo portfolio is made").expect("there was none");
    Demo { server, logins: loaded.logins }
}
