use chrono::{DateTime, Utc};
use domain::{ClientId, audit::AuditAction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{api_keys::ApiKeyName, users::UserName};

/// A client, in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientName {
    /// Id.
    pub id: ClientId,
    /// Name.
    pub name: String,
}

/// Who read or wrote what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// Id.
    pub id: Uuid,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// Who, as it was written then: an address, a command or a job.
    pub actor: String,
    /// The user, where it was one.
    pub user: Option<UserName>,
    /// The key, where a program did it in the user's name.
    pub api_key: Option<ApiKeyName>,
    /// What was done.
    pub action: AuditAction,
    /// By which operation, command or job.
    pub operation: String,
    /// To what kind of thing.
    pub entity: String,
    /// To which ones, or which were shown: the first 100. Notes are named by their client alone.
    pub entity_ids: Vec<Uuid>,
    /// How many there are in all.
    pub entity_count: i32,
    /// The clients among them.
    pub clients: Vec<ClientName>,
    /// What changed; never passwords, keys or the words of notes.
    pub changes: Option<serde_json::Value>,
    /// The request, to find it in the server's log.
    pub request_id: Option<String>,
    /// Where it came from.
    pub ip_address: Option<String>,
}
