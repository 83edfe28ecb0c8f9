pub(crate) mod slack;

use futures::future::BoxFuture;
use uuid::Uuid;

use crate::SendError;

/// A message for a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The same however often it is tried.
    pub id: Uuid,
    /// What it is about.
    pub title: String,
    /// Lines, each of its own.
    pub lines: Vec<String>,
    /// Where to go on, and what that is called.
    pub link: Option<(String, String)>,
}

/// Posts to a room.
pub trait Chat: Send + Sync + std::fmt::Debug {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// Posts one message, within [`crate::PATIENCE`].
    fn post<'a>(&'a self, post: &'a Post) -> BoxFuture<'a, Result<(), SendError>>;
}
