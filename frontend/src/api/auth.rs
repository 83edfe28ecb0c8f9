use api_types::{
    auth::{AccessToken, LoginRequest, Session},
    page::Page,
};
use domain::SessionId;

use super::{
    Answer, Client, Question,
    client::{json, post_anonymously},
};

pub async fn login(request: &LoginRequest) -> Answer<AccessToken> {
    post_anonymously("/auth/login", Some(json(request)?)).await
}

pub async fn refresh() -> Answer<AccessToken> {
    post_anonymously("/auth/refresh", None).await
}

impl Client {
    pub async fn logout(self) -> Answer<()> {
        self.post("/auth/logout").await
    }

    pub fn list_sessions(self) -> Question<Page<Session>> {
        self.get("/auth/sessions")
    }

    pub async fn revoke_session(self, id: SessionId) -> Answer<()> {
        self.delete(&format!("/auth/sessions/{id}")).await
    }
}
