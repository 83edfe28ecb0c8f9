mod folding;
mod indexes;
mod names;
mod notes;
mod refused;

use api_types::search::{SearchAnswer, TextPart};
use harness::ApiClient;

/// What is found; `q` is escaped here.
async fn search(caller: &ApiClient, q: &str) -> SearchAnswer {
    caller.get(&format!("/search?limit=20&q={}", escape(q))).await.ok()
}

fn escape(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A text with what was found in brackets.
fn shown(parts: &[TextPart]) -> String {
    parts.iter().map(|part| if part.is_match { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

/// The clients that are found, with what of their names was.
async fn clients(caller: &ApiClient, q: &str) -> Vec<String> {
    let found = search(caller, q).await.clients.expect("clients were asked for");
    found.data.iter().map(|hit| shown(&hit.name_parts)).collect()
}
