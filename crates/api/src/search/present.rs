use api_types::{
    audit::ClientName,
    search::{ClientHit, ContactHit, NoteHit, TextPart},
    users::UserName,
};
use domain::{
    ClientId, ContactId, NoteId, StaffId,
    search::{Closeness, Part, Typed},
};
use store::{
    parse_column,
    search::{FoundClient, FoundContact, FoundNote},
};

use crate::{ApiResult, clients::user_name};

/// A client as the wire shows it.
pub(super) fn client(typed: &Typed, closeness: Closeness, row: FoundClient) -> ApiResult<ClientHit> {
    let is_by_id = row.external_id.as_deref() == Some(typed.text());
    let health_status = row.health_status.map(|word| parse_column("client", "health_status", &word)).transpose()?;
    Ok(ClientHit {
        id: ClientId(row.id),
        external_id: row.external_id,
        name_parts: if is_by_id { unmarked(&row.name) } else { wire(typed.mark_name(&row.name)) },
        name: row.name,
        closeness,
        lifecycle_status: parse_column("client", "lifecycle_status", &row.lifecycle_status)?,
        health_status,
        csm: user_name(row.csm_user_id, row.csm_name),
    })
}

/// A contact as the wire shows it.
pub(super) fn contact(typed: &Typed, closeness: Closeness, row: FoundContact) -> ApiResult<ContactHit> {
    Ok(ContactHit {
        id: ContactId(row.id),
        client: ClientName { id: ClientId(row.client_id), name: row.client_name },
        name_parts: wire(typed.mark_name(&row.name)),
        name: row.name,
        closeness,
        email: row.email,
        email_parts: None,
        title: row.title,
        role: parse_column("client_contact", "role", &row.role)?,
        is_active: row.is_active && row.left_company_at.is_none(),
    })
}

/// A contact that was found by its address.
pub(super) fn contact_by_email(typed: &Typed, row: FoundContact) -> ApiResult<ContactHit> {
    let letters = typed.text().chars().count();
    let email = row.email.clone().unwrap_or_default();
    let end = email.char_indices().nth(letters).map_or(email.len(), |(at, _)| at);
    let closeness = if end == email.len() { Closeness::Exact } else { Closeness::Beginning };
    let pieces = [(&email[..end], true), (&email[end..], false)].into_iter().filter(|(text, _)| !text.is_empty());
    let email_parts = pieces.map(|(text, is_match)| TextPart { text: text.to_owned(), is_match }).collect();
    Ok(ContactHit {
        name_parts: unmarked(&row.name),
        email_parts: Some(email_parts),
        ..contact(typed, closeness, row)?
    })
}

/// A note as the wire shows it.
pub(super) fn note(typed: &Typed, row: FoundNote) -> ApiResult<NoteHit> {
    Ok(NoteHit {
        id: NoteId(row.id),
        client: ClientName { id: ClientId(row.client_id), name: row.client_name },
        title_parts: row.title.as_deref().map(|title| wire(typed.mark_text(title))),
        title: row.title,
        snippet: wire(typed.snippet(&row.content)),
        note_type: parse_column("client_note", "note_type", &row.note_type)?,
        is_private: row.is_private,
        created_by: UserName { id: StaffId(row.created_by_id), name: row.created_by_name },
        created_at: row.created_at,
    })
}

fn unmarked(text: &str) -> Vec<TextPart> {
    vec![TextPart { text: text.to_owned(), is_match: false }]
}

fn wire(parts: Vec<Part>) -> Vec<TextPart> {
    parts.into_iter().map(|part| TextPart { text: part.text, is_match: part.is_match }).collect()
}
