use crate::{StaffId, staff::Role};

/// Whose clients a query may see. The first argument of every query over client data, so that a
/// query without it cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every client.
    All,
    /// The clients whose CSM this is.
    Csm(StaffId),
    /// The clients whose account executive this is.
    AccountExecutive(StaffId),
}

impl Scope {
    /// The scope of a member of staff: CSMs and AEs see their own book, everyone else all.
    pub fn of(role: Role, staff: StaffId) -> Self {
        match role {
            Role::Csm | Role::SeniorCsm => Self::Csm(staff),
            Role::Ae => Self::AccountExecutive(staff),
            Role::VpClientSuccess | Role::VpSales | Role::Admin => Self::All,
        }
    }

    /// The CSM every row must belong to, if any. For SQL: `($1::uuid is null or csm_user_id = $1)`.
    pub fn csm(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Csm(id) => Some(id.0),
            _ => None,
        }
    }

    /// The account executive every row must belong to, if any.
    pub fn account_executive(&self) -> Option<uuid::Uuid> {
        match self {
            Self::AccountExecutive(id) => Some(id.0),
            _ => None,
        }
    }

    /// Whether a client of these owners lies within it: the same as in SQL, where a row is at hand.
    pub fn includes(&self, csm: Option<StaffId>, ae: Option<StaffId>) -> bool {
        match self {
            Self::All => true,
            Self::Csm(id) => csm == Some(*id),
            Self::AccountExecutive(id) => ae == Some(*id),
        }
    }

    /// How snapshots name this scope: kind and id.
    pub fn snapshot_key(&self) -> (&'static str, String) {
        match self {
            Self::All => ("ALL", String::new()),
            Self::Csm(id) => ("CSM", id.to_string()),
            Self::AccountExecutive(id) => ("AE", id.to_string()),
        }
    }
}
