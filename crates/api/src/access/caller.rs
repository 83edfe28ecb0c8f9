use std::sync::Arc;

use app::{Actor, auth::KeyClaims};
use domain::{
    Scope, SessionId, StaffId, TeamScope,
    staff::{Permission, Role},
};
use uuid::Uuid;

use crate::{ReadLog, audit::Read};

/// The member of staff who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Id.
    pub staff_id: StaffId,
    /// Role.
    pub role: Role,
    /// Whose clients they reach: the first argument of every query.
    pub scope: Scope,
    /// The session they signed in with; none with a key.
    pub session_id: Option<SessionId>,
    /// The key a program calls with in their name.
    pub key: Option<KeyClaims>,
    /// Who the audit log says it was; use cases take it.
    pub actor: Actor,
    pub(crate) operation: String,
    pub(crate) reads: Arc<ReadLog>,
}

impl Caller {
    /// Whether they have another right than the one the handler asks for.
    pub fn may(&self, permission: Permission) -> bool {
        self.actor.may(permission)
    }

    /// Which alerts about the team they see.
    pub fn team_scope(&self) -> TeamScope {
        TeamScope::of(self.role)
    }

    /// Leaves the audit row of a read of client data: once per request, with the ids of everything shown.
    pub fn read(&self, entity: &'static str, ids: impl IntoIterator<Item = Uuid>) {
        self.reads.push(Read {
            actor: self.actor.clone(),
            operation: self.operation.clone(),
            entity,
            ids: ids.into_iter().collect(),
        });
    }
}
