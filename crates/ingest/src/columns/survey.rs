use std::io::Read;

use super::Evidence;
use crate::{
    FileRefused,
    encoding::{Decoded, Encoding},
    mapping::{EntityMapping, FileMapping, Source},
    records::{Found, Record, Records, sniff},
};

/// What one look at a whole file tells: how it is written, and the evidence in its date and number columns.
#[derive(Debug)]
pub struct Survey {
    /// Its encoding.
    pub encoding: Encoding,
    /// The first line that is not UTF-8, where the file had to be read as Windows-1252.
    pub first_bad_line: Option<u64>,
    /// Its separator.
    pub delimiter: u8,
    /// Its header.
    pub header: Vec<String>,
    /// Rows after the header.
    pub rows: u64,
    /// Cells of the first row, as examples.
    pub first_row: Vec<String>,
    /// Evidence per column.
    pub evidence: Vec<Evidence>,
}

impl Survey {
    /// Index of a column, by its name; blanks around it and upper or lower case do not matter.
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.header.iter().position(|h| h == name.trim());
        exact.or_else(|| self.header.iter().position(|h| h.eq_ignore_ascii_case(name.trim())))
    }
}

/// Looks at a whole file. `open` is called twice: once for its encoding, once for its content.
pub fn survey<R: Read>(
    mapping: &FileMapping,
    mut open: impl FnMut() -> std::io::Result<R>,
) -> Result<Survey, FileRefused> {
    let (encoding, first_bad_line) = match mapping.encoding.as_deref().and_then(Encoding::by_name) {
        Some(encoding) => (encoding, None),
        None => crate::encoding::detect(open()?)?,
    };
    let mut records = Records::new(Decoded::new(open()?, encoding), b',');
    let first = records.peek_line()?.filter(|line| !line.trim().is_empty()).ok_or(FileRefused::Empty)?;
    let delimiter = mapping.delimiter.map_or_else(|| sniff(&first), |c| u8::try_from(c).unwrap_or(b','));
    records.set_delimiter(delimiter);
    let mut record = Record::default();
    if records.read(&mut record)? != Found::Record {
        return Err(FileRefused::BadHeader("its quotes do not match".to_owned()));
    }
    let header: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
    for (i, name) in header.iter().enumerate() {
        if header[..i].contains(name) && !name.is_empty() {
            return Err(FileRefused::DuplicateHeader(name.clone()));
        }
    }
    let evidence = vec![Evidence::default(); header.len()];
    let mut survey = Survey { encoding, first_bad_line, delimiter, header, rows: 0, first_row: Vec::new(), evidence };
    let (dates, numbers) = columns_to_watch(&survey, &mapping.entity);
    loop {
        match records.read(&mut record)? {
            Found::End => return Ok(survey),
            Found::StrayQuote => survey.rows += 1,
            Found::Record => {
                survey.rows += 1;
                if survey.rows == 1 {
                    survey.first_row = record.iter().map(str::to_owned).collect();
                }
                for column in &dates {
                    survey.evidence[*column].see_date(record.get(*column).unwrap_or_default().trim());
                }
                for column in &numbers {
                    survey.evidence[*column].see_number(record.get(*column).unwrap_or_default().trim());
                }
            }
        }
    }
}

/// The columns read as dates, and those read as numbers.
fn columns_to_watch(survey: &Survey, entities: &[EntityMapping]) -> (Vec<usize>, Vec<usize>) {
    let (mut dates, mut numbers) = (Vec::new(), Vec::new());
    let watch = |list: &mut Vec<usize>, name: &Option<String>| {
        if let Some(column) = name.as_deref().and_then(|name| survey.column(name))
            && !list.contains(&column)
        {
            list.push(column);
        }
    };
    for mapping in entities {
        let Some(entity) = crate::entities::by_name(&mapping.entity) else { continue };
        for (name, source) in &mapping.columns {
            let Some(field) = entity.field(name) else { continue };
            for detailed in Source::alternatives(source) {
                let counts_from = [&detailed.minutes_after, &detailed.hours_after, &detailed.days_after];
                let counts = counts_from.iter().any(|column| column.is_some());
                for column in counts_from {
                    watch(&mut dates, column);
                }
                if counts || field.kind.is_number() {
                    watch(&mut numbers, &detailed.column);
                    watch(&mut numbers, &detailed.divided_by);
                } else if field.kind.is_date() {
                    watch(&mut dates, &detailed.column);
                }
            }
        }
    }
    (dates, numbers)
}
