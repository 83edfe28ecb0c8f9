//! When people are told (§11): not in their quiet hours, a summary on their own morning, and again after a failure.

mod digest;
mod quiet;
mod retry;
#[cfg(test)]
mod tests;

pub use digest::digest_due;
pub use quiet::{QuietHours, after_quiet};
pub use retry::{MOST_TRIES, wait_after};
