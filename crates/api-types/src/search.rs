use chrono::{DateTime, Utc};
use domain::{
    ClientId, ContactId, NoteId,
    client::{ContactRole, LifecycleStatus},
    health::HealthStatus,
    search::Closeness,
    work::NoteType,
};
use serde::{Deserialize, Serialize};

use crate::{audit::ClientName, users::UserName};

/// What was found within your scope, by kind. A kind that was not asked for is null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchAnswer {
    /// What was looked for.
    pub q: String,
    /// Clients, by name or id in another system, the closest first.
    pub clients: Option<SearchGroup<ClientHit>>,
    /// Contacts, by name or address, the closest first.
    pub contacts: Option<SearchGroup<ContactHit>>,
    /// Notes, by the words in them, the newest first.
    pub notes: Option<SearchGroup<NoteHit>>,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchGroup<T> {
    /// The best of it.
    pub data: Vec<T>,
    /// Whether there is more than is shown.
    pub has_more: bool,
}

/// A piece of a text, as plain text. All pieces of a list, one after the other, are the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextPart {
    /// The piece.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_match: bool,
}

/// A client that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientHit {
    /// Id.
    pub id: ClientId,
    /// Id in the system the client came from.
    pub external_id: Option<String>,
    /// Name.
    pub name: String,
    /// The name in pieces.
    pub name_parts: Vec<TextPart>,
    /// How closely the name is what was looked for.
    pub closeness: Closeness,
    /// Where the client stands in its life with us.
    pub lifecycle_status: LifecycleStatus,
    /// Band of its health; null without a score.
    pub health_status: Option<HealthStatus>,
    /// Its client success manager.
    pub csm: Option<UserName>,
}

/// A contact that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactHit {
    /// Id.
    pub id: ContactId,
    /// Whose contact it is.
    pub client: ClientName,
    /// Name.
    pub name: String,
    /// The name in pieces.
    pub name_parts: Vec<TextPart>,
    /// How closely the name, or the address, is what was looked for.
    pub closeness: Closeness,
    /// E-mail address.
    pub email: Option<String>,
    /// The address in pieces, where it was found by it.
    pub email_parts: Option<Vec<TextPart>>,
    /// Job title.
    pub title: Option<String>,
    /// What the contact is to the relationship.
    pub role: ContactRole,
    /// Whether still there.
    pub is_active: bool,
}

/// A note that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteHit {
    /// Id.
    pub id: NoteId,
    /// The client it is about.
    pub client: ClientName,
    /// Title.
    pub title: Option<String>,
    /// The title in pieces.
    pub title_parts: Option<Vec<TextPart>>,
    /// The text around what was found, on one line, in pieces.
    pub snippet: Vec<TextPart>,
    /// What it is about.
    pub note_type: NoteType,
    /// Whether only you see it.
    pub is_private: bool,
    /// Author.
    pub created_by: UserName,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}
