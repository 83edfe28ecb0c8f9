mod evidence;
mod survey;

pub use evidence::{DateStyle, Evidence, NumberStyle};
pub use survey::{Survey, survey};
#[cfg(test)]
mod tests;
