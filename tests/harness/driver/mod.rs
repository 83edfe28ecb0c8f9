//! The browser and the program that drives it.

mod chromedriver;
mod chromium;
mod devtools;

pub use chromium::{Chromium, Viewport};
pub use devtools::devtools;
