use api_types::{
    api_keys::{ApiKey, CreatedApiKey, NewApiKey},
    audit::AuditEvent,
    page::{Page, Stretch},
    users::{CreatedPassword, CreatedUser, NewUser, UpdateUser, User},
};
use domain::{ApiKeyId, StaffId};

use super::{Answer, Client, Question, Tagged, work::etag};

impl Client {
    pub fn users(self, search: &str) -> Question<Page<User>> {
        self.get(format!("/users?{search}"))
    }

    pub async fn user(self, id: StaffId) -> Answer<Tagged<User>> {
        self.get_tagged(&format!("/users/{id}")).await
    }

    pub async fn create_user(self, new: &NewUser) -> Answer<CreatedUser> {
        self.create("/users", new).await
    }

    pub async fn update_user(self, id: StaffId, change: &UpdateUser, version: i32) -> Answer<Tagged<User>> {
        self.put(&format!("/users/{id}"), change, &etag(version)).await
    }

    pub async fn create_user_password(self, id: StaffId) -> Answer<CreatedPassword> {
        self.post(&format!("/users/{id}/password")).await
    }

    pub fn api_keys(self, search: &str) -> Question<Page<ApiKey>> {
        self.get(format!("/api-keys?{search}"))
    }

    pub async fn create_api_key(self, new: &NewApiKey) -> Answer<CreatedApiKey> {
        self.create("/api-keys", new).await
    }

    pub async fn revoke_api_key(self, id: ApiKeyId) -> Answer<()> {
        self.delete(&format!("/api-keys/{id}")).await
    }

    pub fn audit(self, search: &str) -> Question<Stretch<AuditEvent>> {
        self.get(format!("/audit?{search}"))
    }

    /// The log as the text of a CSV file.
    pub async fn audit_file(self, search: &str) -> Answer<String> {
        self.text(&format!("/audit/export?{search}")).await
    }
}
