//! How PostgreSQL means to run a statement, for tests of indexes.

use serde_json::Value;
use sqlx::{AssertSqlSafe, PgPool};

/// The types of the plan's nodes, from the top down, with the index where one is used: `Index Scan client_arr_idx`.
pub async fn node_types(pool: &PgPool, sql: &str) -> Vec<String> {
    let plan: Value = sqlx::query_scalar(AssertSqlSafe(format!("explain (format json) {sql}")))
        .fetch_one(pool)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let mut nodes = vec![];
    collect(&plan[0]["Plan"], &mut nodes);
    nodes
}

fn collect(node: &Value, nodes: &mut Vec<String>) {
    let kind = node["Node Type"].as_str().unwrap_or("?");
    let subject = node["Index Name"].as_str().or(node["Relation Name"].as_str());
    nodes.push(subject.map_or_else(|| kind.to_owned(), |subject| format!("{kind} {subject}")));
    for child in node["Plans"].as_array().into_iter().flatten() {
        collect(child, nodes);
    }
}
