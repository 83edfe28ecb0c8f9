//! Saved segments: filters with a name. One's own are one's own matter; those everyone uses are configuration.

mod remove;
mod save;

pub use remove::remove;
pub use save::{SegmentChanges, create, update};

use domain::{StaffId, staff::Permission};
use store::segments::EditableSegment;

use crate::{Actor, Error, Result};

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

/// Refuses to make private what is somebody else's: whoever did so would not see it any more.
fn may_hide(reader: StaffId, segment: &EditableSegment) -> Result<()> {
    if segment.owner_id == reader.0 {
        return Ok(());
    }
    let message = "only its owner can make it private again; delete it where nobody should use it";
    Err(Error::invalid("/is_shared", "not-yours", message))
}
