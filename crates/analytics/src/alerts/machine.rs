use chrono::{DateTime, Duration, Utc};
use domain::alert::{AlertSeverity, AlertStatus, AlertType};

/// How long after its end an alert is taken up again instead of raised anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cooldown {
    /// So many days.
    Days(i64),
    /// For good: an occasion is spoken of once.
    Once,
}

/// The cooldown of a rule (§11).
pub const fn cooldown(alert_type: AlertType) -> Cooldown {
    use AlertType as T;
    match alert_type {
        T::DataQuality => Cooldown::Days(1),
        T::HealthDrop | T::HealthCritical | T::SupportSpike => Cooldown::Days(7),
        T::ChurnRiskHigh | T::KeyUserInactive | T::ChampionRisk | T::NoLogin | T::UsageDecline | T::CsmOverload => {
            Cooldown::Days(14)
        }
        T::FeatureAbandoned | T::ContractUtilizationLow | T::UsageLimit | T::NoContact => Cooldown::Days(30),
        T::SupportEscalation
        | T::RenewalApproaching
        | T::RenewalOverdue
        | T::RenewalAtRisk
        | T::NpsDetractor
        | T::PaymentIssue
        | T::FollowUpOverdue
        | T::UnexpectedChurn
        | T::MajorExpansion => Cooldown::Once,
    }
}

impl Cooldown {
    fn covers(self, since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        match self {
            Self::Days(days) => now - since < Duration::days(days),
            Self::Once => true,
        }
    }
}

/// What the rule says, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It holds, this gravely.
    Holds(AlertSeverity),
    /// Neither does it hold nor is it over.
    Between,
    /// It is over.
    Over,
    /// It cannot be told.
    Unknown,
}

/// The youngest row of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub status: AlertStatus,
    /// How grave it was when last seen.
    pub severity: AlertSeverity,
    /// Until when it is put off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// When it was resolved or dismissed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the rule was over at some time since then. One that ended by itself has been; one that a person closed
    /// may still hold, and must not come back at the next look.
    pub is_rearmed: bool,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    /// There is nothing to say and nothing to do.
    Nothing,
    /// Raise an alert, and tell.
    Insert,
    /// It still holds. Telling again makes it new.
    Update {
        /// Because it became graver.
        notifies: bool,
    },
    /// Leave it.
    Hold,
    /// It is over.
    Resolve,
    /// Take the last one up again, without telling.
    Reopen,
    /// A snooze is over and it still holds: new, and tell.
    Wake,
    /// A person closed it and it is over by now: the next time counts as another occasion.
    Rearm,
    /// A person closed it and it still holds: say nothing.
    Suppress,
}

/// What becomes of an occasion (§11). `may_raise` is false for a muted client and a rule that is switched off: what is
/// there runs out, nothing new comes.
pub fn transition(
    row: Option<&Row>,
    seen: Seen,
    now: DateTime<Utc>,
    cooldown: Cooldown,
    may_raise: bool,
) -> Transition {
    match row {
        None => match seen {
            Seen::Holds(_) if may_raise => Transition::Insert,
            _ => Transition::Nothing,
        },
        Some(row) => match row.status {
            AlertStatus::New | AlertStatus::Acknowledged => open(row, seen, may_raise),
            AlertStatus::Snoozed => snoozed(row, seen, now, may_raise),
            AlertStatus::Dismissed | AlertStatus::Resolved => closed(row, seen, now, cooldown, may_raise),
        },
    }
}

fn open(row: &Row, seen: Seen, may_raise: bool) -> Transition {
    match seen {
        Seen::Holds(severity) => Transition::Update { notifies: may_raise && severity > row.severity },
        Seen::Over => Transition::Resolve,
        Seen::Between | Seen::Unknown => Transition::Hold,
    }
}

fn snoozed(row: &Row, seen: Seen, now: DateTime<Utc>, may_raise: bool) -> Transition {
    let is_past = row.snoozed_until.is_none_or(|until| until <= now);
    match seen {
        Seen::Over => Transition::Resolve,
        Seen::Between if is_past => Transition::Resolve,
        Seen::Holds(_) if is_past && may_raise => Transition::Wake,
        Seen::Holds(_) => Transition::Update { notifies: false },
        Seen::Between | Seen::Unknown => Transition::Hold,
    }
}

fn closed(row: &Row, seen: Seen, now: DateTime<Utc>, cooldown: Cooldown, may_raise: bool) -> Transition {
    let is_fresh = row.closed_at.is_some_and(|closed| cooldown.covers(closed, now));
    match (seen, row.is_rearmed) {
        (Seen::Over, false) => Transition::Rearm,
        (Seen::Holds(_), _) if !may_raise => Transition::Suppress,
        (Seen::Holds(_), false) if row.status == AlertStatus::Dismissed || is_fresh => Transition::Suppress,
        (Seen::Holds(_), true) if row.status == AlertStatus::Resolved && is_fresh => Transition::Reopen,
        (Seen::Holds(_), _) => Transition::Insert,
        (Seen::Over | Seen::Between | Seen::Unknown, _) => Transition::Nothing,
    }
}
