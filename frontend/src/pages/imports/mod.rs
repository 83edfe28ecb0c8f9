//! Imports: what came in, what was noticed, and the way back.
mod detail;
mod files;
mod list;
mod rejections;
mod reports;
mod status;
mod upload;

pub use detail::Import;
pub use list::Imports;
