use api_types::search::SearchAnswer;

use super::{Client, Question};
use crate::query;

impl Client {
    /// Clients, contacts and notes by a few letters.
    pub fn search(self, typed: &str, limit: i64) -> Question<SearchAnswer> {
        self.get(format!("/search?q={}&limit={limit}", query::escape(typed)))
    }
}
