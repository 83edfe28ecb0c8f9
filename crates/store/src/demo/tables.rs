use crate::{Error, Result};

/// A table of the demo portfolio: what identifies a row, and which columns later days may change. What people edit is
/// not among them.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) changes: &'static [&'static str],
}

const fn table(name: &'static str, key: &'static [&'static str], changes: &'static [&'static str]) -> Table {
    Table { name, key, changes }
}

/// Tables others refer to come first.
pub(super) const TABLES: [Table; 19] = [
    table(
        "client",
        &["id"],
        &[
            "contract_tier",
            "contract_end_date",
            "go_live_date",
            "next_renewal_date",
            "first_value_date",
            "licensed_user_count",
            "lifecycle_status",
            "churned_at",
            "churn_reason",
            "last_activity_at",
            "last_csm_contact_at",
        ],
    ),
    table("contract_history", &["client_id", "valid_from"], &["valid_to"]),
    table("csm_assignment", &["client_id", "role", "valid_from"], &["valid_to"]),
    table("client_arr_history", &["client_id", "valid_from"], &[]),
    table(
        "client_contact",
        &["client_id", "id"],
        &[
            "platform_user_id",
            "last_platform_login",
            "last_csm_contact",
            "engagement_status",
            "is_primary",
            "is_active",
            "left_company_at",
        ],
    ),
    table(
        "client_feature_adoption",
        &["client_id", "feature_key"],
        &[
            "is_configured",
            "configured_at",
            "adoption_status",
            "last_used_at",
            "usage_30_days",
            "usage_prev_30_days",
            "usage_in_window",
            "usage_trend",
        ],
    ),
    table(
        "subscription",
        &["client_id", "id"],
        &[
            "plan_id",
            "status",
            "quantity",
            "unit_amount",
            "first_paid_at",
            "current_period_start",
            "current_period_end",
            "cancel_at",
            "canceled_at",
            "ended_at",
        ],
    ),
    table("churn_event", &["client_id", "id"], &[]),
    table("invoice", &["client_id", "id"], &["paid_at", "status"]),
    table("payment", &["client_id", "id"], &[]),
    table(
        "opportunity",
        &["client_id", "id"],
        &["stage", "forecast_category", "amount", "probability", "closed_at", "outcome", "notice_given_at"],
    ),
    table("support_ticket", &["client_id", "id"], &["first_response_at", "resolved_at", "escalated_at"]),
    table("survey_response", &["client_id", "id"], &[]),
    table("client_outcome", &["client_id", "date", "metric_key"], &[]),
    table("client_activity", &["client_id", "occurred_at", "id"], &["follow_up_completed", "follow_up_completed_at"]),
    table("client_note", &["client_id", "id"], &[]),
    table("client_usage_metric", &["client_id", "date"], &[]),
    table("feature_usage_daily", &["client_id", "date", "feature_key", "source_key"], &[]),
    table("usage_user_daily", &["client_id", "date", "user_id"], &[]),
];

/// The table of that name. Names go into statements, so only these do.
pub(super) fn known(name: &str) -> Result<&'static Table> {
    TABLES.iter().find(|table| table.name == name).ok_or_else(|| Error::Inconsistent {
        table: "demo_portfolio",
        column: "table",
        value: name.to_owned(),
    })
}
