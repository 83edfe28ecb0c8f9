//! Saved segments: filters with a name. One's own are one's own matter; those everyone uses are configuration.

mod remove;
mod save;

pub use remove::remove;
pub use save::{SegmentChanges, create, update};

use domain::{StaffId, staff::Permission};
use store::segments::{EditableSegment, StandingView};

use crate::{Actor, Error, Result};

/// People told by name; of more, the number.
const MOST_NAMES: usize = 5;

/// Refuses what only those who configure segments may do.
fn may_configure(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ConfigureSegments) {
        return Ok(());
    }
    Err(Error::Forbidden(
        "your role may not change the segments everyone uses; keep it to yourself, or ask a VP of client success"
            .to_owned(),
    ))
}

/// Refuses a change of what is neither the actor's own nor theirs to configure.
fn may_change(actor: &Actor, reader: StaffId, segment: &EditableSegment) -> Result<()> {
    if segment.fields.is_shared || segment.owner_id != reader.0 { may_configure(actor) } else { Ok(()) }
}

/// Whose views these are, as one tells it: they may be private, so that only their owners can do something about them.
fn holders<'a>(views: impl Iterator<Item = &'a StandingView>) -> Option<String> {
    let mut names: Vec<&str> = views.map(|view| view.owner_name.as_str()).collect();
    names.dedup();
    match names.as_slice() {
        [] => None,
        [name] => Some((*name).to_owned()),
        [first @ .., last] if first.len() < MOST_NAMES => Some(format!("{} and {last}", first.join(", "))),
        [first @ .., _] => {
            let shown = &first[..MOST_NAMES];
            Some(format!("{} and {} more", shown.join(", "), names.len() - MOST_NAMES))
        }
    }
}

/// Refuses to make private what is somebody else's: whoever did so would not see it any more.
fn may_hide(reader: StaffId, segment: &EditableSegment) -> Result<()> {
    if segment.owner_id == reader.0 {
        return Ok(());
    }
    let message = "only its owner can make it private again; delete it where nobody should use it";
    Err(Error::invalid("/is_shared", "not-yours", message))
}
