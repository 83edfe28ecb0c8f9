use crate::InvalidField;

/// Tags a client may have.
pub(super) const MOST_TAGS: usize = 50;
const LONGEST_TAG: usize = 60;

/// Tags as they are stored: trimmed, each once.
pub(super) fn clean(tags: Vec<String>, pointer: &str, wrong: &mut Vec<InvalidField>) -> Vec<String> {
    let mut clean: Vec<String> = vec![];
    for (i, tag) in tags.into_iter().enumerate() {
        let tag = tag.trim().to_owned();
        if tag.is_empty() || tag.chars().count() > LONGEST_TAG || tag.contains(',') || tag.chars().any(char::is_control)
        {
            let message = format!("a tag has 1 to {LONGEST_TAG} characters, without commas and line breaks");
            wrong.push(InvalidField { pointer: format!("{pointer}/{i}"), code: "invalid-tag", message });
        } else if !clean.contains(&tag) {
            clean.push(tag);
        }
    }
    if clean.len() > MOST_TAGS {
        let message = format!("at most {MOST_TAGS} tags");
        wrong.push(InvalidField { pointer: pointer.to_owned(), code: "too-many", message });
    }
    clean
}
