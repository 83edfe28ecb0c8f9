//! A whole portfolio, client by client, so that it can be written while it is made and never lies in memory at once.

mod chunk;
mod client_rows;
mod span;

use crate::life::plan;
use crate::parameters::Parameters;
use crate::staff::Team;

pub use chunk::{Chunk, Part};
pub use client_rows::ClientRows;
pub use span::Span;

/// A portfolio.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// What it follows from.
    pub parameters: Parameters,
    /// Who looks after it.
    pub team: Team,
}

impl Portfolio {
    /// The portfolio that follows from these parameters.
    pub fn new(parameters: Parameters) -> Self {
        Self { parameters, team: Team::of(parameters.clients) }
    }

    /// The rows of the n-th client, or none if it has not signed by the last day. With `since`, days up to and
    /// including it are left out of the daily rows; everything else is as it stands on the last day.
    pub fn client(&self, index: u32, since: Option<chrono::NaiveDate>) -> Option<ClientRows> {
        let span = Span::new(since, self.parameters.as_of);
        let life = plan(&self.parameters, index);
        (life.start <= span.as_of).then(|| ClientRows::of(&life, self, &span))
    }

    /// The rows of these clients, written down.
    pub fn chunk(&self, clients: impl IntoIterator<Item = u32>) -> Chunk {
        self.chunk_seen(clients, |_| ())
    }

    /// The same, each client shown to someone first.
    pub fn chunk_seen(&self, clients: impl IntoIterator<Item = u32>, mut see: impl FnMut(&ClientRows)) -> Chunk {
        let rows: Vec<ClientRows> = clients.into_iter().filter_map(|index| self.client(index, None)).collect();
        rows.iter().for_each(&mut see);
        Chunk::of(&rows)
    }

    /// What has changed for these clients since an earlier last day: new rows, and rows that differ.
    pub fn changes(&self, clients: impl IntoIterator<Item = u32>, since: chrono::NaiveDate) -> Chunk {
        let earlier = Self { parameters: self.parameters.until(since), team: self.team.clone() };
        let rows: Vec<ClientRows> = clients
            .into_iter()
            .filter_map(|index| {
                let now = self.client(index, Some(since))?;
                Some(match earlier.client(index, Some(since)) {
                    Some(then) => now.without(&then),
                    None => now,
                })
            })
            .collect();
        Chunk::of(&rows)
    }
}
