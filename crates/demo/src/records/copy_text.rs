use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Rows as the text format of COPY.
#[derive(Debug, Default)]
pub struct CopyText {
    text: String,
    rows: u64,
    mid_row: bool,
}

impl CopyText {
    /// Writes a value into the next column.
    pub fn field(&mut self, value: &impl Field) {
        if self.mid_row {
            self.text.push('\t');
        }
        self.mid_row = true;
        value.write(&mut self.text);
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.push('\n');
        self.rows += 1;
        self.mid_row = false;
    }

    /// How many rows were written.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// A value COPY can read.
pub trait Field {
    /// Writes it.
    fn write(&self, out: &mut String);
}

/// Writing to a String cannot fail.
macro_rules! displayed {
    ($($kind:ty),+) => { $(impl Field for $kind {
        fn write(&self, out: &mut String) {
            let _ = write!(out, "{self}");
        }
    })+ };
}
displayed!(Decimal, Uuid);

macro_rules! whole {
    ($($kind:ty),+) => { $(impl Field for $kind {
        fn write(&self, out: &mut String) {
            let mut digits = [b'0'; 20];
            let mut at = digits.len();
            let mut rest = self.unsigned_abs();
            loop {
                at -= 1;
                digits[at] = b'0' + (rest % 10) as u8;
                rest /= 10;
                if rest == 0 {
                    break;
                }
            }
            if *self < 0 {
                out.push('-');
            }
            out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
        }
    })+ };
}
whole!(i16, i32, i64);

impl Field for bool {
    fn write(&self, out: &mut String) {
        out.push(if *self { 't' } else { 'f' });
    }
}

impl Field for NaiveDate {
    fn write(&self, out: &mut String) {
        padded(out, self.year().unsigned_abs(), 4);
        out.push('-');
        padded(out, self.month(), 2);
        out.push('-');
        padded(out, self.day(), 2);
    }
}

impl Field for DateTime<Utc> {
    fn write(&self, out: &mut String) {
        self.date_naive().write(out);
        for (separator, part) in [(' ', self.hour()), (':', self.minute()), (':', self.second())] {
            out.push(separator);
            padded(out, part, 2);
        }
        out.push('Z');
    }
}

fn padded(out: &mut String, value: u32, width: usize) {
    let mut divisor = 10_u32.pow(width as u32 - 1);
    for _ in 0..width {
        out.push(char::from(b'0' + (value / divisor % 10) as u8));
        divisor /= 10;
    }
}

impl Field for str {
    fn write(&self, out: &mut String) {
        for c in self.chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '\t' => out.push_str("\\t"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                c => out.push(c),
            }
        }
    }
}

impl Field for &'static str {
    fn write(&self, out: &mut String) {
        Field::write(*self, out);
    }
}

impl Field for String {
    fn write(&self, out: &mut String) {
        Field::write(self.as_str(), out);
    }
}

impl<T: Field> Field for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("\\N"),
        }
    }
}

/// Arrays of numbers, ids and words without blanks or punctuation.
impl<T: Field> Field for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('{');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push('}');
    }
}

impl Field for [i16; 24] {
    fn write(&self, out: &mut String) {
        out.push('{');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push('}');
    }
}
