//! The browser app's files, read once at start: a few megabytes, served without touching the disk.

mod answer;
mod read;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use actix_web::web::Bytes;

pub(crate) use answer::answer;

/// The files of the app by path; empty when there is no app to serve.
#[derive(Debug, Default)]
pub struct AppFiles {
    files: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    content_type: &'static str,
    etag: String,
    /// Named by its content, so that it may be kept for ever.
    is_immutable: bool,
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}
