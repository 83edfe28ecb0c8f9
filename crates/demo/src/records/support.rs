use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::record;

record! {
    /// A support ticket.
    TicketRow in "support_ticket" {
        client_id: Uuid,
        id: Uuid,
        external_id: String,
        subject: &'static str,
        severity: &'static str,
        created_at: DateTime<Utc>,
        first_response_at: Option<DateTime<Utc>>,
        resolved_at: Option<DateTime<Utc>>,
        sla_due_at: DateTime<Utc>,
        escalated_at: Option<DateTime<Utc>>,
        sentiment: Decimal,
        tags: Vec<&'static str>,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// An answer to a survey.
    SurveyRow in "survey_response" {
        client_id: Uuid,
        id: Uuid,
        contact_id: Option<Uuid>,
        respondent_key: Option<String>,
        kind: &'static str,
        score: i32,
        max_score: i32,
        comment: Option<&'static str>,
        responded_at: DateTime<Utc>,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// What a client reached of what it wanted to reach.
    OutcomeRow in "client_outcome" {
        client_id: Uuid,
        date: NaiveDate,
        metric_key: &'static str,
        actual: i32,
        target: i32,
    }
}
