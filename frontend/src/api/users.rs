use api_types::{page::Page, users::User};

use super::{Client, Question};

impl Client {
    pub fn list_users(self) -> Question<Page<User>> {
        self.get("/users?limit=200")
    }
}
