use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::record;

record! {
    /// What all users of a client did on one day.
    UsageRow in "client_usage_metric" {
        client_id: Uuid,
        date: NaiveDate,
        daily_active_users: i32,
        weekly_active_users: i32,
        monthly_active_users: i32,
        total_users: i32,
        new_users: i32,
        total_sessions: i32,
        session_seconds: i64,
        total_actions: i32,
        total_logins: i32,
        cases_created: i32,
        cases_closed: i32,
        reports_run: i32,
        disclosures_submitted: i32,
        policies_viewed: i32,
        chatbot_conversations: i32,
        logins_by_hour: [i16; 24],
        computed_at: DateTime<Utc>,
    }
}

record! {
    /// What one user did on one day.
    UserDayRow in "usage_user_daily" {
        client_id: Uuid,
        date: NaiveDate,
        user_id: String,
        role: &'static str,
        sessions: i32,
        session_seconds: i32,
        actions: i32,
        logins: i32,
        login_hours: [i16; 24],
        features_used: Vec<&'static str>,
        modules_used: Vec<&'static str>,
    }
}

record! {
    /// The use of one feature on one day.
    FeatureDayRow in "feature_usage_daily" {
        client_id: Uuid,
        date: NaiveDate,
        feature_key: &'static str,
        count: i32,
        seconds: i32,
        errors: i32,
    }
}

record! {
    /// How a client has a feature, and uses it.
    AdoptionRow in "client_feature_adoption" {
        client_id: Uuid,
        feature_key: &'static str,
        is_licensed: bool,
        licensed_at: Option<NaiveDate>,
        is_configured: bool,
        configured_at: Option<NaiveDate>,
        adoption_status: &'static str,
        last_used_at: Option<NaiveDate>,
        usage_30_days: i64,
        usage_prev_30_days: i64,
        usage_in_window: i64,
        usage_trend: &'static str,
        expected_usage: Option<Decimal>,
        expected_window_days: i32,
    }
}
