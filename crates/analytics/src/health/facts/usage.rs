use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What all users of a client did on one day (`client_usage_metric`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageDay {
    /// The local date.
    pub date: NaiveDate,
    /// Distinct users with at least one action.
    pub active_users: i32,
    /// Distinct active users in the seven days that end here.
    pub weekly_active_users: i32,
    /// Distinct active users in the thirty days that end here.
    pub monthly_active_users: i32,
    /// Sessions.
    pub sessions: i32,
    /// Logins.
    pub logins: i32,
    /// Actions.
    pub actions: i32,
}

/// One feature, and how much the client used it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureFacts {
    /// The key of the catalogue.
    pub feature_key: String,
    /// Whether the contract includes it.
    pub is_licensed: bool,
    /// Since when it is licensed; none means always.
    pub licensed_on: Option<NaiveDate>,
    /// Whether it was set up.
    pub is_configured: bool,
    /// Since when it is set up; none means always.
    pub configured_on: Option<NaiveDate>,
    /// Expected use within the window, resolved client, then tier, then feature. None: any use is adoption.
    pub expected_usage: Option<Decimal>,
    /// The days `expected_usage` is measured over.
    pub window_days: i32,
    /// Uses per date; a date may appear more than once.
    pub uses: Vec<(NaiveDate, i64)>,
}
