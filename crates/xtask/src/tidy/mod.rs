//! The rules of the house that no compiler checks. Each file here holds one kind of rule; a rule is a pure function
//! from what it reads to breaches, so its tests show both what it finds and what it lets pass.
mod arrows;
mod files;
mod migrations;
mod sources;
mod tree;

pub use sources::has_query_macro;
use tree::Tree;

use crate::{
    Outcome,
    process::{capture, cargo},
};

/// One broken rule, as a line for the reader.
type Breach = String;

/// Checks everything and names every breach.
pub fn run() -> Outcome {
    let breaches = breaches()?;
    if breaches.is_empty() {
        return Ok(());
    }
    for breach in &breaches {
        eprintln!("tidy: {breach}");
    }
    Err(format!("{} breaches of the house rules", breaches.len()).into())
}

fn breaches() -> Outcome<Vec<Breach>> {
    let tree = Tree::of_repository()?;
    // One platform is enough, and spares the download of the other platforms' crates.
    let metadata = capture(
        cargo()
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", "x86_64-unknown-linux-gnu"]),
    )?;
    let graph = arrows::Graph::from_metadata(&serde_json::from_slice(&metadata)?);
    let mut found = files::breaches(&tree);
    found.extend(migrations::breaches(&tree));
    found.extend(sources::breaches(&tree));
    found.extend(arrows::breaches(&graph));
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        let found = super::breaches().expect("the repository can be read");
        assert!(found.is_empty(), "{found:#?}");
    }
}
