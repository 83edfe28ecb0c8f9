use domain::{
    client::ArrSource,
    revenue::{ForecastCategory, OpportunityOutcome, OpportunityType},
};

use super::field::{Entity, KeyRule, Kind, Order, always, default, optional, required};

const ORDER_TYPES: &[&str] = &["NEW", "RENEWAL", "EXPANSION", "ONE_TIME"];

pub(super) const SUBSCRIPTIONS: Entity = Entity {
    name: "subscriptions",
    fields: &[
        required("external_id", Kind::Text),
        required("client", Kind::Reference),
        required("status", Kind::Word(&["trialing", "active", "past_due", "unpaid", "paused", "canceled"])),
        default("currency", Kind::Currency, "USD"),
        default("quantity", Kind::Money, "1"),
        required("unit_amount", Kind::Money),
        default("discount_pct", Kind::Number(0, 100), "0"),
        optional("discount_ends_at", Kind::Date),
        default("interval", Kind::Word(&["day", "week", "month", "quarter", "year"]), "month"),
        default("interval_count", Kind::Positive(120), "1"),
        required("started_at", Kind::Date),
        optional("trial_start", Kind::Date),
        optional("trial_end", Kind::Date),
        optional("first_paid_at", Kind::Date),
        optional("current_period_start", Kind::Date),
        optional("current_period_end", Kind::Date),
        default("auto_renew", Kind::Boolean, "true"),
        optional("cancel_at", Kind::Date),
        optional("canceled_at", Kind::Date),
        optional("ended_at", Kind::Date),
    ],
    key: KeyRule::Fields(&["external_id"]),
    of_client: true,
    orders: &[
        Order { earlier: "started_at", later: "ended_at" },
        Order { earlier: "trial_start", later: "trial_end" },
        Order { earlier: "current_period_start", later: "current_period_end" },
    ],
    happened: None,
};

pub(super) const ARR_HISTORY: Entity = Entity {
    name: "arr_history",
    fields: &[
        required("client", Kind::Reference),
        required("valid_from", Kind::Date),
        required("arr_native", Kind::Money),
        required("currency", Kind::Currency),
        always("source", Kind::Word(ArrSource::NAMES), "MANUAL"),
    ],
    key: KeyRule::Fields(&["client", "valid_from"]),
    of_client: true,
    orders: &[],
    happened: None,
};

pub(super) const INVOICES: Entity = Entity {
    name: "invoices",
    fields: &[
        required("external_id", Kind::Text),
        optional("client", Kind::Reference),
        optional("subscription", Kind::Reference),
        required("amount", Kind::Money),
        default("tax", Kind::Money, "0"),
        required("currency", Kind::Currency),
        required("issued_at", Kind::Date),
        required("due_at", Kind::Date),
        optional("paid_at", Kind::PastDate),
        required("status", Kind::Word(&["OPEN", "PAID", "VOID", "UNCOLLECTIBLE"])),
        default("order_type", Kind::Word(ORDER_TYPES), "RENEWAL"),
    ],
    key: KeyRule::Fields(&["external_id"]),
    of_client: true,
    orders: &[Order { earlier: "issued_at", later: "due_at" }],
    happened: Some("issued_at"),
};

pub(super) const PAYMENTS: Entity = Entity {
    name: "payments",
    fields: &[
        optional("external_id", Kind::Text),
        optional("client", Kind::Reference),
        optional("subscription", Kind::Reference),
        optional("invoice", Kind::Reference),
        required("amount", Kind::Money),
        default("tax", Kind::Money, "0"),
        default("refunded_amount", Kind::Money, "0"),
        required("currency", Kind::Currency),
        optional("paid_at", Kind::PastInstant),
        optional("failed_at", Kind::PastInstant),
        required("status", Kind::Word(&["SUCCEEDED", "FAILED", "REFUNDED", "PENDING"])),
        default("order_type", Kind::Word(ORDER_TYPES), "RENEWAL"),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[],
    happened: Some("paid_at"),
};

pub(super) const OPPORTUNITIES: Entity = Entity {
    name: "opportunities",
    fields: &[
        optional("external_id", Kind::Text),
        required("client", Kind::Reference),
        required("type", Kind::Word(OpportunityType::NAMES)),
        optional("name", Kind::Text),
        default("stage", Kind::Word(&["IDENTIFIED", "QUALIFIED", "PROPOSAL", "NEGOTIATION"]), "IDENTIFIED"),
        default("forecast_category", Kind::Word(ForecastCategory::NAMES), "PIPELINE"),
        optional("amount_due", Kind::Money),
        optional("amount", Kind::Money),
        default("currency", Kind::Currency, "USD"),
        optional("probability", Kind::Number(0, 1)),
        optional("due_date", Kind::Date),
        optional("expected_close", Kind::Date),
        required("opened_at", Kind::Date),
        optional("closed_at", Kind::Date),
        optional("outcome", Kind::Word(OpportunityOutcome::NAMES)),
        optional("notice_given_at", Kind::Date),
        optional("owner", Kind::Reference),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[Order { earlier: "opened_at", later: "closed_at" }],
    happened: None,
};

pub(super) const CHURN_EVENTS: Entity = Entity {
    name: "churn_events",
    fields: &[
        optional("external_id", Kind::Text),
        required("client", Kind::Reference),
        required("churned_on", Kind::Date),
        optional("reason", Kind::Text),
        optional("feedback", Kind::Text),
        optional("refund_amount", Kind::Money),
        default("is_reactivation", Kind::Boolean, "false"),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[],
    happened: Some("churned_on"),
};
