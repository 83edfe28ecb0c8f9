use crate::Outcome;
pub fn run() -> Outcome { Ok(()) }
pub fn has_query_macro(text: &str) -> bool { text.contains("query!(") || text.contains("query_as!(") || text.contains("query_scalar!(") }
