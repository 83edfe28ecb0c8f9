//! How far a client has adopted what it licenses: the matrix, and one feature of it.
mod facts;
mod feature;
mod feature_chart;
mod feature_page;
mod levels;
mod matrix;
mod page;

pub use feature_page::ClientFeature;
pub use page::ClientAdoption;
