//! Clients: the portfolio list, one client, edits of one and of many.

mod bulk;
mod edit;
mod filter;
mod get;
mod list;
mod owners;

pub use bulk::{BulkRow, NewTags, OwnerRole, assign, hold, matching, write_tags};
pub use edit::{ClientEdit, EditableRow, apply_edit, close_assignment, editable, open_assignment, record_dimensions};
pub use filter::{ArrRange, ClientFilter, SortDirection, SortField};
pub use get::{ClientDetailRow, ClientRef, get, resolve};
pub use list::{ClientRow, Keyset, ListRequest, Matching, Position, count, ids, list, some, sum};
pub use owners::{OwnersRow, owners};
