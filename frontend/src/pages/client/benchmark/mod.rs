//! A client beside its peers: percentiles, and the gaps to the mean and to the best.
mod gaps;
mod page;
mod radar;
mod takeaway;

pub use page::ClientBenchmark;
