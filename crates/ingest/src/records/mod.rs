mod delimiter;
mod reader;
mod split;

pub use delimiter::sniff;
pub use reader::{Found, Records};
pub use split::Record;
#[cfg(test)]
mod tests;
