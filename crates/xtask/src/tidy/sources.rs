//! What may be written where: SQL, the clock, the environment, routes.
use super::{Breach, tree::Tree};

/// A rule about the lines of Rust sources.
struct Rule {
    /// Whether a line breaks the rule, were it in a place the rule covers.
    matches: fn(&str) -> bool,
    /// Whether the rule covers a file.
    covers: fn(&str) -> bool,
    why: &'static str,
}

const RULES: [Rule; 5] = [
    Rule {
        matches: has_query_macro,
        covers: |path| !starts(path, &["crates/store/"]) && !is_test(path),
        why: "SQL is written in crates/store",
    },
    Rule {
        matches: |line| {
            ["sqlx::query(", "sqlx::query_as(", "sqlx::query_scalar(", "sqlx::raw_sql(", "QueryBuilder"]
                .iter()
                .any(|word| line.contains(word))
                || line.contains("sqlx::query_as::<")
                || line.contains("sqlx::query_scalar::<")
        },
        covers: |path| !starts(path, &["crates/store/"]) && !is_test(path),
        why: "SQL is written in crates/store",
    },
    Rule {
        matches: |line| ["env::var", "std::env::"].iter().any(|word| line.contains(word)),
        covers: |path| !starts(path, &["crates/server/", "crates/xtask/"]) && !is_test(path),
        why: "only crates/server reads the environment",
    },
    Rule {
        matches: |line| {
            ["Utc::now(", "Local::now(", "SystemTime::now(", "Uuid::now_v7(", "Uuid::new_v4("]
                .iter()
                .any(|word| line.contains(word))
        },
        covers: |path| {
            // The one clock and the one source of ids are these files themselves.
            !starts(path, &["crates/server/", "crates/xtask/", "frontend/"])
                && !is_test(path)
                && path != "crates/domain/src/clock.rs"
        },
        why: "the clock and the source of ids are handed in",
    },
    Rule {
        matches: |line| line.contains(".route("),
        covers: |path| starts(path, &["crates/api/", "crates/server/"]),
        why: "routes are registered with `service`, or they are missing from the OpenAPI document",
    },
];

/// Lines of Rust in a place where they may not be.
pub fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    // This file names what it looks for.
    let files = tree.rust().filter(|(path, _)| *path != "crates/xtask/src/tidy/sources.rs");
    for (path, text) in files {
        for (index, line) in text.lines().enumerate() {
            if is_comment(line) {
                continue;
            }
            for rule in RULES.iter().filter(|rule| (rule.covers)(path) && (rule.matches)(line)) {
                found.push(format!("{path}:{}: {}", index + 1, rule.why));
            }
        }
    }
    found
}

/// Whether the text holds one of the query macros.
pub fn has_query_macro(text: &str) -> bool {
    ["query", "query_as", "query_scalar", "query_file", "query_file_as", "query_file_scalar"]
        .iter()
        .flat_map(|name| [format!("{name}!("), format!("{name}_unchecked!(")])
        .any(|call| text.contains(&call))
}

fn starts(path: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| path.starts_with(folder))
}

/// The test crate, a crate's own tests, and a module's.
fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(path: &str, line: &str) -> usize {
        breaches(&Tree::of(&[(path, line)])).len()
    }

    #[test]
    fn sql_belongs_to_store_and_tests() {
        let line = "let row = sqlx::query!(\"SELECT 1\");";
        assert_eq!(found_in("crates/app/src/a.rs", line), 1);
        assert_eq!(found_in("crates/store/src/a.rs", line), 0);
        assert_eq!(found_in("tests/api/a.rs", line), 0);
        assert_eq!(found_in("crates/jobs/src/a.rs", "sqlx::query(\"SELECT 1\")"), 1);
    }

    #[test]
    fn the_environment_belongs_to_server() {
        let line = "let x = std::env::var(\"X\");";
        assert_eq!(found_in("crates/app/src/a.rs", line), 1);
        assert_eq!(found_in("crates/server/src/a.rs", line), 0);
    }

    #[test]
    fn the_clock_is_handed_in() {
        let line = "let now = chrono::Utc::now();";
        assert_eq!(found_in("crates/analytics/src/a.rs", line), 1);
        assert_eq!(found_in("crates/domain/src/clock.rs", line), 0);
        assert_eq!(found_in("crates/analytics/src/a.rs", "// like Utc::now()"), 0);
    }

    #[test]
    fn routes_are_documented() {
        assert_eq!(found_in("crates/api/src/a.rs", "scope.route(\"/x\", get())"), 1);
        assert_eq!(found_in("crates/api/src/a.rs", "scope.service(list)"), 0);
    }

    #[test]
    fn query_macros_are_recognised() {
        assert!(has_query_macro("sqlx::query_scalar!(\"SELECT 1\")"));
        assert!(has_query_macro("query_as_unchecked!(Row, \"SELECT 1\")"));
        assert!(!has_query_macro("sqlx::query(\"SELECT 1\")"));
    }
}
