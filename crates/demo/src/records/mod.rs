//! The rows a portfolio is made of, each with the table and columns it belongs to, and how they are written down as
//! the text COPY reads.

mod client;
mod copy_text;
mod money;
mod support;
mod usage;
mod work;

pub use client::{ArrRow, AssignmentRow, ClientRow, ContactRow, ContractRow};
pub use copy_text::CopyText;
pub use money::{ChurnEventRow, InvoiceRow, OpportunityRow, PaymentRow, SubscriptionRow};
pub use support::{OutcomeRow, SurveyRow, TicketRow};
pub use usage::{AdoptionRow, FeatureDayRow, UsageRow, UserDayRow};
pub use work::{ActivityRow, NoteRow};

/// A row of a table.
pub trait Record: PartialEq {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, in the order they are written.
    const COLUMNS: &'static [&'static str];

    /// Writes one line.
    fn write(&self, out: &mut CopyText);
}

/// Declares a row: the struct, its table and columns cannot drift apart.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident in $table:literal { $($field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $(pub $field: $kind),+ }

        impl $crate::records::Record for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($crate::records::column(stringify!($field))),+];

            fn write(&self, out: &mut $crate::records::CopyText) {
                $(out.field(&self.$field);)+
                out.end_row();
            }
        }
    };
}
pub(crate) use record;

/// The column of a field: without the mark of a field named like a word of Rust.
pub(crate) const fn column(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}
