use chrono::{DateTime, NaiveDate, Utc};
use domain::ContactId;
use domain::client::ContactRole;
use domain::work::{ActivityType, SurveyKind, TicketSeverity};
use rust_decimal::Decimal;

/// A support ticket. Dates are local dates in the reporting time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketFacts {
    /// How grave it is.
    pub severity: TicketSeverity,
    /// When it was opened.
    pub created_on: NaiveDate,
    /// When it was last resolved.
    pub resolved_on: Option<NaiveDate>,
    /// The instant by which it had to be resolved.
    pub sla_due_at: Option<DateTime<Utc>>,
    /// When it was escalated.
    pub escalated_on: Option<NaiveDate>,
}

/// One answer to a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyFacts {
    /// Who answered: a contact id, or whatever key the source has. Answers without one share "".
    pub respondent: String,
    /// What was asked.
    pub kind: SurveyKind,
    /// The answer.
    pub score: Decimal,
    /// The best possible answer.
    pub max_score: Decimal,
    /// When.
    pub responded_on: NaiveDate,
}

/// Something a member of staff did with the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchpointFacts {
    /// When.
    pub occurred_on: NaiveDate,
    /// What.
    pub activity_type: ActivityType,
    /// Whether an outcome was noted: an e-mail without one is not a contact (§4.2).
    pub has_outcome: bool,
    /// The contacts who took part.
    pub contacts: Vec<ContactId>,
}

/// A person at the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    /// Which contact.
    pub id: ContactId,
    /// What the contact is to the relationship.
    pub role: ContactRole,
    /// Whether the contact was marked as key.
    pub is_key: bool,
    /// Since when the contact exists; none means always.
    pub created_on: Option<NaiveDate>,
    /// When the contact left the company.
    pub left_on: Option<NaiveDate>,
    /// The dates of known logins.
    pub logins: Vec<NaiveDate>,
    /// The latest login, which may be all that is known.
    pub last_login_on: Option<NaiveDate>,
    /// Since when logins are recorded. Before that, no login means unknown, not absent.
    pub logins_known_from: Option<NaiveDate>,
}

/// What a client reached of what it wanted to reach, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeFacts {
    /// Which outcome, such as `case_resolution`.
    pub metric_key: String,
    /// The local date.
    pub date: NaiveDate,
    /// Reached.
    pub actual: Decimal,
    /// Wanted.
    pub target: Decimal,
}
