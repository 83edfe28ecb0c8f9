use std::{
    collections::VecDeque,
    io::{BufRead, Read as _},
};

use super::split::{Record, Split, split};
use crate::FileRefused;

/// A quoted cell may run over this many lines; a quote open longer is a stray one.
const LINES_IN_A_CELL: usize = 100;
const BYTES_IN_A_LINE: u64 = 1024 * 1024;

/// What the next line held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A record.
    Record,
    /// A line whose quotes do not match. Reading goes on with the line after it, so nothing else is lost.
    StrayQuote,
    /// The end.
    End,
}

/// Reads records one at a time.
pub struct Records<R> {
    file: R,
    delimiter: u8,
    line: u64,
    pushed_back: VecDeque<String>,
    buffer: String,
}

impl<R> std::fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("line", &self.line).finish_non_exhaustive()
    }
}

impl<R: BufRead> Records<R> {
    /// Records of `file`, whose cells are separated by `delimiter`.
    pub fn new(file: R, delimiter: u8) -> Self {
        Self { file, delimiter, line: 0, pushed_back: VecDeque::new(), buffer: String::new() }
    }

    /// The next line as it stands, not split: for the header, whose separator is not known yet.
    pub fn peek_line(&mut self) -> Result<Option<String>, FileRefused> {
        let mut line = String::new();
        if !self.next_line(&mut line)? {
            return Ok(None);
        }
        self.line -= 1;
        self.pushed_back.push_front(line.clone());
        Ok(Some(line))
    }

    /// Sets the separator.
    pub fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Reads the next record; blank lines are passed over.
    pub fn read(&mut self, record: &mut Record) -> Result<Found, FileRefused> {
        let mut first = std::mem::take(&mut self.buffer);
        let found = loop {
            first.clear();
            if !self.next_line(&mut first)? {
                break Found::End;
            }
            if first.is_empty() {
                continue;
            }
            record.line = self.line;
            break match split(&first, self.delimiter, record) {
                Split::Whole => Found::Record,
                Split::StrayQuote => Found::StrayQuote,
                Split::Open => self.join_lines(&first, record)?,
            };
        };
        self.buffer = first;
        Ok(found)
    }

    /// A quoted cell with line breaks in it: takes in further lines until the quote closes. Where it does not, they
    /// are put back and only the first line is refused.
    fn join_lines(&mut self, first: &str, record: &mut Record) -> Result<Found, FileRefused> {
        let start = self.line;
        let mut taken = Vec::new();
        let mut joined = first.to_owned();
        while taken.len() < LINES_IN_A_CELL {
            let mut next = String::new();
            if !self.next_line(&mut next)? {
                break;
            }
            joined.push('\n');
            joined.push_str(&next);
            taken.push(next);
            match split(&joined, self.delimiter, record) {
                Split::Whole => return Ok(Found::Record),
                Split::StrayQuote => break,
                Split::Open => {}
            }
        }
        self.line = start;
        for line in taken.into_iter().rev() {
            self.pushed_back.push_front(line);
        }
        Ok(Found::StrayQuote)
    }

    /// The next line without its line break, LF, CRLF or (at the end) none.
    fn next_line(&mut self, line: &mut String) -> Result<bool, FileRefused> {
        if let Some(back) = self.pushed_back.pop_front() {
            line.push_str(&back);
            self.line += 1;
            return Ok(true);
        }
        let read = self.file.by_ref().take(BYTES_IN_A_LINE + 1).read_line(line);
        let read = match read {
            Ok(read) => read as u64,
            // The limit may cut a character in half.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => BYTES_IN_A_LINE + 1,
            Err(error) => return Err(error.into()),
        };
        if read == 0 {
            return Ok(false);
        }
        self.line += 1;
        if read > BYTES_IN_A_LINE {
            return Err(FileRefused::LineTooLong(self.line));
        }
        if line.ends_with('\n') {
            line.pop();
        }
        if line.ends_with('\r') {
            line.pop();
        }
        Ok(true)
    }
}
