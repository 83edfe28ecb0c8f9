//! Lines of files that spreadsheets open.

/// A line of cells.
pub(crate) fn line(cells: impl IntoIterator<Item = String>) -> String {
    let mut line = String::new();
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        line.push_str(&cell);
    }
    line.push_str("\r\n");
    line
}

/// A cell of text. Spreadsheets take text that begins like this for a formula and would run it; the apostrophe keeps it
/// text.
pub(crate) fn text(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A cell with a number, which is never a formula even where it begins with a minus; empty where there is none.
pub(crate) fn number(value: Option<impl Into<rust_decimal::Decimal>>) -> String {
    value.map(|value| value.into().to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_defused_and_a_cell_is_quoted_where_it_must_be() {
        for (given, expected) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=1,2", "\"'=1,2\""),
            ("", ""),
        ] {
            assert_eq!(text(given), expected, "{given:?}");
        }
    }

    #[test]
    fn a_number_stays_a_number() {
        assert_eq!((number(Some(-14)), number(None::<i32>)), ("-14".to_owned(), String::new()));
        assert_eq!(line([number(Some(1)), text("-1")]), "1,'-1\r\n");
    }
}
