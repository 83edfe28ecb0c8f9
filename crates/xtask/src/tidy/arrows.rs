//! Which crate may depend on which, from `cargo metadata`.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Breach;

/// What each of our crates may depend on.
const ARROWS: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("analytics", &["domain"]),
    ("api-types", &["domain"]),
    ("ingest", &["domain"]),
    ("demo", &["domain", "analytics"]),
    ("store", &["domain"]),
    ("integrations", &["domain"]),
    ("reports", &["domain", "analytics"]),
    ("app", &["domain", "analytics", "store", "integrations", "reports", "ingest", "demo"]),
    ("jobs", &["domain", "store", "app"]),
    ("api", &["domain", "analytics", "api-types", "store", "app"]),
    (
        "server",
        &[
            "domain",
            "analytics",
            "api-types",
            "ingest",
            "demo",
            "store",
            "integrations",
            "reports",
            "app",
            "jobs",
            "api",
        ],
    ),
    ("xtask", &[]),
    ("frontend", &["domain", "analytics", "api-types"]),
    (
        "integration-tests",
        &[
            "domain",
            "analytics",
            "api-types",
            "ingest",
            "demo",
            "store",
            "integrations",
            "reports",
            "app",
            "jobs",
            "api",
            "server",
        ],
    ),
];

/// Crates without input and output, and what may not be anywhere below them.
const PURE: [&str; 5] = ["domain", "analytics", "api-types", "ingest", "demo"];
const IMPURE: [&str; 4] = ["tokio", "sqlx", "actix-web", "reqwest"];

/// What opens outbound sockets, and who may.
const CLIENTS: [&str; 3] = ["reqwest", "lettre", "thirtyfour"];
const MAY_CALL_OUT: [&str; 2] = ["integrations", "integration-tests"];

/// The workspace's crates and everything below them, by name, without what only tests use.
#[derive(Default)]
pub struct Graph {
    ours: BTreeSet<String>,
    direct: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads what `cargo metadata` printed.
    pub fn from_metadata(metadata: &Value) -> Self {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for package in list(&metadata["packages"]) {
            names.insert(text(&package["id"]), text(&package["name"]));
        }
        let name_of = |id: &Value| names.get(text(id)).copied().unwrap_or_default().to_owned();
        let mut graph = Self::default();
        graph.ours.extend(list(&metadata["workspace_members"]).iter().map(name_of));
        for node in list(&metadata["resolve"]["nodes"]) {
            let below = list(&node["deps"])
                .iter()
                .filter(|dependency| {
                    list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].as_str() != Some("dev"))
                })
                .map(|dependency| name_of(&dependency["pkg"]));
            // Two versions of one crate count as one.
            graph.direct.entry(name_of(&node["id"])).or_default().extend(below);
        }
        graph
    }

    fn below(&self, name: &str) -> impl Iterator<Item = &str> {
        self.direct.get(name).into_iter().flatten().map(String::as_str)
    }

    fn everything_below(&self, name: &str) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = self.below(name).collect();
        while let Some(next) = open.pop() {
            if seen.insert(next.to_owned()) {
                open.extend(self.below(next));
            }
        }
        seen
    }
}

/// Dependencies that the house does not allow.
pub fn breaches(graph: &Graph) -> Vec<Breach> {
    let mut found = Vec::new();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    for name in &graph.ours {
        let Some(allowed) = allowed.get(name.as_str()) else {
            found.push(format!("crate {name} has no place in the house; give it one in tidy/arrows.rs"));
            continue;
        };
        for below in graph.below(name) {
            if graph.ours.contains(below) && !allowed.contains(&below) {
                found.push(format!("crate {name} may not depend on {below}"));
            }
            if CLIENTS.contains(&below) && !MAY_CALL_OUT.contains(&name.as_str()) {
                found.push(format!("crate {name} may not use {below}: outbound sockets belong to integrations"));
            }
        }
    }
    for name in PURE.iter().filter(|name| graph.ours.contains(**name)) {
        let everything = graph.everything_below(name);
        for impure in IMPURE.iter().filter(|impure| everything.contains(**impure)) {
            found.push(format!("crate {name} is pure but {impure} is below it"));
        }
    }
    found
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(ours: &[&str], direct: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        graph.ours.extend(ours.iter().map(|name| (*name).to_owned()));
        for (from, to) in direct {
            graph.direct.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    }

    #[test]
    fn the_arrows_of_the_house_pass() {
        let graph = graph(
            &["api", "app", "domain", "store"],
            &[("api", "store"), ("app", "store"), ("store", "domain"), ("store", "sqlx")],
        );
        assert!(breaches(&graph).is_empty());
    }

    #[test]
    fn an_arrow_against_the_house_is_found() {
        let graph = graph(&["api", "jobs"], &[("api", "jobs")]);
        assert_eq!(breaches(&graph), ["crate api may not depend on jobs"]);
    }

    #[test]
    fn input_and_output_far_below_a_pure_crate_is_found() {
        let graph = graph(&["domain"], &[("domain", "a"), ("a", "b"), ("b", "tokio")]);
        assert_eq!(breaches(&graph), ["crate domain is pure but tokio is below it"]);
    }

    #[test]
    fn calling_out_belongs_to_integrations() {
        let graph = graph(&["app", "integrations"], &[("app", "reqwest"), ("integrations", "reqwest")]);
        assert_eq!(breaches(&graph).len(), 1);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        assert_eq!(breaches(&graph(&["odd"], &[])).len(), 1);
    }

    #[test]
    fn what_only_tests_use_does_not_count() {
        let metadata = serde_json::json!({
            "packages": [{"id": "1", "name": "domain"}, {"id": "2", "name": "tokio"}],
            "workspace_members": ["1"],
            "resolve": {"nodes": [
                {"id": "1", "deps": [{"pkg": "2", "dep_kinds": [{"kind": "dev"}]}]},
                {"id": "2", "deps": []},
            ]},
        });
        assert!(breaches(&Graph::from_metadata(&metadata)).is_empty());
    }
}
