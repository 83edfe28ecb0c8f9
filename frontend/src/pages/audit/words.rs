//! The log's own words as people read them.
use crate::format;

/// Kinds of things the log is filtered by, with what people call them.
pub(super) const KINDS: [(&str, &str); 11] = [
    ("client", "client"),
    ("client_contact", "contact"),
    ("client_activity", "activity"),
    ("client_note", "note"),
    ("client_alert", "alert"),
    ("portfolio", "portfolio"),
    ("staff", "user"),
    ("staff_session", "session"),
    ("api_key", "API key"),
    ("import_batch", "import"),
    ("audit_log", "audit log"),
];

/// What a kind of thing is called.
pub(super) fn kind(entity: &str) -> String {
    let known = KINDS.iter().find(|(name, _)| *name == entity);
    known.map_or_else(|| format::sentence(entity).to_lowercase(), |(_, word)| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn kinds_have_words() {
        assert_eq!((kind("staff").as_str(), kind("signing_key").as_str()), ("user", "signing key"));
    }
}
