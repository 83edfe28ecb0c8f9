//! Which clients are meant: the filter that searches, saved segments and everything built on them share.
//!
//! On the wire a filter is JSON: `{"and": [{"field": "health_score", "op": "lt", "value": 60}, {"not": {…}}]}`.
//! `Filter::read` takes it apart and points at what is wrong; the browser reads with the same code as the server.

mod condition;
mod field;
mod operator;
mod read;
#[cfg(test)]
mod tests;
mod write;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

pub use field::{Field, Kind};
pub use operator::Operator;

/// Groups that may lie within each other.
pub const DEEPEST: usize = 6;
/// Conditions and groups a filter may have.
pub const MOST_PARTS: usize = 60;
/// Values of a list.
pub const MOST_VALUES: usize = 100;
/// Characters of a value.
pub const LONGEST_TEXT: usize = 200;
/// Days one can look back or ahead.
pub const MOST_DAYS: u16 = 3650;

/// Which clients are meant. Every part is true or false for a client, never unknown.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of these; none of them lets everyone through.
    And(Vec<Filter>),
    /// At least one of these.
    Or(Vec<Filter>),
    /// Everyone but these.
    Not(Box<Filter>),
    /// One condition.
    Is(Condition),
}

/// What is asked of one field. Only `Filter::read` makes one, so that the operand is always of the field's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    field: Field,
    operator: Operator,
    operand: Operand,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// Nothing.
    Nothing,
    /// A text, or a word of a list.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
    /// A member of staff.
    Person(Uuid),
    /// Several of them.
    People(Vec<Uuid>),
    /// A whole number.
    Whole(i64),
    /// From one to the other.
    WholeBetween(i64, i64),
    /// An amount.
    Money(Decimal),
    /// From one to the other.
    MoneyBetween(Decimal, Decimal),
    /// A day.
    Day(NaiveDate),
    /// From one to the other.
    DayBetween(NaiveDate, NaiveDate),
    /// So many days from today.
    Days(u16),
    /// Yes or no.
    Flag(bool),
}

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterProblem {
    /// Where, as a JSON pointer into the filter.
    pub pointer: String,
    /// The kind of mistake.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
    /// Whether it cannot even be read as a filter, as against read but not valid.
    pub is_malformed: bool,
}

impl Condition {
    /// The field.
    pub fn field(&self) -> Field {
        self.field
    }

    /// What is asked of it.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// What it is compared with.
    pub fn operand(&self) -> &Operand {
        &self.operand
    }
}

impl Filter {
    /// Whether a condition anywhere in it is about one of these fields.
    pub fn mentions(&self, fields: &[Field]) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.mentions(fields)),
            Self::Not(part) => part.mentions(fields),
            Self::Is(condition) => fields.contains(&condition.field),
        }
    }
}
