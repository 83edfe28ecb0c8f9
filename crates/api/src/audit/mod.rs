//! The audit log: reads of client data, buffered and written by one insert a second, and the log as administrators read it.

mod export;
mod filter;
mod list;
mod present;

use std::sync::{Mutex, MutexGuard};

use crate::routes::Routes;
use app::{
    Actor, Context,
    audit::{Action, AuditEntry, AuditRecord},
};
use uuid::Uuid;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(list::list_audit_events).service(export::get_audit_file);
}

/// Rows per insert: a stalled database must not meet one statement of any size when it returns.
const ROWS_PER_INSERT: usize = 5_000;

/// One request that showed client data.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub actor: Actor,
    pub operation: String,
    pub entity: &'static str,
    pub ids: Vec<Uuid>,
}

/// What was read since the last flush. `server` flushes it every second and once more before it stops.
#[derive(Debug)]
pub struct ReadLog {
    context: Context,
    waiting: Mutex<Vec<AuditRecord>>,
}

impl ReadLog {
    /// An empty log.
    pub fn new(context: Context) -> Self {
        Self { context, waiting: Mutex::new(Vec::new()) }
    }

    pub(crate) fn push(&self, read: Read) {
        let entry = AuditEntry {
            action: Action::Read,
            operation: read.operation,
            entity: read.entity,
            ids: read.ids,
            changes: None,
        };
        let record = AuditRecord::new(&self.context, &read.actor, entry);
        self.waiting().push(record);
    }

    /// Writes what is waiting. What cannot be written stays for the next time.
    pub async fn flush(&self) -> app::Result<()> {
        loop {
            let batch: Vec<AuditRecord> = {
                let mut waiting = self.waiting();
                let count = waiting.len().min(ROWS_PER_INSERT);
                waiting.drain(..count).collect()
            };
            if batch.is_empty() {
                return Ok(());
            }
            if let Err(error) = app::audit::record_all(&self.context, &batch).await {
                self.waiting().splice(0..0, batch);
                return Err(error);
            }
        }
    }

    /// Rows not yet written.
    pub fn waiting_rows(&self) -> usize {
        self.waiting().len()
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<AuditRecord>> {
        self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
