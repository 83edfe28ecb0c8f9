//! An industry as a benchmark: health, adoption and churn beside those of all, and health by month.
mod page;
mod takeaway;
mod trend;

pub use page::Benchmarks;
