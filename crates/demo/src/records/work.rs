use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::record;

record! {
    /// What staff wrote down about a client.
    NoteRow in "client_note" {
        client_id: Uuid,
        id: Uuid,
        title: &'static str,
        content: &'static str,
        note_type: &'static str,
        is_private: bool,
        created_by_id: Uuid,
        created_at: DateTime<Utc>,
    }
}

record! {
    /// What staff did with a client.
    ActivityRow in "client_activity" {
        client_id: Uuid,
        id: Uuid,
        occurred_at: DateTime<Utc>,
        activity_type: &'static str,
        subject: &'static str,
        description: Option<&'static str>,
        performed_by_id: Uuid,
        client_contacts: Vec<Uuid>,
        duration_minutes: Option<i32>,
        outcome: Option<&'static str>,
        follow_up_required: bool,
        follow_up_date: Option<NaiveDate>,
        follow_up_completed: bool,
        follow_up_completed_at: Option<DateTime<Utc>>,
        created_at: DateTime<Utc>,
    }
}
