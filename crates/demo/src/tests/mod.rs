mod determinism;
mod health;
mod plausibility;
mod references;
mod separation;

use std::hash::{DefaultHasher, Hasher};

use chrono::NaiveDate;

use crate::{Chunk, ClientRows, Parameters, Portfolio};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

fn portfolio(clients: u32, days: u32, seed: u64) -> Portfolio {
    Portfolio::new(Parameters::new(clients, days, seed, date("2026-11-21")))
}

fn clients(portfolio: &Portfolio) -> impl Iterator<Item = ClientRows> {
    (0..portfolio.parameters.client_count()).filter_map(|index| portfolio.client(index, None))
}

/// One number for everything that would be written.
fn fingerprint(chunks: impl IntoIterator<Item = Chunk>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in chunks.into_iter().flat_map(|chunk| chunk.parts) {
        hasher.write(part.table.as_bytes());
        hasher.write(part.text.as_bytes());
    }
    hasher.finish()
}
