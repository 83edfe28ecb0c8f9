//! A page as people meet it: things found by role and name, waits with a deadline, and evidence when it fails.

mod axe;
mod console;
mod evidence;
mod journey;
mod layout;
mod look;
mod spot;
mod walk;

pub use journey::journey;
pub use spot::{Name, Spot, has};
pub use walk::Page;
