mod check;
mod file;
mod source;

pub use check::{MappingProblem, parse};
pub use file::{EntityMapping, FileMapping, Mapping};
pub use source::{Constant, Detailed, Number, Source};
#[cfg(test)]
mod tests;
