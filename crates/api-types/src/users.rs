use chrono::{DateTime, Utc};
use domain::{StaffId, staff::Role};
use serde::{Deserialize, Serialize};

/// A member of staff, as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Id.
    pub id: StaffId,
    /// Address they sign in with.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Active clients whose CSM they are.
    pub csm_clients: i64,
    /// Active clients whose AE they are.
    pub ae_clients: i64,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
}

/// A member of staff, in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserName {
    /// Id.
    pub id: StaffId,
    /// First and last name.
    pub name: String,
}
