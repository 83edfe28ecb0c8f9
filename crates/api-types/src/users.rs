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
    /// What administrators see of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
}

/// The account of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// IANA time zone.
    pub time_zone: String,
    /// When they last signed in; null when they never did.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// Keys that act for them and are neither revoked nor past their time.
    pub api_keys: i64,
    /// Version; the `ETag` is made of it.
    pub version: i32,
}

/// A user to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// Address they will sign in with.
    pub email: String,
    /// First name, at most 100 characters.
    pub first_name: String,
    /// Last name, at most 100 characters.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// IANA time zone; `UTC` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// A user who was added, with the password, which is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedUser {
    /// To sign in with.
    pub password: String,
    /// The user.
    pub user: User,
}

impl std::fmt::Debug for CreatedUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedUser").field("user", &self.user).finish_non_exhaustive()
    }
}

/// A password that was made, which is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedPassword {
    /// To sign in with.
    pub password: String,
}

impl std::fmt::Debug for CreatedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedPassword").finish_non_exhaustive()
    }
}

/// What of a user to change. A field that is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Role. Who gets another one is signed out everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// IANA time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Whether they may sign in. Who no longer may is signed out everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
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
