use super::field::{Entity, KeyRule, Kind, MANY, default, optional, required};

pub(super) const FEATURES: Entity = Entity {
    name: "features",
    fields: &[
        required("feature_key", Kind::Text),
        required("name", Kind::Text),
        required("module_key", Kind::Text),
        required("module_name", Kind::Text),
        optional("expected_usage", Kind::PositiveMoney),
        default("expected_window_days", Kind::Positive(730), "30"),
        default("usage_unit", Kind::Text, "uses"),
    ],
    key: KeyRule::Fields(&["feature_key"]),
    of_client: false,
    orders: &[],
    happened: None,
};

pub(super) const FEATURE_LICENSES: Entity = Entity {
    name: "feature_licenses",
    fields: &[
        required("client", Kind::Reference),
        required("feature_key", Kind::Text),
        default("is_licensed", Kind::Boolean, "true"),
        optional("licensed_at", Kind::Date),
        default("is_configured", Kind::Boolean, "false"),
        optional("configured_at", Kind::Date),
    ],
    key: KeyRule::Fields(&["client", "feature_key"]),
    of_client: true,
    orders: &[],
    happened: None,
};

pub(super) const FEATURE_USAGE: Entity = Entity {
    name: "feature_usage",
    fields: &[
        optional("external_id", Kind::Text),
        optional("client", Kind::Reference),
        optional("subscription", Kind::Reference),
        required("date", Kind::PastDate),
        required("feature_key", Kind::Text),
        required("count", Kind::Count(MANY)),
        default("seconds", Kind::Count(MANY), "0"),
        default("errors", Kind::Count(MANY), "0"),
    ],
    key: KeyRule::IdOrContent,
    of_client: true,
    orders: &[],
    happened: Some("date"),
};

pub(super) const USER_USAGE: Entity = Entity {
    name: "user_usage",
    fields: &[
        required("client", Kind::Reference),
        required("date", Kind::PastDate),
        required("user_id", Kind::Text),
        optional("role", Kind::Text),
        default("sessions", Kind::Count(MANY), "0"),
        default("session_seconds", Kind::Count(MANY), "0"),
        default("actions", Kind::Count(MANY), "0"),
        default("logins", Kind::Count(MANY), "0"),
        optional("login_hours", Kind::Hours),
        default("features_used", Kind::List, ""),
        default("modules_used", Kind::List, ""),
        optional("quantity", Kind::Money),
    ],
    key: KeyRule::Fields(&["client", "date", "user_id"]),
    of_client: true,
    orders: &[],
    happened: Some("date"),
};

pub(super) const CLIENT_USAGE: Entity = Entity {
    name: "client_usage",
    fields: &[
        required("client", Kind::Reference),
        required("date", Kind::PastDate),
        required("daily_active_users", Kind::Count(MANY)),
        default("weekly_active_users", Kind::Count(MANY), "0"),
        default("monthly_active_users", Kind::Count(MANY), "0"),
        default("total_users", Kind::Count(MANY), "0"),
        default("new_users", Kind::Count(MANY), "0"),
        default("total_sessions", Kind::Count(MANY), "0"),
        default("session_seconds", Kind::Count(i64::MAX), "0"),
        default("total_actions", Kind::Count(MANY), "0"),
        default("total_logins", Kind::Count(MANY), "0"),
        default("cases_created", Kind::Count(MANY), "0"),
        default("cases_closed", Kind::Count(MANY), "0"),
        default("reports_run", Kind::Count(MANY), "0"),
        default("disclosures_submitted", Kind::Count(MANY), "0"),
        default("policies_viewed", Kind::Count(MANY), "0"),
        default("chatbot_conversations", Kind::Count(MANY), "0"),
        optional("logins_by_hour", Kind::Hours),
    ],
    key: KeyRule::Fields(&["client", "date"]),
    of_client: true,
    orders: &[],
    happened: Some("date"),
};

pub(super) const OUTCOMES: Entity = Entity {
    name: "outcomes",
    fields: &[
        required("client", Kind::Reference),
        required("date", Kind::PastDate),
        required("metric_key", Kind::Text),
        required("actual", Kind::Money),
        required("target", Kind::Money),
    ],
    key: KeyRule::Fields(&["client", "date", "metric_key"]),
    of_client: true,
    orders: &[],
    happened: Some("date"),
};
