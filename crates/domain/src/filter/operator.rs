use crate::closed_list::closed_list;

closed_list! {
    /// What a condition asks of a field. A comparison never lets a missing value through; `neq` and `not_in` are the
    /// opposites of `eq` and `in`, and do.
    Operator {
        /// Is this.
        Eq = "eq",
        /// Is not this.
        Neq = "neq",
        /// Is one of these; of a set: holds one of them.
        In = "in",
        /// Is none of these; of a set: holds none of them.
        NotIn = "not_in",
        /// Holds this part, in whatever case; of a set: holds this word.
        Contains = "contains",
        /// Less, or earlier.
        Lt = "lt",
        /// Less or the same.
        Lte = "lte",
        /// More, or later.
        Gt = "gt",
        /// More or the same.
        Gte = "gte",
        /// From the first to the second of two values, both included.
        Between = "between",
        /// From today on within this many days.
        WithinDays = "within_days",
        /// Within the last so many days, today included.
        InLastDays = "in_last_days",
        /// Longer ago than this many days.
        MoreThanDaysAgo = "more_than_days_ago",
        /// Is missing; of a set: is empty.
        IsNull = "is_null",
        /// Is known; of a set: is not empty.
        IsNotNull = "is_not_null",
    }
}

impl Operator {
    /// Whether it takes a value.
    pub const fn takes_value(self) -> bool {
        !matches!(self, Self::IsNull | Self::IsNotNull)
    }

    /// Whether its value is a number of days from today.
    pub const fn counts_days(self) -> bool {
        matches!(self, Self::WithinDays | Self::InLastDays | Self::MoreThanDaysAgo)
    }

    /// Whether it takes a list of values.
    pub const fn takes_list(self) -> bool {
        matches!(self, Self::In | Self::NotIn)
    }
}
