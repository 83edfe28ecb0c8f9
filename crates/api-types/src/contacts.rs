use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, ContactId,
    client::{ContactRole, EngagementStatus},
};
use serde::{Deserialize, Serialize};

use crate::{page::Pagination, present};

/// A person at a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Id.
    pub id: ContactId,
    /// Client.
    pub client_id: ClientId,
    /// Id in the system the contact came from.
    pub external_id: Option<String>,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// What the contact is to the relationship.
    pub role: ContactRole,
    /// Whether to turn to this one first.
    pub is_primary: bool,
    /// Whether bills go here.
    pub is_billing: bool,
    /// Whether technical questions go here.
    pub is_technical: bool,
    /// Whether losing this one would hurt.
    pub is_key: bool,
    /// The user of the platform this is, if known.
    pub platform_user_id: Option<String>,
    /// Last sign-in to the platform.
    pub last_platform_login: Option<DateTime<Utc>>,
    /// Last touchpoint staff had with this one.
    pub last_csm_contact: Option<DateTime<Utc>>,
    /// How engaged on the platform, from sign-ins of the linked user (M028).
    pub engagement_status: EngagementStatus,
    /// What else is worth knowing.
    pub notes: Option<String>,
    /// Whether still there.
    pub is_active: bool,
    /// Day this one left the company; the history stays.
    pub left_company_at: Option<NaiveDate>,
    /// Version; the `ETag` is made of it.
    pub version: i32,
    /// When the contact was added.
    pub created_at: DateTime<Utc>,
    /// When someone last changed it.
    pub updated_at: DateTime<Utc>,
}

/// The contacts of a client, and how well the relationship is staffed on their side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactList {
    /// The contacts of this page: key people first, those who left last.
    pub data: Vec<Contact>,
    /// Where this page lies in the list.
    pub pagination: Pagination,
    /// The roles a relationship needs, each with whether it is covered.
    pub role_coverage: Vec<RoleCoverage>,
    /// Days within which a contact must have signed in or been talked to, to cover a role.
    pub engaged_days: i64,
}

/// One role a relationship needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleCoverage {
    /// The role.
    pub role: ContactRole,
    /// Whether a contact of this role is there and was engaged of late.
    pub is_covered: bool,
    /// Those of this role who have not left.
    pub contacts: Vec<ContactName>,
}

/// A contact, in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactName {
    /// Id.
    pub id: ContactId,
    /// Name; null when the contact was removed.
    pub name: Option<String>,
}

/// A contact to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// Name, at most 200 characters.
    pub name: String,
    /// E-mail address, at most 254 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number, at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Job title, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the contact is to the relationship.
    pub role: ContactRole,
    /// Whether to turn to this one first.
    #[serde(default)]
    pub is_primary: bool,
    /// Whether bills go here.
    #[serde(default)]
    pub is_billing: bool,
    /// Whether technical questions go here.
    #[serde(default)]
    pub is_technical: bool,
    /// Whether losing this one would hurt.
    #[serde(default)]
    pub is_key: bool,
    /// The user of the platform this is, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform_user_id: Option<String>,
    /// What else is worth knowing, at most 2000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Day this one left the company, not in the future.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_company_at: Option<NaiveDate>,
}

/// What of a contact to change. A field that is left out stays; null clears it where that makes sense.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateContact {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Option<Option<String>>,
    /// Phone number.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Option<String>>,
    /// Job title.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub title: Option<Option<String>>,
    /// What the contact is to the relationship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<ContactRole>,
    /// Whether to turn to this one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_primary: Option<bool>,
    /// Whether bills go here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_billing: Option<bool>,
    /// Whether technical questions go here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_technical: Option<bool>,
    /// Whether losing this one would hurt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_key: Option<bool>,
    /// The user of the platform this is.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub platform_user_id: Option<Option<String>>,
    /// What else is worth knowing.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub notes: Option<Option<String>>,
    /// Day this one left the company; null when it turns out not to be so.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub left_company_at: Option<Option<NaiveDate>>,
}
