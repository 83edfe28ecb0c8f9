use chrono::NaiveDate;

use super::client_rows::{ClientRows, for_each_table};
use crate::records::{CopyText, Record};

/// Rows of several clients, as COPY reads them.
#[derive(Debug, Default)]
pub struct Chunk {
    /// One part per table that has rows; tables others refer to come first.
    pub parts: Vec<Part>,
}

/// Rows of one table.
#[derive(Debug)]
pub struct Part {
    /// The table.
    pub table: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
    /// How many rows.
    pub rows: u64,
    /// The rows.
    pub text: String,
}

impl Chunk {
    pub(super) fn of(clients: &[ClientRows]) -> Self {
        let mut chunk = Self::default();
        for_each_table(clients, &mut chunk);
        chunk
    }
}

/// Something that goes through the tables.
pub(super) trait Visit {
    fn entities<'a, R: Record + 'a>(&mut self, rows: impl Iterator<Item = &'a R>);
    fn days<'a, R: Record + 'a>(&mut self, rows: impl Iterator<Item = &'a R>, date: fn(&R) -> NaiveDate);
}

impl Visit for Chunk {
    fn entities<'a, R: Record + 'a>(&mut self, rows: impl Iterator<Item = &'a R>) {
        let mut text = CopyText::default();
        rows.for_each(|row| row.write(&mut text));
        if text.rows() > 0 {
            self.parts.push(Part { table: R::TABLE, columns: R::COLUMNS, rows: text.rows(), text: text.into_text() });
        }
    }

    /// In order of date across clients: a partition then gets its rows in one go.
    fn days<'a, R: Record + 'a>(&mut self, rows: impl Iterator<Item = &'a R>, date: fn(&R) -> NaiveDate) {
        let mut rows: Vec<&R> = rows.collect();
        rows.sort_by_key(|row| date(row));
        self.entities(rows.into_iter());
    }
}
