use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::round::{probability_to_score, round};

/// What adds to the risk or takes from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// Daily users fell.
    UsageDecline,
    /// Daily users grew.
    UsageGrowth,
    /// Nobody logged in for two weeks.
    NoLogin,
    /// The champion left or stopped logging in.
    ChampionInactive,
    /// Three times the usual tickets.
    SupportSpike,
    /// A critical ticket is open.
    CriticalTicket,
    /// Less than half of the licensed features are used.
    AdoptionGap,
    /// No contact for 60 days.
    NoContact,
    /// Contact within two weeks and a business review within 90 days.
    RecentContact,
    /// NPS of 8 or less.
    NpsLow,
    /// NPS of 9 or 10.
    NpsHigh,
    /// An invoice is past due.
    PastDue,
    /// The renewal is due within 90 days.
    RenewalDue,
    /// The renewal is overdue.
    RenewalOverdue,
    /// A client for less than 180 days.
    ShortTenure,
}

impl Factor {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UsageDecline => "usage_decline",
            Self::UsageGrowth => "usage_growth",
            Self::NoLogin => "no_login",
            Self::ChampionInactive => "champion_inactive",
            Self::SupportSpike => "support_spike",
            Self::CriticalTicket => "critical_ticket",
            Self::AdoptionGap => "adoption_gap",
            Self::NoContact => "no_contact",
            Self::RecentContact => "recent_contact",
            Self::NpsLow => "nps_low",
            Self::NpsHigh => "nps_high",
            Self::PastDue => "past_due",
            Self::RenewalDue => "renewal_due",
            Self::RenewalOverdue => "renewal_overdue",
            Self::ShortTenure => "short_tenure",
        }
    }
}

/// How much a factor weighs (§10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Impact {
    /// 0.50 or more.
    High,
    /// 0.20 or more.
    Medium,
    /// Less.
    Low,
}

impl Impact {
    /// The impact of points, whichever way they point.
    pub fn of(points: f64) -> Self {
        match points.abs() {
            size if size >= 0.50 => Self::High,
            size if size >= 0.20 => Self::Medium,
            _ => Self::Low,
        }
    }

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One line of the breakdown: the points are log-odds, negative ones protect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactorPoint {
    /// What it is.
    pub factor: Factor,
    /// The log-odds it adds.
    pub points: f64,
    /// The same in a word.
    pub impact: Impact,
    /// The value behind it: a ratio for usage, days, a count, a percentage or an answer.
    pub value: Option<Decimal>,
}

impl FactorPoint {
    /// A line with the impact its points have.
    pub fn new(factor: Factor, points: f64, value: impl Into<Option<Decimal>>) -> Self {
        Self { factor, points, impact: Impact::of(points), value: value.into() }
    }

    /// The line in words, such as "DAU down 40%".
    pub fn detail(&self) -> String {
        let value = self.value.unwrap_or_default();
        let whole = |value: Decimal| round(value, 0).normalize().to_string();
        let percent = || whole((value * Decimal::ONE_HUNDRED).abs());
        let counted = |value: Decimal, one: &str, many: &str| {
            let number = round(value, 0);
            format!("{} {}", number.normalize(), if number == Decimal::ONE { one } else { many })
        };
        let days = |value: Decimal| counted(value, "day", "days");
        match self.factor {
            Factor::UsageDecline => format!("DAU down {}%", percent()),
            Factor::UsageGrowth => format!("DAU up {}%", percent()),
            Factor::NoLogin => format!("No login for {}", days(value)),
            Factor::ChampionInactive if self.value.is_none() => "Champion left or never logged in".to_owned(),
            Factor::ChampionInactive => format!("Champion without login for {}", days(value)),
            Factor::SupportSpike => format!("{} in 7 days", counted(value, "ticket", "tickets")),
            Factor::CriticalTicket => format!("{} open", counted(value, "critical ticket", "critical tickets")),
            Factor::AdoptionGap => format!("{}% of licensed features in use", whole(value)),
            Factor::NoContact => format!("No contact for {}", days(value)),
            Factor::RecentContact if value.is_zero() => "Contact today".to_owned(),
            Factor::RecentContact => format!("Contact {} ago", days(value)),
            Factor::NpsLow | Factor::NpsHigh => format!("NPS answer of {}", whole(value)),
            Factor::PastDue => format!("Invoice {} past due", days(value)),
            Factor::RenewalDue if value.is_zero() => "Renewal due today".to_owned(),
            Factor::RenewalDue => format!("Renewal in {}", days(value)),
            Factor::RenewalOverdue => format!("Renewal overdue by {}", days(value.abs())),
            Factor::ShortTenure => format!("Client for {}", days(value)),
        }
    }
}

/// What each factor is of all that raises the risk, in whole percent; none of a factor that protects (§10.1).
pub fn raising_shares(points: &[FactorPoint]) -> Vec<Option<i16>> {
    let raising: f64 = points.iter().map(|point| point.points.max(0.0)).sum();
    let share = |points: f64| (points > 0.0 && raising > 0.0).then(|| probability_to_score(points / raising));
    points.iter().map(|point| share(point.points)).collect()
}
