//! The files of the repository, as paths from its root and their text.
use std::fs;

use crate::{
    Outcome,
    process::{capture_text, program, root},
};

/// Every text file that is committed or about to be.
#[derive(Default)]
pub struct Tree {
    /// Path with forward slashes, text; ordered by path.
    pub files: Vec<(String, String)>,
}

impl Tree {
    /// Reads the repository this program was built from.
    pub fn of_repository() -> Outcome<Self> {
        let listed =
            capture_text(program("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut files: Vec<(String, String)> = listed
            .split('\0')
            .filter(|path| !path.is_empty())
            // A file that was deleted but is still listed, or a picture, has no text to check.
            .filter_map(|path| {
                let text = fs::read_to_string(root().join(path)).ok()?;
                Some((path.to_owned(), text))
            })
            .collect();
        files.sort();
        files.dedup();
        Ok(Self { files })
    }

    /// The Rust sources.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter(|(path, _)| path.ends_with(".rs")).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether the file exists.
    pub fn has(&self, path: &str) -> bool {
        self.files.iter().any(|(found, _)| found == path)
    }

    /// A tree of the given files, for tests.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files }
    }
}
