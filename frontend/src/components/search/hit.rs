use api_types::search::{ClientHit, ContactHit, NoteHit, SearchAnswer, TextPart};
use domain::{client::LifecycleStatus, health::HealthStatus, search::SearchKind};

use crate::{routes, words::Words};

/// Something that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: SearchKind,
    pub title: Vec<TextPart>,
    /// What else tells it from its like.
    pub detail: Vec<TextPart>,
    pub health: Option<HealthStatus>,
    /// What one must know before opening it.
    pub mark: Option<&'static str>,
    pub href: String,
}

impl Hit {
    /// The picture of its kind.
    pub fn icon(&self) -> &'static str {
        match self.kind {
            SearchKind::Client => "building-2",
            SearchKind::Contact => "user-round",
            SearchKind::Note => "sticky-note",
        }
    }
}

/// Everything of an answer in the order in which it is shown.
pub fn hits(answer: &SearchAnswer) -> Vec<Hit> {
    let clients = answer.clients.iter().flat_map(|group| &group.data).map(client);
    let contacts = answer.contacts.iter().flat_map(|group| &group.data).map(contact);
    let notes = answer.notes.iter().flat_map(|group| &group.data).map(note);
    clients.chain(contacts).chain(notes).collect()
}

/// Whether there is more of a kind than is shown.
pub fn has_more(answer: &SearchAnswer, kind: SearchKind) -> bool {
    match kind {
        SearchKind::Client => answer.clients.as_ref().is_some_and(|group| group.has_more),
        SearchKind::Contact => answer.contacts.as_ref().is_some_and(|group| group.has_more),
        SearchKind::Note => answer.notes.as_ref().is_some_and(|group| group.has_more),
    }
}

fn client(hit: &ClientHit) -> Hit {
    Hit {
        kind: SearchKind::Client,
        title: hit.name_parts.clone(),
        detail: hit.csm.iter().map(|csm| plain(&csm.name)).collect(),
        health: hit.health_status,
        mark: (hit.lifecycle_status == LifecycleStatus::Churned).then_some("Left us"),
        href: routes::client(hit.id),
    }
}

fn contact(hit: &ContactHit) -> Hit {
    let about = hit.title.clone().unwrap_or_else(|| hit.role.words().to_owned());
    let mut detail = hit.email_parts.clone().unwrap_or_default();
    if !detail.is_empty() {
        detail.push(plain(" · "));
    }
    detail.push(plain(&format!("{about} · {}", hit.client.name)));
    Hit {
        kind: SearchKind::Contact,
        title: hit.name_parts.clone(),
        detail,
        health: None,
        mark: (!hit.is_active).then_some("No longer there"),
        href: routes::contact(hit.client.id, hit.id),
    }
}

fn note(hit: &NoteHit) -> Hit {
    let title = hit.title_parts.clone().unwrap_or_else(|| vec![plain("Note")]);
    let about = plain(&format!(" · {}", hit.client.name));
    Hit {
        kind: SearchKind::Note,
        title: title.into_iter().chain([about]).collect(),
        detail: hit.snippet.clone(),
        health: None,
        mark: hit.is_private.then_some("Private"),
        href: routes::note(hit.client.id, hit.id),
    }
}

fn plain(text: &str) -> TextPart {
    TextPart { text: text.to_owned(), is_match: false }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn name(hit: &Hit) -> String {
        hit.title.iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn what_was_found_comes_in_its_order_with_its_address() {
        let id = "01931b6e-0000-7000-8000-000000000001";
        let part = json!([{"text": "Acme", "is_match": true}]);
        let answer: SearchAnswer = serde_json::from_value(json!({
            "q": "acme",
            "clients": {"data": [{"id": id, "name": "Acme", "name_parts": part, "closeness": "EXACT", "lifecycle_status": "CHURNED"}],
                        "has_more": true},
            "contacts": {"data": [{"id": id, "client": {"id": id, "name": "Acme"}, "name": "Sarah", "name_parts": part,
                                   "closeness": "SIMILAR", "role": "CHAMPION", "is_active": true}], "has_more": false},
            "notes": {"data": [{"id": id, "client": {"id": id, "name": "Acme"}, "snippet": part, "note_type": "RISK",
                                "is_private": true, "created_by": {"id": id, "name": "Maya"}, "created_at": "2026-02-01T10:00:00Z"}],
                      "has_more": false}
        }))
        .expect("an answer");
        let hits = hits(&answer);
        let shown: Vec<(String, Option<&str>, &str)> =
            hits.iter().map(|hit| (name(hit), hit.mark, hit.href.as_str())).collect();
        assert_eq!(shown[0], ("Acme".to_owned(), Some("Left us"), format!("/clients/{id}").as_str()));
        assert_eq!(shown[1].2, format!("/clients/{id}/contacts?contact={id}"));
        assert_eq!(
            shown[2],
            ("Note · Acme".to_owned(), Some("Private"), format!("/clients/{id}/notes?note={id}").as_str())
        );
        assert!(has_more(&answer, SearchKind::Client) && !has_more(&answer, SearchKind::Note));
    }
}
