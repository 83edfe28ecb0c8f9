//! Every migration can be taken back.
use super::{Breach, tree::Tree};

const UP: &str = ".up.sql";
const DOWN: &str = ".down.sql";

/// Migrations without their counterpart, with a name out of order, or with the same moment twice.
pub fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut moments = Vec::new();
    for (path, _) in &tree.files {
        let Some(name) = path.strip_prefix("migrations/") else {
            continue;
        };
        let counterpart = if let Some(stem) = name.strip_suffix(UP) {
            let moment = stem.split('_').next().unwrap_or_default();
            if moment.len() != 14 || !moment.bytes().all(|byte| byte.is_ascii_digit()) {
                found.push(format!("{path} does not begin with <yyyymmddhhmmss>_"));
            }
            moments.push(moment);
            format!("migrations/{stem}{DOWN}")
        } else if let Some(stem) = name.strip_suffix(DOWN) {
            format!("migrations/{stem}{UP}")
        } else {
            continue;
        };
        if !tree.has(&counterpart) {
            found.push(format!("{path} has no {counterpart}"));
        }
    }
    for pair in moments.windows(2).filter(|pair| pair[0] == pair[1]) {
        found.push(format!("two migrations at {}", pair[0]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_pass() {
        let tree = Tree::of(&[
            ("migrations/20260101000000_a.down.sql", ""),
            ("migrations/20260101000000_a.up.sql", ""),
            ("migrations/README.md", ""),
        ]);
        assert!(breaches(&tree).is_empty());
    }

    #[test]
    fn a_half_and_a_double_are_found() {
        let tree = Tree::of(&[
            ("migrations/20260101000000_a.up.sql", ""),
            ("migrations/20260101000000_b.down.sql", ""),
            ("migrations/20260101000000_b.up.sql", ""),
            ("migrations/2026_c.down.sql", ""),
            ("migrations/2026_c.up.sql", ""),
        ]);
        let found = breaches(&tree);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&"two migrations at 20260101000000".to_owned()));
    }
}
