use analytics::health::snapshot::Snapshot;
use store::{health::SnapshotRow, parse_column};

use crate::{Error, Result};

/// A stored score as the maths reads it.
pub fn snapshot(row: SnapshotRow) -> Result<Snapshot> {
    let read = |column: &str, error: serde_json::Error| {
        Error::Internal(format!(
            "client_health_score of {} on {} has unreadable {column}: {error}",
            row.client_id, row.date
        ))
    };
    Ok(Snapshot {
        date: row.date,
        overall_score: row.overall_score,
        score: row.score,
        health_status: parse_column("client_health_score", "health_status", &row.health_status)?,
        confidence: row.confidence,
        profile: parse_column("client_health_score", "profile", &row.profile)?,
        component_scores: serde_json::from_value(row.component_scores).map_err(|e| read("component_scores", e))?,
        component_states: serde_json::from_value(row.component_states).map_err(|e| read("component_states", e))?,
        inputs: serde_json::from_value(row.inputs).map_err(|e| read("inputs", e))?,
        weights_version: row.weights_version,
        weights_snapshot: serde_json::from_value(row.weights_snapshot).map_err(|e| read("weights_snapshot", e))?,
    })
}
