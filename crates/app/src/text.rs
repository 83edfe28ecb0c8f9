//! Text that people typed, as it is stored: trimmed, with line breaks of one kind, without control characters. Markup is
//! text like any other; whoever shows it, shows it as text.

use crate::InvalidField;

/// A text that may be missing; what is empty is missing.
pub(crate) fn optional(
    text: Option<String>,
    pointer: &str,
    longest: usize,
    wrong: &mut Vec<InvalidField>,
) -> Option<String> {
    let text = text.map(|text| text.replace("\r\n", "\n").trim().to_owned()).filter(|text| !text.is_empty());
    let too_long = text.as_ref().is_some_and(|text| text.chars().count() > longest);
    let has_control =
        text.as_ref().is_some_and(|text| text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
    if too_long || has_control {
        let message = format!("at most {longest} characters, without control characters");
        wrong.push(InvalidField { pointer: pointer.to_owned(), code: "invalid-text", message });
    }
    text
}

/// A text that must be there.
pub(crate) fn required(text: String, pointer: &str, longest: usize, wrong: &mut Vec<InvalidField>) -> String {
    let text = optional(Some(text), pointer, longest, wrong);
    if text.is_none() {
        let message = "must not be empty".to_owned();
        wrong.push(InvalidField { pointer: pointer.to_owned(), code: "required", message });
    }
    text.unwrap_or_default()
}

/// A required text of one line.
pub(crate) fn line(text: String, pointer: &str, longest: usize, wrong: &mut Vec<InvalidField>) -> String {
    let text = required(text, pointer, longest, wrong);
    check_line(Some(&text), pointer, wrong);
    text
}

/// A text of one line that may be missing.
pub(crate) fn optional_line(
    text: Option<String>,
    pointer: &str,
    longest: usize,
    wrong: &mut Vec<InvalidField>,
) -> Option<String> {
    let text = optional(text, pointer, longest, wrong);
    check_line(text.as_deref(), pointer, wrong);
    text
}

fn check_line(text: Option<&str>, pointer: &str, wrong: &mut Vec<InvalidField>) {
    if text.is_some_and(|text| text.contains(['\n', '\t'])) {
        let message = "must be one line".to_owned();
        wrong.push(InvalidField { pointer: pointer.to_owned(), code: "invalid-text", message });
    }
}
