//! Rows to begin with. Written with plain SQL, as another system would write them.

mod client;
mod facts;
pub mod feeds;
pub mod history;
pub mod staff;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

pub use client::{ClientSeed, Figures};
pub use facts::Facts;
pub use staff::{ADMIN, AE, CSM, OTHER_AE, OTHER_CSM, PASSWORD, Person, SENIOR_CSM, VP, VP_SALES};

/// The time on the server unless a test says otherwise: a Wednesday noon.
pub fn now() -> DateTime<Utc> {
    "2026-06-10T12:00:00Z".parse().expect("an instant")
}

/// The day of [`now`].
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// A day before [`today`].
pub fn days_ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).expect("a day")
}

/// A day after [`today`].
pub fn in_days(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).expect("a day")
}

/// A day, written as `2026-06-10`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Noon of a day.
pub fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

/// An id made of a name: the same in every run.
pub fn id_of(name: &str) -> Uuid {
    let mut bytes = [0_u8; 16];
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (i, slot) in bytes.chunks_mut(8).enumerate() {
        for byte in name.bytes().chain([u8::try_from(i).unwrap_or(0)]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        slot.copy_from_slice(&hash.to_be_bytes());
    }
    uuid::Builder::from_unix_timestamp_millis(1_767_225_600_000, bytes[..10].try_into().expect("ten bytes")).into_uuid()
}
