use std::{fmt::Display, io::Write as _};

/// Prints a line for people or programs. A reader that has gone away (`steward openapi | head`) is no failure.
pub(crate) fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
