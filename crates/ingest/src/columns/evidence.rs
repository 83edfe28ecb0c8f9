use crate::cells::{DateOrder, DateReading, DecimalMark, NumberReading, parse_excel_serial, read_date, read_number};

/// How a column writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Nothing in it can be read two ways.
    Certain,
    /// What can be read two ways is read this way, because other cells can only be read this way.
    Order(DateOrder),
    /// Day numbers of a spreadsheet.
    Excel,
    /// Cells can be read two ways and nothing in the file says which.
    Ambiguous,
    /// Some cells can only be read day first and others only month first.
    Contradictory,
}

/// How a column writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// This character marks the fraction.
    Mark(DecimalMark),
    /// 1,234 can be a thousand or a fraction, and nothing in the column says which.
    Ambiguous,
}

/// What the cells of a column say about how it is written.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    cells: u64,
    dates: u64,
    day_first: u64,
    month_first: u64,
    either: u64,
    serials: u64,
    point: u64,
    comma: u64,
    either_point: u64,
    either_comma: u64,
}

impl Evidence {
    /// Looks at one cell of a date column.
    pub fn see_date(&mut self, cell: &str) {
        if cell.is_empty() {
            return;
        }
        self.cells += 1;
        match read_date(cell) {
            DateReading::Certain(_, order) => {
                self.dates += 1;
                match order {
                    Some(DateOrder::DayFirst) => self.day_first += 1,
                    Some(DateOrder::MonthFirst) => self.month_first += 1,
                    None => {}
                }
            }
            DateReading::Either(..) => {
                self.dates += 1;
                self.either += 1;
            }
            DateReading::Impossible => self.dates += 1,
            DateReading::No => {
                // Five digits: the years from 1954 to 2173.
                if cell.bytes().take_while(u8::is_ascii_digit).count() == 5 && parse_excel_serial(cell).is_some() {
                    self.serials += 1;
                }
            }
        }
    }

    /// Looks at one cell of a number column.
    pub fn see_number(&mut self, cell: &str) {
        match read_number(cell) {
            NumberReading::Only(DecimalMark::Point) => self.point += 1,
            NumberReading::Only(DecimalMark::Comma) => self.comma += 1,
            NumberReading::Either(DecimalMark::Point) => self.either_point += 1,
            NumberReading::Either(DecimalMark::Comma) => self.either_comma += 1,
            NumberReading::Plain | NumberReading::No => {}
        }
    }

    /// How the column writes its dates. `elsewhere` is the order the other columns of the file give away: a
    /// spreadsheet writes all of them alike.
    pub fn date_style(&self, elsewhere: Option<DateOrder>) -> DateStyle {
        match (self.day_first > 0, self.month_first > 0) {
            (true, true) => DateStyle::Contradictory,
            (true, false) => DateStyle::Order(DateOrder::DayFirst),
            (false, true) => DateStyle::Order(DateOrder::MonthFirst),
            (false, false) if self.either > 0 => elsewhere.map_or(DateStyle::Ambiguous, DateStyle::Order),
            (false, false) if self.dates == 0 && self.serials > 0 && self.serials == self.cells => DateStyle::Excel,
            (false, false) => DateStyle::Certain,
        }
    }

    /// The order this column gives away, if it does.
    pub fn order(&self) -> Option<DateOrder> {
        match self.date_style(None) {
            DateStyle::Order(order) => Some(order),
            _ => None,
        }
    }

    /// How the column writes its numbers. 1.234 alone is a fraction, as in every file a program wrote; 1,234 alone is
    /// nothing one should guess.
    pub fn number_style(&self) -> NumberStyle {
        match (self.point > 0, self.comma > 0) {
            (true, false) => NumberStyle::Mark(DecimalMark::Point),
            (false, true) => NumberStyle::Mark(DecimalMark::Comma),
            (true, true) => NumberStyle::Ambiguous,
            (false, false) if self.either_point > 0 => NumberStyle::Ambiguous,
            (false, false) => NumberStyle::Mark(DecimalMark::Point),
        }
    }

    /// Cells that can be read two ways.
    pub fn ambiguous_dates(&self) -> u64 {
        self.either
    }
}
