//! A client beside its peers: percentiles, the gaps to the mean and to the best, and peers to learn from.
mod gaps;
mod page;
mod radar;
mod stories;
mod takeaway;

pub use page::ClientBenchmark;
