use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where a field comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Source {
    /// A column.
    Column(String),
    /// A column with more to say about it, or a constant.
    Detailed(Box<Detailed>),
    /// The first of these that is not empty.
    First(Vec<Detailed>),
}

/// A column with more to say about it, or a constant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Detailed {
    /// The column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The same value in every row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<Constant>,
    /// Cell -> value; upper and lower case do not matter, an empty value means an empty cell.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Constant>,
    /// How dates (`y-m-d`, `d/m/y`, `m/d/y`, `excel`) or numbers (`1,234.56`, `1.234,56`) are written, where a column
    /// does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Cells that mean "unknown" besides the empty one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<String>,
    /// The cell counts minutes after the instant in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_after: Option<String>,
    /// The cell counts hours after the instant in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_after: Option<String>,
    /// The cell counts days after the day in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_after: Option<String>,
    /// The number is divided by the one in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divided_by: Option<String>,
    /// Only where this column says yes; otherwise the field is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A value written in a mapping file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Constant {
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// Anything else.
    Text(String),
}

/// A number written in a mapping file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// Whole.
    Whole(i64),
    /// Or not.
    Fraction(f64),
}

impl Constant {
    /// As a cell would have it.
    pub fn as_cell(&self) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Number(Number::Whole(value)) => value.to_string(),
            Self::Number(Number::Fraction(value)) => value.to_string(),
            Self::Text(value) => value.clone(),
        }
    }
}

impl Source {
    /// Its alternatives, in order.
    pub fn alternatives(&self) -> Vec<Detailed> {
        match self {
            Self::Column(column) => vec![Detailed { column: Some(column.clone()), ..Detailed::default() }],
            Self::Detailed(detailed) => vec![detailed.as_ref().clone()],
            Self::First(alternatives) => alternatives.clone(),
        }
    }
}
