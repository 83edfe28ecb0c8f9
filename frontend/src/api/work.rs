use api_types::{
    activities::{Activity, NewActivity, UpdateActivity},
    contacts::{Contact, ContactList, NewContact, UpdateContact},
    notes::{Colleagues, NewNote, Note, UpdateNote},
    page::{Page, Stretch},
    timeline::TimelineEntry,
};
use domain::{ActivityId, ClientId, ContactId, NoteId};

use super::{Answer, Client, Question, Tagged};

/// The tag of a version, for what came with a list.
pub fn etag(version: i32) -> String {
    format!("\"v{version}\"")
}

impl Client {
    pub fn client_contacts(self, id: ClientId) -> Question<ContactList> {
        self.get(format!("/clients/{id}/contacts?limit=200"))
    }

    pub async fn contact(self, id: ContactId) -> Answer<Tagged<Contact>> {
        self.get_tagged(&format!("/contacts/{id}")).await
    }

    pub async fn create_contact(self, client: ClientId, new: &NewContact) -> Answer<Contact> {
        self.create(&format!("/clients/{client}/contacts"), new).await
    }

    pub async fn update_contact(self, id: ContactId, change: &UpdateContact, version: i32) -> Answer<Tagged<Contact>> {
        self.put(&format!("/contacts/{id}"), change, &etag(version)).await
    }

    pub async fn delete_contact(self, id: ContactId) -> Answer<()> {
        self.delete(&format!("/contacts/{id}")).await
    }

    pub async fn activity(self, id: ActivityId) -> Answer<Tagged<Activity>> {
        self.get_tagged(&format!("/activities/{id}")).await
    }

    pub async fn log_activity(self, client: ClientId, new: &NewActivity) -> Answer<Activity> {
        self.create(&format!("/clients/{client}/activities"), new).await
    }

    pub async fn update_activity(
        self,
        id: ActivityId,
        change: &UpdateActivity,
        version: i32,
    ) -> Answer<Tagged<Activity>> {
        self.put(&format!("/activities/{id}"), change, &etag(version)).await
    }

    pub fn follow_ups(self, search: &str) -> Question<Page<Activity>> {
        self.get(format!("/follow-ups?{search}"))
    }

    pub fn client_notes(self, id: ClientId, search: &str) -> Question<Page<Note>> {
        self.get(format!("/clients/{id}/notes?{search}"))
    }

    /// Whom a note about a client can tell.
    pub fn colleagues(self, id: ClientId) -> Question<Colleagues> {
        self.get(format!("/clients/{id}/colleagues"))
    }

    pub fn one_note(self, id: NoteId) -> Question<Note> {
        self.get(format!("/notes/{id}"))
    }

    pub async fn note(self, id: NoteId) -> Answer<Tagged<Note>> {
        self.get_tagged(&format!("/notes/{id}")).await
    }

    pub async fn create_note(self, client: ClientId, new: &NewNote) -> Answer<Note> {
        self.create(&format!("/clients/{client}/notes"), new).await
    }

    pub async fn update_note(self, id: NoteId, change: &UpdateNote, version: i32) -> Answer<Tagged<Note>> {
        self.put(&format!("/notes/{id}"), change, &etag(version)).await
    }

    pub async fn delete_note(self, id: NoteId) -> Answer<()> {
        self.delete(&format!("/notes/{id}")).await
    }

    pub fn client_timeline(self, id: ClientId, search: &str) -> Question<Stretch<TimelineEntry>> {
        self.get(format!("/clients/{id}/timeline?{search}"))
    }

    /// The timeline as the text of a CSV file.
    pub async fn client_timeline_file(self, id: ClientId, search: &str) -> Answer<String> {
        self.text(&format!("/clients/{id}/timeline.csv?{search}")).await
    }
}
