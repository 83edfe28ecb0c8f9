//! Whom a bulk change is about, and what became of each.

use std::collections::{HashMap, HashSet};

use domain::work::BulkVerdict;
use store::{
    PgConnection,
    clients::{BulkRow, ClientFilter},
};
use uuid::Uuid;

use crate::{Actor, Error, Result};

/// Clients changed at once.
pub const MOST_AT_ONCE: usize = 10_000;

/// Whom a bulk change is about.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// These clients.
    Ids(Vec<Uuid>),
    /// Everyone a filter lets through, if they are still as many as the person saw.
    Matching {
        /// The filter.
        filter: Box<ClientFilter>,
        /// How many the person saw.
        expected: i64,
    },
}

/// What became of one client.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The client.
    pub id: Uuid,
    /// Its name, where the actor may see it.
    pub name: Option<String>,
    /// What became of it.
    pub verdict: BulkVerdict,
    /// Why it was left as it is.
    pub message: Option<String>,
    /// Tags that were added.
    pub added: Vec<String>,
    /// Tags that were removed.
    pub removed: Vec<String>,
    /// The client success manager before.
    pub csm_before: Option<Uuid>,
    /// The account executive before.
    pub ae_before: Option<Uuid>,
}

impl Outcome {
    /// Nothing happened to this client yet.
    pub(super) fn of(row: &BulkRow) -> Self {
        Self {
            id: row.id,
            name: Some(row.name.clone()),
            verdict: BulkVerdict::Unchanged,
            message: None,
            added: Vec::new(),
            removed: Vec::new(),
            csm_before: row.csm_user_id,
            ae_before: row.ae_user_id,
        }
    }

    fn unknown(id: Uuid) -> Self {
        Self {
            id,
            name: None,
            verdict: BulkVerdict::Refused,
            message: Some("There is no such client, or it is not yours to see.".to_owned()),
            added: Vec::new(),
            removed: Vec::new(),
            csm_before: None,
            ae_before: None,
        }
    }
}

/// Those chosen, each once; and held until the transaction ends those of them the actor reaches.
pub(super) async fn hold(
    connection: &mut PgConnection,
    actor: &Actor,
    chosen: Chosen,
) -> Result<(Vec<Uuid>, Vec<BulkRow>)> {
    let ids = match chosen {
        Chosen::Ids(ids) => {
            let mut seen = HashSet::new();
            let ids: Vec<Uuid> = ids.into_iter().filter(|id| seen.insert(*id)).collect();
            if ids.is_empty() {
                return Err(Error::invalid("/ids", "required", "name at least one client"));
            }
            ids
        }
        Chosen::Matching { filter, expected } => {
            let limit = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX) + 1;
            let ids = store::clients::matching(connection, &actor.scope, &filter, limit).await?;
            let found = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            if ids.len() <= MOST_AT_ONCE && found != expected {
                let message = format!("{found} clients match now, not {expected}; look at the list again");
                return Err(Error::Conflict(message));
            }
            ids
        }
    };
    if ids.len() > MOST_AT_ONCE {
        let message = format!("at most {MOST_AT_ONCE} clients at once; narrow the filter");
        return Err(Error::invalid("/ids", "too-many", message));
    }
    let rows = store::clients::hold(connection, &actor.scope, &ids).await?;
    Ok((ids, rows))
}

/// The outcomes in the order the clients were chosen in; a client nobody found is told like one that is not there.
pub(super) fn in_order(ids: &[Uuid], outcomes: Vec<Outcome>) -> Vec<Outcome> {
    let mut by_id: HashMap<Uuid, Outcome> = outcomes.into_iter().map(|outcome| (outcome.id, outcome)).collect();
    ids.iter().map(|id| by_id.remove(id).unwrap_or_else(|| Outcome::unknown(*id))).collect()
}
