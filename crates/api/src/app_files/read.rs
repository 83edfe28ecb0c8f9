use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

use actix_web::web::Bytes;
use sha2::{Digest as _, Sha256};

use super::{AppFiles, File};

impl AppFiles {
    /// Reads a folder made by `cargo xtask frontend`. A `.br` or `.gz` beside a file is its compressed form.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut contents = HashMap::new();
        collect(folder, "", &mut contents)?;
        let take = |path: &str, ending: &str| contents.get(&format!("{path}{ending}")).cloned();
        let files = contents
            .iter()
            .filter(|(path, _)| !is_compressed_form(path, &contents))
            .map(|(path, plain)| {
                let file = File {
                    content_type: content_type(path),
                    etag: etag(plain),
                    is_immutable: is_named_by_content(path),
                    plain: plain.clone(),
                    gzip: take(path, ".gz"),
                    brotli: take(path, ".br"),
                };
                (path.clone(), file)
            })
            .collect();
        Ok(Self { files })
    }
}

fn collect(folder: &Path, prefix: &str, contents: &mut HashMap<String, Bytes>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let key = format!("{prefix}/{name}");
        if path.is_dir() {
            collect(&path, &key, contents)?;
        } else {
            contents.insert(key, Bytes::from(std::fs::read(&path)?));
        }
    }
    Ok(())
}

fn is_compressed_form(path: &str, contents: &HashMap<String, Bytes>) -> bool {
    [".gz", ".br"].iter().any(|ending| path.strip_suffix(ending).is_some_and(|plain| contents.contains_key(plain)))
}

fn etag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// Vite puts a hash of eight or more characters before the ending: `index-BxS2fK9a.js`.
pub(super) fn is_named_by_content(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/assets/") else { return false };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit(['-', '.']).next().is_some_and(|hash| hash.len() >= 8) && stem.contains(['-', '.'])
}

pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
