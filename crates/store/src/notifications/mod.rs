//! What people are told, how they want to be told, and what is on its way out of the product.

mod contents;
mod deliveries;
mod digests;
mod list;
mod mentions;
mod queue;
mod settings;
mod waiting;
mod write;

pub use contents::{AlertLineRow, MentionRow, alerts_by_id, mention};
pub use deliveries::{DeliveryFilter, DeliveryRow, deliveries, delivery, for_resend, resend};
pub use digests::{DigestCandidate, DigestCounts, candidates, counts, raised_between};
pub use list::{NotificationFilter, NotificationRow, get, list, unread};
pub use mentions::{MentionedRow, StaffNameRow, forget_note, mentions, mentions_of, put_mentions, roster};
pub use queue::{ClaimedRow, RecipientOf, claim, finish};
pub use settings::{RecipientRow, SettingRow, put_setting, recipients, setting};
pub use waiting::{Lately, add_to_waiting, lately};
pub use write::{
    NewDelivery, NewNotification, insert, insert_deliveries, mark_all_read, mark_read, remove_old,
    remove_old_deliveries,
};
