//! Saved views of the portfolio: one's own, and those shared with everyone.

mod remove;
mod save;

pub use remove::remove;
pub use save::{ViewChanges, create, update};

use domain::{StaffId, staff::Permission};
use store::views::EditableView;

use crate::{Actor, Error, Result};

/// Refuses what only those who share views may do.
fn may_share(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ShareViews) {
        return Ok(());
    }
    Err(Error::Forbidden(
        "your role may not change the views everyone sees; keep it to yourself, or ask a VP".to_owned(),
    ))
}

/// Refuses a change of what is neither the actor's own nor theirs to share.
fn may_change(actor: &Actor, reader: StaffId, view: &EditableView) -> Result<()> {
    if view.fields.is_shared || view.owner_id != reader.0 { may_share(actor) } else { Ok(()) }
}

/// Refuses to make private what is somebody else's: whoever did so would not see it any more.
fn may_hide(reader: StaffId, view: &EditableView) -> Result<()> {
    if view.owner_id == reader.0 {
        return Ok(());
    }
    let message = "only its owner can make it private again; delete it where nobody should see it";
    Err(Error::invalid("/is_shared", "not-yours", message))
}
