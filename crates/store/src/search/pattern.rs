/// A search for a part of a text in which `%` and `_` mean themselves.
pub(crate) fn like_pattern(text: &str) -> String {
    format!("%{}", like_beginning(text))
}

/// A search for the beginning of a text in which `%` and `_` mean themselves.
pub(super) fn like_beginning(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("{escaped}%")
}
