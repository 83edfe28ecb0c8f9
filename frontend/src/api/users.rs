use api_types::{page::Page, users::User};

use super::{Answer, Client};

impl Client {
    pub async fn list_users(self) -> Answer<Page<User>> {
        self.get("/users?limit=200", None).await
    }
}
