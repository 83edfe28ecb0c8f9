use chrono::{DateTime, Utc};
use domain::{
    ApiKeyId, StaffId,
    api_key::{ApiKeyStatus, ApiScope},
};
use serde::{Deserialize, Serialize};

use crate::users::UserName;

/// A key with which a program calls the API in the name of a user. The key itself is shown once, when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    /// Id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// How it begins, to find it where it is used.
    pub prefix: String,
    /// What it may be used for; never more than its user may do.
    pub scopes: Vec<ApiScope>,
    /// Whether it works.
    pub status: ApiKeyStatus,
    /// Whom it acts for.
    pub user: UserName,
    /// Who made it.
    pub created_by: Option<UserName>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends; null for a key without an end.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute; null when it never was.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When somebody ended it.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A key, in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeyName {
    /// Id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
}

/// A key to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for, at most 100 characters.
    pub name: String,
    /// What it may be used for, at least one.
    pub scopes: Vec<ApiScope>,
    /// Whom it acts for; you, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<StaffId>,
    /// When it ends, within ten years; never, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key that was made, with the key itself, which is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedApiKey {
    /// Send as `Authorization: Bearer sk_…`.
    pub token: String,
    /// What is known of it from now on.
    pub api_key: ApiKey,
}

impl std::fmt::Debug for CreatedApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedApiKey").field("api_key", &self.api_key).finish_non_exhaustive()
    }
}
