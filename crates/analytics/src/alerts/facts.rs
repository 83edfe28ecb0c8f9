use chrono::{DateTime, NaiveDate, Utc};
use domain::client::{ContactRole, EngagementStatus};
use domain::health::HealthStatus;
use domain::work::TicketSeverity;
use rust_decimal::Decimal;

/// What the rules look at of one client. Figures that cannot be told are none.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertFacts {
    /// The day that is looked at.
    pub as_of: NaiveDate,
    /// The instant, for what is counted in hours.
    pub now: DateTime<Utc>,
    /// The last days the sources speak for: silence is counted to there, not to the day that is looked at.
    pub spoken: SpokenUntil,
    /// Whether the client is active: others raise nothing but the alert about their leaving.
    pub is_active: bool,
    /// ARR in the reporting currency.
    pub arr: Option<Decimal>,
    /// What that is counted in, ISO 4217.
    pub currency: String,
    /// ARR from which on leaders hear of a client in trouble.
    pub large_account_arr: Decimal,
    /// When the contract began.
    pub contract_start_date: NaiveDate,
    /// Since when the client is live.
    pub go_live_date: Option<NaiveDate>,
    /// Seats.
    pub licensed_user_count: Option<i32>,
    /// Health, where there is a score.
    pub health: Option<HealthFacts>,
    /// Churn risk, 0 to 100.
    pub churn_risk_score: Option<i16>,
    /// The next renewal.
    pub renewal: Option<RenewalFacts>,
    /// Days the oldest unpaid invoice is past due.
    pub days_past_due: i64,
    /// Usage; none while the source is silent or absent.
    pub usage: Option<UsageFacts>,
    /// Tickets counted; none while the source is silent or absent.
    pub support: Option<SupportFacts>,
    /// Open tickets that are critical or were escalated.
    pub tickets: Vec<TicketFacts>,
    /// Contacts that matter.
    pub contacts: Vec<ContactFacts>,
    /// Licensed features that have been quiet for a while; none while the source is silent or absent. One that is missing
    /// here is in use.
    pub features: Option<Vec<FeatureFacts>>,
    /// Answers of detractors of the last ninety days.
    pub detractors: Vec<DetractorFacts>,
    /// Unpaid invoices past due, and failed charges.
    pub bills: Vec<Bill>,
    /// Follow-ups that are late.
    pub follow_ups: Vec<FollowUpFacts>,
    /// Whether anyone records what staff do at all.
    pub activities_are_recorded: bool,
    /// The last contact staff had.
    pub last_contact_on: Option<NaiveDate>,
    /// What it bought beside what it had, of late.
    pub expansions: Vec<ExpansionFacts>,
    /// How the client left, if that was of late.
    pub churn: Option<ChurnFacts>,
}

/// The last day up to the one that is looked at that each source speaks for (§4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenUntil {
    /// Sign-ins and actions.
    pub usage: NaiveDate,
    /// Use of features.
    pub features: NaiveDate,
    /// Invoices and payments.
    pub billing: NaiveDate,
    /// Tickets: the instant that day ends, or now.
    pub support: DateTime<Utc>,
}

impl SpokenUntil {
    /// Every source speaks for everything until an instant.
    pub fn all(now: DateTime<Utc>) -> Self {
        let today = now.date_naive();
        Self { usage: today, features: today, billing: today, support: now }
    }
}

/// Health now and a week ago.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthFacts {
    /// The score.
    pub score: i16,
    /// Its band.
    pub status: HealthStatus,
    /// Where the band CRITICAL ends.
    pub critical_below: i16,
    /// Whether the client was in another band at some time of the last week, or has no score of then.
    pub was_not_critical: bool,
    /// Points over seven days by the common-component rule.
    pub change_7_days: Option<Decimal>,
}

/// The next renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenewalFacts {
    /// When it is due.
    pub due_on: NaiveDate,
    /// Whether the client gave notice.
    pub notice_given: bool,
}

/// Usage up to the last whole day.
#[derive(Debug, Clone, PartialEq)]
pub struct UsageFacts {
    /// Mean daily users of the last seven days and of the thirty before; none with too little history.
    pub baseline: Option<(Decimal, Decimal)>,
    /// Users of the last thirty days; none without any row of late.
    pub monthly_active_users: Option<i64>,
    /// The most of these on any of the last fourteen days.
    pub most_monthly_active_users: Option<i64>,
    /// The last day anyone signed in.
    pub last_login_on: Option<NaiveDate>,
}

/// Tickets counted (M104).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportFacts {
    /// Of the last seven days.
    pub last_7_days: i64,
    /// Of the twelve weeks before.
    pub prior_12_weeks: i64,
}

/// An open ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketFacts {
    /// Which.
    pub id: String,
    /// What it is about.
    pub subject: Option<String>,
    /// How grave it is.
    pub severity: TicketSeverity,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// Whether it was escalated.
    pub is_escalated: bool,
}

/// A contact that is key, by mark or by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    /// Which.
    pub id: String,
    /// Who.
    pub name: String,
    /// What the contact is to the relationship.
    pub role: ContactRole,
    /// How engaged on the platform.
    pub engagement: EngagementStatus,
    /// The last sign-in.
    pub last_login_on: Option<NaiveDate>,
    /// The first day a sign-in would be known of; none when the contact is not linked to a user.
    pub known_from: Option<NaiveDate>,
    /// When the contact left the company.
    pub left_on: Option<NaiveDate>,
}

/// A licensed feature that was in use once and is not of late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureFacts {
    /// The key of the catalogue.
    pub feature_key: String,
    /// What people call it.
    pub name: String,
    /// The last day it was used.
    pub last_used_on: NaiveDate,
    /// The days its use is measured over.
    pub window_days: i64,
    /// Whether it was in active or power use when it was used last.
    pub was_active: bool,
}

/// A detractor's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetractorFacts {
    /// Which answer.
    pub id: String,
    /// Who answered, where known.
    pub respondent: Option<String>,
    /// 0 to 10.
    pub score: Decimal,
    /// When.
    pub responded_on: NaiveDate,
    /// Whether staff did something with the client since.
    pub was_answered: bool,
}

/// Money that did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Which invoice or payment.
    pub id: String,
    /// Which of the two.
    pub kind: BillKind,
    /// How much.
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// When the invoice was due.
    pub due_on: Option<NaiveDate>,
    /// When a charge failed.
    pub failed_on: Option<NaiveDate>,
}

/// What the money was asked for with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillKind {
    /// An invoice.
    Invoice,
    /// A charge without one.
    Payment,
}

/// A follow-up that was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpFacts {
    /// Of which activity.
    pub activity_id: String,
    /// What that was about.
    pub subject: String,
    /// For when.
    pub due_on: NaiveDate,
}

/// An expansion that was won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpansionFacts {
    /// Which opportunity.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// ARR it adds, in the reporting currency.
    pub arr: Decimal,
    /// When it was won.
    pub won_on: NaiveDate,
}

/// What was known before a client left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChurnFacts {
    /// When it left.
    pub churned_on: NaiveDate,
    /// Whether it gave notice, or its renewal was lost.
    pub notice_given: bool,
    /// Whether its renewal was in danger in the thirty days before.
    pub was_at_risk: bool,
    /// The highest churn risk of those days.
    pub highest_churn_risk_score: Option<i16>,
}
