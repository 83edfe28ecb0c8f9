//! Operators as people say them.
use domain::filter::{Kind, Operator};

/// What a field of this kind is asked.
pub fn asked(operator: Operator, kind: Kind) -> &'static str {
    use Operator as O;
    match (operator, kind) {
        (O::Contains, Kind::Set) => "has",
        (O::Contains, _) => "contains",
        (O::In, Kind::Set) => "has any of",
        (O::In, _) => "is any of",
        (O::NotIn, Kind::Set) => "has none of",
        (O::NotIn, _) => "is none of",
        (O::Eq, _) => "is",
        (O::Neq, _) => "is not",
        (O::Lt, Kind::Date) => "is before",
        (O::Lt, _) => "is less than",
        (O::Lte, Kind::Date) => "is on or before",
        (O::Lte, _) => "is at most",
        (O::Gt, Kind::Date) => "is after",
        (O::Gt, _) => "is more than",
        (O::Gte, Kind::Date) => "is on or after",
        (O::Gte, _) => "is at least",
        (O::Between, _) => "is between",
        (O::WithinDays, _) => "is within the next days",
        (O::InLastDays, _) => "was in the last days",
        (O::MoreThanDaysAgo, _) => "was more days ago than",
        (O::IsNull, Kind::Set) => "is empty",
        (O::IsNull, _) => "is not known",
        (O::IsNotNull, Kind::Set) => "is not empty",
        (O::IsNotNull, _) => "is known",
    }
}

/// How the parts of a group go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    All,
    Any,
    None,
}

impl Join {
    pub const ALL: [Self; 3] = [Self::All, Self::Any, Self::None];

    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "all of these",
            Self::Any => "any of these",
            Self::None => "none of these",
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
        }
    }

    pub fn of(key: &str) -> Self {
        Self::ALL.into_iter().find(|join| join.key() == key).unwrap_or(Self::All)
    }
}
