use chrono::{DateTime, Utc};
use domain::{ClientId, NoteId, StaffId, work::NoteType};
use serde::{Deserialize, Serialize};

use crate::{notifications::NoteMention, present, users::UserName};

/// What someone wrote down about a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Id.
    pub id: NoteId,
    /// Client.
    pub client_id: ClientId,
    /// Title.
    pub title: Option<String>,
    /// Text.
    pub content: String,
    /// What it is about.
    pub note_type: NoteType,
    /// Whether only its author sees it.
    pub is_private: bool,
    /// Author.
    pub created_by: UserName,
    /// Whom it names with `@`, and whether they were told; only the author sees it.
    pub mentions: Vec<NoteMention>,
    /// Version; the `ETag` is made of it.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A note to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Title, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Text, at most 20000 characters. `@` and a name or address tells a colleague who may open the client.
    pub content: String,
    /// What it is about; `GENERAL` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_type: Option<NoteType>,
    /// Whether only you see it.
    #[serde(default)]
    pub is_private: bool,
}

/// What of a note to change. A field that is left out stays; null clears the title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateNote {
    /// Title.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub title: Option<Option<String>>,
    /// Text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_type: Option<NoteType>,
    /// Whether only you see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_private: Option<bool>,
}

/// Whom a note about a client can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleagues {
    /// The others who may open the client, by name.
    pub data: Vec<Colleague>,
}

/// Someone who can be named in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Id.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// The name in small letters without accents, to be found by what is typed.
    pub folded: String,
    /// What names exactly this person behind an `@`: the name, or the address where two have the same name.
    pub mention: String,
}
