mod boolean;
mod date;
mod number;

pub use boolean::parse_boolean;
pub use date::{DateOrder, DateReading, Moment, parse_excel_serial, read_date};
pub use number::{DecimalMark, NumberReading, parse_number, read_number};
#[cfg(test)]
mod tests;
