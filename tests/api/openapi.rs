//! The OpenAPI document: fresh, and complete for every operation.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;

/// Where operations are open to everybody.
const OPEN: [&str; 7] =
    ["log_in", "log_out", "refresh_session", "get_health", "get_readiness", "get_metrics", "get_openapi"];

fn document() -> Value {
    serde_json::to_value(api::openapi()).expect("the document is JSON")
}

/// Every operation: method, path and what is written about it.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut found = vec![];
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            if ["get", "put", "post", "delete", "patch"].contains(&method.as_str()) {
                found.push((method.clone(), path.clone(), operation.clone()));
            }
        }
    }
    found
}

#[test]
fn the_committed_document_is_the_one_the_code_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run: cargo xtask openapi", path.display()));
    let committed: Value = serde_json::from_str(&text).expect("openapi/openapi.json is JSON");
    assert!(committed == document(), "openapi/openapi.json is stale; run: cargo xtask openapi");
}

#[test]
fn every_operation_is_described() {
    let document = document();
    let tags: BTreeSet<&str> =
        document["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["name"].as_str()).collect();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(ids.insert(id.clone()), "{name}: {id} is taken");
        let verb = id.split('_').next().unwrap_or_default();
        assert!(
            [
                "get",
                "resend",
                "send",
                "mark",
                "list",
                "create",
                "update",
                "delete",
                "refresh",
                "undo",
                "log",
                "watch",
                "acknowledge",
                "snooze",
                "dismiss",
                "resolve",
                "reopen",
                "search",
                "preview",
                "tag",
                "assign",
                "simulate",
                "activate",
                "deactivate",
            ]
            .contains(&verb),
            "{name}: {id} does not begin with a verb"
        );
        assert!(operation["summary"].as_str().is_some_and(|text| text.ends_with('.')), "{name} has no summary");
        let tag = operation["tags"][0].as_str().unwrap_or_default();
        assert!(tags.contains(tag), "{name}: the tag {tag:?} is not described");
        let security = operation["security"].as_array().unwrap_or_else(|| panic!("{name} says nothing of security"));
        let is_open = security.iter().all(|requirement| requirement.as_object().is_none_or(serde_json::Map::is_empty));
        assert_eq!(is_open, OPEN.contains(&id.as_str()), "{name}: open to everybody?");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let described = parameter["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(described, "{name}: {} is not described", parameter["name"]);
        }
    }
}

#[test]
fn every_operation_lists_its_problems_and_shows_an_example() {
    for (method, path, operation) in operations(&document()) {
        let name = format!("{method} {path}");
        let responses = operation["responses"].as_object().expect("responses");
        for status in ["400", "401", "403", "404", "405", "429", "500", "503"] {
            let content = &responses.get(status).unwrap_or_else(|| panic!("{name} does not list {status}"))["content"];
            let schema = content["application/problem+json"]["schema"]["$ref"].as_str().unwrap_or_default();
            assert!(schema.ends_with("/ProblemDetails"), "{name} {status}: {content}");
        }
        if method == "put" {
            assert!(responses.contains_key("412") && responses.contains_key("428"), "{name}");
        }
        let success: Vec<_> = responses.iter().filter(|(status, _)| status.starts_with('2')).collect();
        assert_eq!(success.len(), 1, "{name}");
        let (status, response) = success[0];
        let has_example = response["content"].as_object().is_some_and(|content| {
            content.values().all(|media| media.get("example").is_some() || media.get("examples").is_some())
        });
        assert!(status == "204" || has_example, "{name} has no example");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(map) => {
                if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                    found.insert(reference);
                }
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 10);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads out of the document"));
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn the_documented_endpoints_are_there() {
    let document = document();
    let there: BTreeSet<String> = operations(&document)
        .into_iter()
        .map(|(method, path, _)| format!("{} {path}", method.to_uppercase()))
        .collect();
    let base = api::BASE_PATH;
    for (method, path) in [
        ("POST", "/auth/login"),
        ("POST", "/auth/refresh"),
        ("POST", "/auth/logout"),
        ("GET", "/auth/me"),
        ("GET", "/clients"),
        ("GET", "/clients/{id}"),
        ("PUT", "/clients/{id}"),
        ("GET", "/clients/{id}/health"),
        ("GET", "/clients/{id}/health/history"),
        ("POST", "/clients/{id}/health/refresh"),
        ("GET", "/analytics/portfolio"),
        ("GET", "/analytics/health-distribution"),
        ("GET", "/analytics/at-risk"),
        ("GET", "/config/health-score"),
        ("GET", "/users"),
        ("POST", "/imports"),
        ("GET", "/imports"),
        ("GET", "/imports/{id}"),
        ("POST", "/imports/{id}/undo"),
    ] {
        assert!(there.contains(&format!("{method} {base}{path}")), "{method} {path}");
    }
    for path in ["/healthz", "/readyz", "/metrics", "/api/openapi.json"] {
        assert!(there.contains(&format!("GET {path}")), "{path}");
    }
}
