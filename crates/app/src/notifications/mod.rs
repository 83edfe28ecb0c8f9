//! Telling people: in the app, by mail, in the room of the team.
//!
//! Whatever happens writes rows in its own transaction: a notification per person, and a delivery per message that is to
//! leave the product. A job per channel sends what is due, on workers of its own: a receiver that is slow or down delays
//! its own messages and nothing else. A message goes out at least once, under an id that stays the same.

mod colleagues;
mod compose;
mod deliver;
mod digest;
mod mention;
mod named;
mod outbound;
mod personal;
mod raise;
mod read;
mod resend;
mod test_message;

pub use colleagues::{Colleague, colleagues};
pub use deliver::{Sent, send_due};
pub use digest::queue_digests;
pub use outbound::Outbound;
pub use personal::{Personal, PersonalChannels, personal, put_personal};
pub use read::{mark_all_read, mark_read};
pub use resend::resend;
pub use test_message::send_test;

pub(crate) use mention::{forget_mentions, tell_mentioned};
pub(crate) use raise::{Telling, tell};
