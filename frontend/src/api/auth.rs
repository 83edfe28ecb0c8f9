use api_types::{
    auth::{AccessToken, LoginRequest, Session},
    page::Page,
};
use domain::SessionId;
use web_sys::AbortSignal;

use super::{Answer, Client, client::post_anonymously};

pub async fn login(request: &LoginRequest) -> Answer<AccessToken> {
    post_anonymously("/auth/login", Some(request)).await
}

pub async fn refresh() -> Answer<AccessToken> {
    post_anonymously::<(), _>("/auth/refresh", None).await
}

impl Client {
    pub async fn logout(self) -> Answer<()> {
        self.post("/auth/logout").await
    }

    pub async fn list_sessions(self, signal: Option<AbortSignal>) -> Answer<Page<Session>> {
        self.get("/auth/sessions", signal).await
    }

    pub async fn revoke_session(self, id: SessionId) -> Answer<()> {
        self.delete(&format!("/auth/sessions/{id}")).await
    }
}
