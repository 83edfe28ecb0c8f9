//! Sign-in, tokens and sessions.

mod login;
mod logout;
mod me;
mod refresh;
mod sessions;
mod tokens;

use api_types::auth::AccessToken;
use harness::{Reply, TestServer, seed::PASSWORD, server::REFRESH_COOKIE};

/// Someone signed in, with the cookie a browser would keep.
struct Browser {
    token: AccessToken,
    cookie: String,
}

impl Browser {
    async fn sign_in(server: &TestServer, email: &str) -> Self {
        Self::of(&server.log_in(email, PASSWORD).await.expect(200))
    }

    fn of(reply: &Reply) -> Self {
        let (cookie, _) = reply.cookie(REFRESH_COOKIE).expect("the refresh cookie");
        Self { token: reply.json(), cookie }
    }

    /// POSTs to the server with the cookie.
    async fn post(&self, server: &TestServer, path: &str) -> Reply {
        post_with_cookie(server, path, &self.cookie).await
    }

    /// Whether the access token opens anything at a server.
    async fn is_signed_in(&self, server: &TestServer) -> bool {
        server.anonymous().with_token(&self.token.access_token).get("/auth/me").await.status == 200
    }
}

async fn post_with_cookie(server: &TestServer, path: &str, cookie: &str) -> Reply {
    server.anonymous().post(path).header("cookie", &format!("{REFRESH_COOKIE}={cookie}")).await
}

/// The audit rows of sign-ins, oldest first: action, actor and changes.
async fn audit(server: &TestServer) -> Vec<(String, String, Option<serde_json::Value>)> {
    sqlx::query_as("select action, actor, changes from audit_log where entity in ('staff', 'staff_session') order by occurred_at, ctid")
        .fetch_all(&server.pool)
        .await
        .expect("the audit log")
}
