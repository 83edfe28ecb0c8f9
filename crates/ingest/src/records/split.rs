/// One record: the line it starts in and its cells, in one buffer.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Line of its first character, the header being 1.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cells.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.text[start..end])
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|i| self.get(i))
    }
}

/// How splitting a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Split {
    Whole,
    /// A quote is open at the end: the next line belongs to it, or the quote is a stray one.
    Open,
    /// Something other than the separator follows a closing quote.
    StrayQuote,
}

/// Splits `line` (without its line break) into `record`. A quote inside an unquoted cell is an ordinary character;
/// a doubled quote inside a quoted cell is one quote.
pub(super) fn split(line: &str, delimiter: u8, record: &mut Record) -> Split {
    record.text.clear();
    record.ends.clear();
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let Some(quote) = bytes[at..].iter().position(|b| *b == b'"') else {
                    return Split::Open;
                };
                record.text.push_str(&line[at..at + quote]);
                at += quote + 1;
                if bytes.get(at) == Some(&b'"') {
                    record.text.push('"');
                    at += 1;
                } else {
                    break;
                }
            }
            match bytes.get(at) {
                None => {}
                Some(b) if *b == delimiter => {}
                Some(_) => return Split::StrayQuote,
            }
        } else {
            let end = bytes[at..].iter().position(|b| *b == delimiter).map_or(bytes.len(), |n| at + n);
            record.text.push_str(&line[at..end]);
            at = end;
        }
        record.ends.push(record.text.len());
        if at >= bytes.len() {
            return Split::Whole;
        }
        at += 1;
    }
}
