use domain::{ClientId, StaffId, work::BulkVerdict};
use serde::{Deserialize, Serialize};

use crate::present;

/// Tags to give to many clients, and tags to take from them.
///
/// The clients are those of `ids`; without `ids` all that the query lets through, and `expected` says how many they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TagClients {
    /// The clients, at most 10000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<ClientId>>,
    /// How many clients the query let through when it was looked at; another number now answers 409.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<i64>,
    /// Tags to add.
    #[serde(default)]
    pub add: Vec<String>,
    /// Tags to remove.
    #[serde(default)]
    pub remove: Vec<String>,
}

/// Owners to give to many clients. An owner that is left out stays; null takes the client from whoever has it.
///
/// The clients are those of `ids`; without `ids` all that the query lets through, and `expected` says how many they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignClients {
    /// The clients, at most 10000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<ClientId>>,
    /// How many clients the query let through when it was looked at; another number now answers 409.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<i64>,
    /// Client success manager.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StaffId>))]
    pub csm_user_id: Option<Option<StaffId>>,
    /// Account executive.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StaffId>))]
    pub ae_user_id: Option<Option<StaffId>>,
}

/// What became of each client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkAnswer {
    /// Clients that were changed.
    pub changed: i64,
    /// Clients that were so already.
    pub unchanged: i64,
    /// Clients that were left as they are.
    pub refused: i64,
    /// Client by client.
    pub data: Vec<BulkResult>,
}

/// What became of one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// The client.
    pub client_id: ClientId,
    /// Its name; null when there is no such client, or it is not yours to see.
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
    pub csm_before: Option<StaffId>,
    /// The account executive before.
    pub ae_before: Option<StaffId>,
}
