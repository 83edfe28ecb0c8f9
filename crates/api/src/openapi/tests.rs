use std::collections::HashSet;

use super::*;

fn operations() -> Vec<(String, serde_json::Value)> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if ["get", "put", "post", "delete", "patch"].contains(&method.as_str()) {
                found.push((format!("{method} {path}"), operation.clone()));
            }
        }
    }
    found
}

#[test]
fn every_operation_says_what_it_is() {
    let mut ids = HashSet::new();
    for (name, operation) in operations() {
        let id = operation["operationId"].as_str().unwrap_or("");
        assert!(ids.insert(id.to_owned()), "{name}: the id {id} is taken");
        assert!(id.contains('_') && !id.contains('.'), "{name}: the id {id} is not the name of a handler");
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name} has no summary");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{name} has not one tag");
        assert!(operation["security"].is_array(), "{name} does not say who may call it");
        for status in ["400", "401", "429", "500", "503"] {
            let content = &operation["responses"][status]["content"];
            assert!(content["application/problem+json"].is_object(), "{name} does not document {status}");
        }
        let has_example = serde_json::to_string(&operation).unwrap().contains("\"example");
        assert!(has_example || operation["responses"]["204"].is_object(), "{name} has no example");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let described = parameter["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(described, "{name}: the parameter {} is not described", parameter["name"]);
        }
    }
    assert!(ids.len() >= 10);
}

#[test]
fn every_operation_of_the_api_names_one_right_or_is_open() {
    const OPEN: [&str; 7] =
        ["log_in", "refresh_session", "log_out", "get_health", "get_readiness", "get_metrics", "get_openapi"];
    let operations = Operations::of(&openapi());
    for (name, operation) in self::operations() {
        let (method, path) = name.split_once(' ').unwrap();
        let method = method.to_uppercase().parse().unwrap();
        let id = operation["operationId"].as_str().unwrap();
        let permission = operations.find(&method, Some(path)).unwrap().permission;
        assert_eq!(permission.is_none(), OPEN.contains(&id), "{name}");
    }
}
