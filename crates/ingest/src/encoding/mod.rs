mod decode;
mod detect;

pub use decode::Decoded;
pub use detect::{Encoding, detect};
#[cfg(test)]
mod tests;
