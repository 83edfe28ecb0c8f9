use std::io::Read;

use super::{
    Plan, Rejection, Row,
    convert::{Verdict, convert, reject},
    verdict::Refusal,
};
use crate::{
    FileRefused,
    columns::Survey,
    encoding::Decoded,
    records::{Found, Record, Records},
};

/// Rows are handed on in chunks of this many, so that a file of any size needs the memory of a few chunks.
const CHUNK: usize = 5_000;

/// Some rows of a file with their verdicts.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Rows read, good or bad.
    pub rows_read: u64,
    /// Rows that are no such thing (`only_with`).
    pub rows_passed: u64,
    /// Rows refused.
    pub rows_rejected: u64,
    /// Good rows.
    pub rows: Vec<Row>,
    /// What is wrong with the others.
    pub rejections: Vec<Rejection>,
}

/// What a whole file came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read, good or bad.
    pub rows_read: u64,
    /// Rows that are no such thing.
    pub rows_passed: u64,
    /// Rows refused.
    pub rows_rejected: u64,
}

/// Reads a file from its beginning and hands on its rows in chunks, until the end or until `hand_on` says stop.
pub fn read_rows(
    plan: &Plan,
    survey: &Survey,
    file: impl Read,
    mut hand_on: impl FnMut(Chunk) -> bool,
) -> Result<Summary, FileRefused> {
    let mut records = Records::new(Decoded::new(file, survey.encoding), survey.delimiter);
    let mut record = Record::default();
    // The header.
    records.read(&mut record)?;
    let mut summary = Summary::default();
    let mut chunk = Chunk::default();
    loop {
        let found = records.read(&mut record)?;
        let ended = found == Found::End;
        if !ended {
            chunk.rows_read += 1;
            let verdict = match found {
                Found::StrayQuote => Verdict::Rejected(vec![reject(plan, record.line, None, None, stray_quote())]),
                _ => convert(plan, &record),
            };
            match verdict {
                Verdict::Row(row) => chunk.rows.push(row),
                Verdict::Passed => chunk.rows_passed += 1,
                Verdict::Rejected(rejections) => {
                    chunk.rows_rejected += 1;
                    chunk.rejections.extend(rejections);
                }
            }
        }
        if ended || chunk.rows.len() + chunk.rejections.len() >= CHUNK {
            summary.rows_read += chunk.rows_read;
            summary.rows_passed += chunk.rows_passed;
            summary.rows_rejected += chunk.rows_rejected;
            if !hand_on(std::mem::take(&mut chunk)) || ended {
                return Ok(summary);
            }
        }
    }
}

fn stray_quote() -> Refusal {
    Refusal::new(
        "stray-quote",
        "a quote in this line is not closed, or something other than the separator follows a closing quote",
        "put the cell in quotes and double the quotes inside it",
    )
}
