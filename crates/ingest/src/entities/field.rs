/// One thing that can be imported.
#[derive(Debug)]
pub struct Entity {
    /// Its name in a mapping file and in reports.
    pub name: &'static str,
    /// Its fields, named as the columns they fill.
    pub fields: &'static [Field],
    /// What tells two of its rows apart.
    pub key: KeyRule,
    /// Whether its rows belong to a client.
    pub of_client: bool,
    /// Dates that must not lie in the wrong order.
    pub orders: &'static [Order],
    /// The day a fact happened, to compare with the client's contract.
    pub happened: Option<&'static str>,
}

/// What tells two rows apart.
#[derive(Debug, Clone, Copy)]
pub enum KeyRule {
    /// These fields; two rows of a file with the same ones are a mistake.
    Fields(&'static [&'static str]),
    /// `external_id`; where it is missing, or stands on several different rows, the id and the content together.
    IdOrContent,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// Name, as in the table and in JSON.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a row without it is refused.
    pub required: bool,
    /// What an empty cell means where it does not mean "unknown".
    pub default: Option<&'static str>,
    /// Whether the default also stands where the field is not mapped; the table's own default does otherwise.
    pub always: bool,
}

/// What the cells of a field hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// The id of another row, or the e-mail address of a member of staff.
    Reference,
    /// A word of a closed list.
    Word(&'static [&'static str]),
    /// Yes or no.
    Boolean,
    /// A whole number from 0 to this.
    Count(i64),
    /// A whole number from 1 to this.
    Positive(i64),
    /// An amount of at least zero.
    Money,
    /// An amount above zero.
    PositiveMoney,
    /// A number within these bounds.
    Number(i64, i64),
    /// A three-letter currency.
    Currency,
    /// A day.
    Date,
    /// A day that may not lie after the day the data describe.
    PastDate,
    /// An instant; a day alone is its midnight in UTC.
    Instant,
    /// An instant that may not lie after the day the data describe.
    PastInstant,
    /// Several texts, separated by semicolon or bar.
    List,
    /// Twenty-four counts, one an hour.
    Hours,
}

/// Two dates of which the first must not lie after the second.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// The earlier.
    pub earlier: &'static str,
    /// The later.
    pub later: &'static str,
}

impl Entity {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Kind {
    /// Whether its cells are dates.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::PastDate | Self::Instant | Self::PastInstant)
    }

    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count(_) | Self::Positive(_) | Self::Money | Self::PositiveMoney | Self::Number(..))
    }

    /// Whether its dates may not lie after the day the data describe.
    pub fn is_past(self) -> bool {
        matches!(self, Self::PastDate | Self::PastInstant)
    }
}

/// A field that may be missing.
pub(super) const fn optional(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false, default: None, always: false }
}

/// A field every row must have.
pub(super) const fn required(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true, default: None, always: false }
}

/// A field whose empty cells mean this.
pub(super) const fn default(name: &'static str, kind: Kind, value: &'static str) -> Field {
    Field { name, kind, required: false, default: Some(value), always: false }
}

/// A field with this value wherever a file says nothing else.
pub(super) const fn always(name: &'static str, kind: Kind, value: &'static str) -> Field {
    Field { name, kind, required: false, default: Some(value), always: true }
}

/// The largest count the tables hold.
pub(super) const MANY: i64 = i32::MAX as i64;
