mod bind;
mod cell;
mod checks;
mod convert;
mod plan;
mod read;
mod value;
mod verdict;

pub use plan::{Plan, plan, unmapped_columns};
pub use read::{Chunk, Summary, read_rows};
pub use value::Value;
pub use verdict::{Rejection, Row};
#[cfg(test)]
mod tests;
