use rust_decimal::Decimal;

/// Which character marks the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What a cell says about how numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberReading {
    /// The same either way: no separator in it.
    Plain,
    /// Can only be read this way.
    Only(DecimalMark),
    /// 1,234 or 1.234: a thousand or a fraction.
    Either(DecimalMark),
    /// No number.
    No,
}

/// Takes off what surrounds an amount: blanks, a currency sign or code, brackets or a trailing minus for negative.
fn bare(cell: &str) -> Option<(bool, String)> {
    let mut text = cell.trim();
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        negative = true;
        text = inner.trim();
    }
    let without_currency = |text: &str| -> String {
        let text = text.trim_matches(|c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹') || c.is_whitespace());
        let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic());
        let text = match text.get(..3) {
            Some(code) if is_code(code) => &text[3..],
            _ => text,
        };
        let text = match text.len().checked_sub(3).and_then(|at| text.get(at..).map(|code| (at, code))) {
            Some((at, code)) if is_code(code) => &text[..at],
            _ => text,
        };
        text.trim().to_owned()
    };
    let mut text = without_currency(text);
    for sign in ['-', '\u{2212}'] {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            negative = !negative;
            text = without_currency(rest);
            break;
        }
    }
    if let Some(rest) = text.strip_prefix('+') {
        text = rest.to_owned();
    }
    // Blanks and apostrophes only ever separate thousands.
    let text: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let fits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    (fits && (1..=24).contains(&digits)).then_some((negative, text))
}

fn groups_of_three(text: &str, separator: char) -> bool {
    let mut parts = text.split(separator);
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
}

/// What a cell says about how numbers are written.
pub fn read_number(cell: &str) -> NumberReading {
    let Some((_, text)) = bare(cell) else {
        return if cell.parse::<f64>().is_ok_and(f64::is_finite) { NumberReading::Plain } else { NumberReading::No };
    };
    let only = |mark, text: &str, group: char| {
        let whole = text.split(if group == ',' { '.' } else { ',' }).next().unwrap_or_default();
        if whole.contains(group) && !groups_of_three(whole, group) {
            NumberReading::No
        } else {
            NumberReading::Only(mark)
        }
    };
    match (text.matches(',').count(), text.matches('.').count()) {
        (0, 0) => NumberReading::Plain,
        (1, 0) if groups_of_three(&text, ',') && !text.starts_with('0') => NumberReading::Either(DecimalMark::Point),
        (1, 0) => NumberReading::Only(DecimalMark::Comma),
        (0, 1) if groups_of_three(&text, '.') && !text.starts_with('0') => NumberReading::Either(DecimalMark::Comma),
        (0, 1) => NumberReading::Only(DecimalMark::Point),
        (_, 0) if groups_of_three(&text, ',') => NumberReading::Only(DecimalMark::Point),
        (0, _) if groups_of_three(&text, '.') => NumberReading::Only(DecimalMark::Comma),
        (_, 1) if text.rfind(',') < text.rfind('.') => only(DecimalMark::Point, &text, ','),
        (1, _) if text.rfind('.') < text.rfind(',') => only(DecimalMark::Comma, &text, '.'),
        _ => NumberReading::No,
    }
}

/// A number, with the fraction marked by `mark`.
pub fn parse_number(cell: &str, mark: DecimalMark) -> Option<Decimal> {
    let Some((negative, text)) = bare(cell) else {
        return Decimal::from_scientific(cell.trim()).ok();
    };
    let (group, point) = match mark {
        DecimalMark::Point => (',', '.'),
        DecimalMark::Comma => ('.', ','),
    };
    let (whole, fraction) = text.split_once(point).unwrap_or((&text, ""));
    if fraction.contains([',', '.']) || (whole.contains(group) && !groups_of_three(whole, group)) {
        return None;
    }
    let mut plain: String = whole.chars().filter(|c| *c != group).collect();
    if plain.is_empty() {
        plain.push('0');
    }
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    let mut value: Decimal = plain.parse().ok()?;
    value.set_sign_negative(negative && !value.is_zero());
    Some(value)
}
