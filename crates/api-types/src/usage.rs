use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, ContactId, NullReason,
    client::{ContactRole, EngagementStatus},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How a client uses the platform: everything its usage page shows, in one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientUsage {
    /// The client.
    pub client_id: ClientId,
    /// The last complete day; every figure describes its end.
    pub as_of: NaiveDate,
    /// The figures.
    pub figures: UsageFigures,
    /// First day of `days`.
    pub from: NaiveDate,
    /// Last day of `days`.
    pub to: NaiveDate,
    /// Day by day, oldest first; a day nothing is known about is left out.
    pub days: Vec<UsageDay>,
    /// Days of that time that were out of the ordinary (M027), oldest first.
    pub anomalies: Vec<UsageAnomaly>,
    /// Login days per user and week by role, busiest role first.
    pub roles: Vec<RoleFrequency>,
    /// When people sign in, by weekday and hour.
    pub logins: LoginHeatmap,
    /// Active users per day over 90 days.
    pub calendar: CalendarHeatmap,
    /// Actions per user and day, of the users below.
    pub activity: UserHeatmap,
    /// The first 25 users, most engaged first.
    pub users: Vec<UsageUser>,
    /// How many users there are of each kind.
    pub user_counts: UserCounts,
    /// Why nothing is known of single users.
    pub users_null_reason: Option<NullReason>,
    /// When the newest day was summed up.
    pub computed_at: Option<DateTime<Utc>>,
}

/// The figures of a client's usage (metrics.md §5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageFigures {
    /// Mean daily active users of 30 days (M020).
    pub daily_active_users: UsageMetric,
    /// Users active within seven days (M020).
    pub weekly_active_users: UsageMetric,
    /// Users active within 30 days (M020).
    pub monthly_active_users: UsageMetric,
    /// Mean daily over monthly users, percent (M021).
    pub stickiness: UsageMetric,
    /// Seconds per session (M022).
    pub avg_session_duration_seconds: UsageMetric,
    /// Actions per session (M022).
    pub avg_session_depth: UsageMetric,
    /// Login days per active user and week over four weeks (M023).
    pub login_frequency: UsageMetric,
    /// Modules used over modules licensed, percent (M024).
    pub feature_breadth: UsageMetric,
    /// Users who do most: the upper fifth, ties included (M025).
    pub power_users: UsageMetric,
    /// Daily users of seven days against the 30 days before, percent (M026).
    pub usage_vs_baseline: UsageMetric,
    /// Monthly users over seats, percent (M032).
    pub contract_utilisation: UsageMetric,
    /// What the utilisation says: `LOW_UTILISATION`, `NORMAL` or `EXPANSION_SIGNAL`.
    pub seat_use: Option<String>,
    /// Actions of 30 days per seat (M034).
    pub usage_intensity: UsageMetric,
    /// Days since anyone signed in (M035).
    pub days_since_last_login: UsageMetric,
}

/// A figure of usage with what it is compared with (metrics.md §0.5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageMetric {
    /// Id in the metric dictionary, e.g. `M020`.
    pub metric: String,
    /// Value.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// `users`, `%`, `seconds`, `actions`, `days` or `days per week`.
    pub unit: String,
    /// As it is written on a card, e.g. `30.0%`.
    pub display: String,
    /// Upper part of a ratio.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub numerator: Option<Decimal>,
    /// Lower part of a ratio.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub denominator: Option<Decimal>,
    /// First day that counts.
    pub period_start: NaiveDate,
    /// Last day that counts.
    pub period_end: NaiveDate,
    /// Whether the last day is not over.
    pub partial: bool,
    /// Against what it is compared.
    pub comparisons: Vec<UsageComparison>,
    /// Why the value is null.
    pub null_reason: Option<NullReason>,
}

/// A figure beside another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageComparison {
    /// `OWN_BASELINE` (the client's 90 days before), `TIER`, `ALL` or `BEST_IN_TIER` (the 90th percentile).
    pub kind: String,
    /// The value compared with.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub value: Option<Decimal>,
    /// The client against it, one decimal: relative for counts, in percentage points for percentages.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub delta: Option<Decimal>,
    /// `%` or `pp`.
    pub delta_unit: String,
    /// Other clients behind the value; null for the client's own past.
    pub peers: Option<i64>,
    /// Why there is no change to show.
    pub null_reason: Option<NullReason>,
}

/// The usage of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageDay {
    /// The day.
    pub date: NaiveDate,
    /// Users with an action.
    pub daily_active_users: i32,
    /// Users active within the seven days that end here; null where only the day itself is known.
    pub weekly_active_users: Option<i32>,
    /// The same for 30 days.
    pub monthly_active_users: Option<i32>,
    /// Sessions.
    pub total_sessions: i32,
    /// Actions.
    pub total_actions: i32,
    /// Logins.
    pub total_logins: i32,
}

/// A day out of the ordinary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageAnomaly {
    /// The day.
    pub date: NaiveDate,
    /// Its active users.
    pub daily_active_users: i32,
    /// What is usual on such a day.
    #[serde(with = "rust_decimal::serde::float")]
    pub usual: Decimal,
    /// Robust standard deviations from that; null where nothing varied before.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub z: Option<Decimal>,
}

/// How often the users of a role sign in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleFrequency {
    /// Role on the platform; null where the source names none.
    pub role: Option<String>,
    /// Users active within four weeks.
    pub users: i64,
    /// Login days per user and week.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub login_frequency: Option<Decimal>,
}

/// When people sign in (M030).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginHeatmap {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// IANA time zone of the hours.
    pub timezone: String,
    /// Logins: seven weekdays from Monday, 24 hours each; empty when the hours are unknown.
    pub logins: Vec<Vec<i64>>,
    /// How dark each cell is, 0 to 4.
    pub intensity: Vec<Vec<u8>>,
    /// The busiest cell.
    pub peak: Option<LoginPeak>,
    /// Why it is empty.
    pub null_reason: Option<NullReason>,
}

/// The busiest hour of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginPeak {
    /// Weekday, 0 is Monday.
    pub weekday: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Logins within it.
    pub logins: i64,
}

/// Active users per day (M031).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarHeatmap {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Active users of each day; null before anything is known.
    pub daily_active_users: Vec<Option<i32>>,
    /// How dark each day is, 0 to 4.
    pub intensity: Vec<u8>,
}

/// Actions per user and day (M031). Each row belongs to the user at the same place of the list beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserHeatmap {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The users, in order.
    pub rows: Vec<UserHeatmapRow>,
}

/// The days of one user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserHeatmapRow {
    /// The user, as [`UsageUser::id`].
    pub user_id: String,
    /// The user's name or pseudonym.
    pub name: String,
    /// Actions of each day.
    pub actions: Vec<i64>,
    /// How dark each day is, 0 to 4, against the busiest day of any user.
    pub intensity: Vec<u8>,
}

/// The heat maps of a client over days of one's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageHeatmaps {
    /// The client.
    pub client_id: ClientId,
    /// When people sign in, by weekday and hour.
    pub logins: LoginHeatmap,
    /// Active users per day.
    pub calendar: CalendarHeatmap,
    /// Actions per user and day, of the 25 users with the most.
    pub activity: UserHeatmap,
}

/// A user of the platform: a contact by name, anyone else under a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageUser {
    /// Stable pseudonymous id.
    pub id: String,
    /// Name of the contact, else the pseudonym.
    pub name: String,
    /// The contact this user is; null for users under a pseudonym.
    pub contact_id: Option<ContactId>,
    /// What the contact is to the relationship.
    pub contact_role: Option<ContactRole>,
    /// Title of the contact.
    pub title: Option<String>,
    /// Whether the contact is marked as key.
    pub is_key: bool,
    /// Role on the platform.
    pub role: Option<String>,
    /// Last day with a login; null if never.
    pub last_login_on: Option<NaiveDate>,
    /// Days since then.
    pub days_since_login: Option<i64>,
    /// Sessions of 30 days.
    pub sessions_30_days: i64,
    /// Sessions of the 30 days before.
    pub sessions_prev_30_days: i64,
    /// Days of 30 with an action.
    pub active_days_30_days: i64,
    /// Actions of 30 days.
    pub actions_30_days: i64,
    /// Names of the features used on most days, at most three.
    pub primary_features: Vec<String>,
    /// Engagement among the users of the client, 0 to 100 (M029).
    pub engagement_index: Option<i16>,
    /// Why it is null.
    pub engagement_index_null_reason: Option<NullReason>,
    /// ACTIVE, DECLINING, or INACTIVE after 14 days without a login (M028).
    pub status: EngagementStatus,
    /// Whether the user might be a champion; whether it is one, people decide.
    pub is_champion_candidate: bool,
    /// Whether the user is among those who do most (M025).
    pub is_power_user: bool,
}

/// How many users there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserCounts {
    /// All.
    pub total: i64,
    /// Active.
    pub active: i64,
    /// Declining.
    pub declining: i64,
    /// No login for 14 days or more.
    pub inactive: i64,
    /// Candidates for a champion.
    pub champion_candidates: i64,
    /// Power users.
    pub power_users: i64,
    /// Contacts marked as key, or with the role of champion, sponsor or administrator, who are inactive.
    pub inactive_key_users: i64,
}
