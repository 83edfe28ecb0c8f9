use std::collections::BTreeSet;

use domain::alert::{AlertSeverity, AlertType};

use super::machine::Seen;

/// What all rules say about one client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessment {
    /// One per rule, or per contact, ticket, invoice and so on that a rule looks at.
    pub evaluations: Vec<Evaluation>,
    /// Rules whose inputs are missing: what they said before stands.
    pub unknown: BTreeSet<AlertType>,
}

impl Assessment {
    /// The condition behind a row. What a rule no longer mentions is over: the ticket is closed, the contact gone.
    pub fn condition(&self, alert_type: AlertType, key: &str) -> &Condition {
        match self.evaluations.iter().find(|evaluation| evaluation.key == key) {
            Some(evaluation) => &evaluation.condition,
            None if self.unknown.contains(&alert_type) => &Condition::Unknown,
            None => &Condition::Over,
        }
    }

    pub(super) fn push(&mut self, alert_type: AlertType, bucket: &str, condition: Condition) {
        let key = format!("{alert_type}|{bucket}");
        self.evaluations.push(Evaluation { alert_type, key, condition });
    }

    pub(super) fn unknown(&mut self, alert_type: AlertType) {
        self.unknown.insert(alert_type);
    }
}

/// What one rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Which rule.
    pub alert_type: AlertType,
    /// What tells this occasion from others of the same client: the rule, and the entity or bucket.
    pub key: String,
    /// Whether it holds.
    pub condition: Condition,
}

/// Whether a rule holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It does.
    Holds(Box<Raised>),
    /// It does not, but is not far enough from it to end an alert.
    Between,
    /// It does not.
    Over,
    /// It cannot be told.
    Unknown,
}

impl Condition {
    /// The same without the words.
    pub fn seen(&self) -> Seen {
        match self {
            Self::Holds(raised) => Seen::Holds(raised.severity),
            Self::Between => Seen::Between,
            Self::Over => Seen::Over,
            Self::Unknown => Seen::Unknown,
        }
    }

    pub(super) fn of(holds: bool, is_over: bool, raised: impl FnOnce() -> Raised) -> Self {
        if holds {
            Self::Holds(Box::new(raised()))
        } else if is_over {
            Self::Over
        } else {
            Self::Between
        }
    }
}

/// What an alert says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// How grave it is.
    pub severity: AlertSeverity,
    /// Whether leaders want to know, too.
    pub is_executive: bool,
    /// In a few words.
    pub title: String,
    /// In a sentence, with the figures.
    pub description: String,
    /// The figure that was looked at.
    pub metric: &'static str,
    /// Its value.
    pub value: String,
    /// The threshold it crossed; none for conditions without one.
    pub threshold: Option<String>,
    /// What else it is about.
    pub entity: Option<Entity>,
}

/// A contact, ticket, invoice and so on, by kind and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is: the name of its table without the prefix.
    pub kind: &'static str,
    /// Its id or key.
    pub id: String,
}
