//! Sizes and names of files.
use std::collections::BTreeSet;

use super::{Breach, tree::Tree};

const MOST_LINES: usize = 500;
/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 11] =
    ["common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "types", "util", "utils"];

/// Files that are too long, have an empty name, or crates without a README.
pub fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for (path, text) in tree.rust() {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            found.push(format!("{path} has {lines} lines; {MOST_LINES} is the most"));
        }
        let words = path.strip_suffix(".rs").unwrap_or(path).split('/');
        for word in words.filter(|word| EMPTY_NAMES.contains(word)) {
            found.push(format!("{path}: `{word}` does not say what is inside"));
        }
    }
    let crates: BTreeSet<&str> = tree
        .files
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("crates/")?.split_once('/'))
        .map(|(name, _)| name)
        .collect();
    for name in crates {
        let readme = format!("crates/{name}/README.md");
        if !tree.has(&readme) {
            found.push(format!("{readme} is missing"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found_and_one_at_the_limit_is_not() {
        let long = "x\n".repeat(MOST_LINES + 1);
        let tree = Tree::of(&[("tests/a.rs", &long), ("tests/b.rs", &long[2..])]);
        let found = breaches(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("tests/a.rs has 501 lines"));
    }

    #[test]
    fn names_that_say_nothing_are_found_in_folders_and_files() {
        let tree = Tree::of(&[("tests/utils.rs", ""), ("tests/common/mod.rs", ""), ("tests/type_ahead.rs", "")]);
        assert_eq!(breaches(&tree).len(), 2);
    }

    #[test]
    fn a_crate_without_a_readme_is_found() {
        let tree = Tree::of(&[
            ("crates/README.md", ""),
            ("crates/a/src/lib.rs", ""),
            ("crates/b/README.md", ""),
            ("crates/b/src/lib.rs", ""),
        ]);
        assert_eq!(breaches(&tree), ["crates/a/README.md is missing"]);
    }
}
