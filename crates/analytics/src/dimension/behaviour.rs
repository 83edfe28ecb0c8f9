use rust_decimal::Decimal;

/// How a client behaves, for the grid of §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BehaviouralSegment {
    /// Pays nothing yet.
    Trial,
    /// Pays much and uses much.
    HighValuePower,
    /// More users than 90 days ago.
    GrowingTeam,
    /// Pays little and shows that price matters.
    PriceSensitive,
    /// Everyone else.
    Core,
}

impl BehaviouralSegment {
    /// The word of the metric dictionary.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trial => "TRIAL",
            Self::HighValuePower => "HIGH_VALUE_POWER",
            Self::GrowingTeam => "GROWING_TEAM",
            Self::PriceSensitive => "PRICE_SENSITIVE",
            Self::Core => "CORE",
        }
    }
}

/// What the segment is decided by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Behaviour {
    /// Whether the client is trialing and pays nothing.
    pub is_unpaid_trial: bool,
    /// MRR.
    pub mrr: Decimal,
    /// The adoption score.
    pub adoption: Option<Decimal>,
    /// Monthly users now.
    pub mau: i64,
    /// Monthly users 90 days ago.
    pub mau_90_days_ago: i64,
    /// Contraction in 180 days, a discount of 20 % or more, or a ticket about pricing.
    pub has_price_signal: bool,
}

/// The first segment that matches; `p50` and `p80` are of the MRR of paying clients.
pub fn behavioural_segment(behaviour: &Behaviour, p50: Decimal, p80: Decimal) -> BehaviouralSegment {
    let has_grown = behaviour.mau >= 2
        && behaviour.mau > behaviour.mau_90_days_ago
        && 10 * behaviour.mau >= 11 * behaviour.mau_90_days_ago;
    if behaviour.is_unpaid_trial {
        BehaviouralSegment::Trial
    } else if behaviour.mrr >= p80 && behaviour.adoption.is_some_and(|adoption| adoption >= Decimal::from(70)) {
        BehaviouralSegment::HighValuePower
    } else if has_grown {
        BehaviouralSegment::GrowingTeam
    } else if behaviour.mrr < p50 && behaviour.has_price_signal {
        BehaviouralSegment::PriceSensitive
    } else {
        BehaviouralSegment::Core
    }
}
