use domain::work::{ActivityOutcome, ActivityType, SurveyKind, TicketSeverity};

use super::field::{Entity, KeyRule, Kind, Order, default, optional, required};

pub(super) const TICKETS: Entity = Entity {
    name: "tickets",
    fields: &[
        optional("external_id", Kind::Text),
        required("client", Kind::Reference),
        optional("subject", Kind::Text),
        required("severity", Kind::Word(TicketSeverity::NAMES)),
        required("created_at", Kind::PastInstant),
        optional("first_response_at", Kind::Instant),
        optional("resolved_at", Kind::Instant),
        optional("reopened_at", Kind::Instant),
        optional("sla_due_at", Kind::Instant),
        optional("escalated_at", Kind::Instant),
        optional("sentiment", Kind::Number(-1, 1)),
        default("tags", Kind::List, ""),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[
        Order { earlier: "created_at", later: "first_response_at" },
        Order { earlier: "created_at", later: "resolved_at" },
    ],
    happened: Some("created_at"),
};

pub(super) const SURVEYS: Entity = Entity {
    name: "surveys",
    fields: &[
        optional("external_id", Kind::Text),
        required("client", Kind::Reference),
        optional("contact", Kind::Reference),
        optional("respondent_key", Kind::Text),
        required("kind", Kind::Word(SurveyKind::NAMES)),
        required("score", Kind::Number(0, 1000)),
        required("max_score", Kind::Number(1, 1000)),
        optional("comment", Kind::Text),
        required("responded_at", Kind::PastInstant),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[],
    happened: Some("responded_at"),
};

pub(super) const ACTIVITIES: Entity = Entity {
    name: "activities",
    fields: &[
        optional("external_id", Kind::Text),
        required("client", Kind::Reference),
        required("occurred_at", Kind::Instant),
        required("activity_type", Kind::Word(ActivityType::NAMES)),
        required("subject", Kind::Text),
        optional("description", Kind::Text),
        optional("performed_by", Kind::Reference),
        optional("duration_minutes", Kind::Count(100_000)),
        optional("outcome", Kind::Word(ActivityOutcome::NAMES)),
        optional("outcome_notes", Kind::Text),
        default("follow_up_required", Kind::Boolean, "false"),
        optional("follow_up_date", Kind::Date),
        default("follow_up_completed", Kind::Boolean, "false"),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[],
    happened: Some("occurred_at"),
};
