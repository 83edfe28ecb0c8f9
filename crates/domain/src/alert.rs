use crate::{closed_list::closed_list, notification::Channel, staff::Role};

closed_list! {
    /// What an alert is about (metrics.md §11).
    AlertType {
        /// Health fell within a week.
        HealthDrop = "HEALTH_DROP",
        /// Health fell into the band CRITICAL.
        HealthCritical = "HEALTH_CRITICAL",
        /// The churn risk score is very high.
        ChurnRiskHigh = "CHURN_RISK_HIGH",
        /// A key contact stopped signing in.
        KeyUserInactive = "KEY_USER_INACTIVE",
        /// A champion is declining, or has left.
        ChampionRisk = "CHAMPION_RISK",
        /// Nobody at the client signs in.
        NoLogin = "NO_LOGIN",
        /// Far more tickets than usual.
        SupportSpike = "SUPPORT_SPIKE",
        /// A ticket that is critical and old, or was escalated.
        SupportEscalation = "SUPPORT_ESCALATION",
        /// Daily users fell against their baseline.
        UsageDecline = "USAGE_DECLINE",
        /// A feature that was in use no longer is.
        FeatureAbandoned = "FEATURE_ABANDONED",
        /// The renewal is due in 90, 60 or 30 days.
        RenewalApproaching = "RENEWAL_APPROACHING",
        /// The renewal is past its date.
        RenewalOverdue = "RENEWAL_OVERDUE",
        /// The renewal is due soon and in danger.
        RenewalAtRisk = "RENEWAL_AT_RISK",
        /// Few of the seats are in use.
        ContractUtilizationLow = "CONTRACT_UTILIZATION_LOW",
        /// Nearly all seats are in use.
        UsageLimit = "USAGE_LIMIT",
        /// Someone would not recommend us.
        NpsDetractor = "NPS_DETRACTOR",
        /// An invoice is past due, or a charge failed.
        PaymentIssue = "PAYMENT_ISSUE",
        /// Nobody of ours was in contact for long.
        NoContact = "NO_CONTACT",
        /// A follow-up was promised and is late.
        FollowUpOverdue = "FOLLOW_UP_OVERDUE",
        /// A client left whom nobody saw leaving.
        UnexpectedChurn = "UNEXPECTED_CHURN",
        /// A client bought much more.
        MajorExpansion = "MAJOR_EXPANSION",
        /// A manager has more work than one can do.
        CsmOverload = "CSM_OVERLOAD",
        /// A source fell silent, or what it brought was refused.
        DataQuality = "DATA_QUALITY",
    }
}

impl AlertType {
    /// Whether to take note of it is all there is to do: acknowledging it ends it.
    pub const fn ends_when_acknowledged(self) -> bool {
        matches!(self, Self::UnexpectedChurn | Self::MajorExpansion)
    }

    /// Whether it is about the team or its sources: it has no client, and nothing is set for one.
    pub const fn is_about_team(self) -> bool {
        matches!(self, Self::CsmOverload | Self::DataQuality)
    }

    /// Those who are told of what is about the team or its sources; of what is about a client, its manager is.
    pub const fn told_of_team(self) -> &'static [Role] {
        match self {
            Self::CsmOverload => &LEADERS,
            Self::DataQuality => &[Role::Admin],
            _ => &[],
        }
    }

    /// By which ways people are told unless set otherwise (metrics.md §11).
    pub const fn channels(self) -> &'static [Channel] {
        match self {
            Self::HealthDrop
            | Self::HealthCritical
            | Self::ChurnRiskHigh
            | Self::KeyUserInactive
            | Self::NoLogin
            | Self::SupportEscalation
            | Self::RenewalApproaching
            | Self::RenewalOverdue
            | Self::RenewalAtRisk
            | Self::UnexpectedChurn
            | Self::CsmOverload => &[Channel::InApp, Channel::Email],
            Self::ChampionRisk
            | Self::SupportSpike
            | Self::UsageDecline
            | Self::FeatureAbandoned
            | Self::ContractUtilizationLow
            | Self::UsageLimit
            | Self::NpsDetractor
            | Self::PaymentIssue
            | Self::NoContact
            | Self::FollowUpOverdue
            | Self::MajorExpansion
            | Self::DataQuality => &[Channel::InApp],
        }
    }
}

/// Those who are told of an alert for leaders, beside whose client it is.
pub const LEADERS: [Role; 2] = [Role::VpClientSuccess, Role::VpSales];
/// Those who are told of a client that is nobody's.
pub const OF_NOBODYS: Role = Role::VpClientSuccess;

closed_list! {
    /// How grave an alert is, the gravest last.
    AlertSeverity {
        /// Worth knowing.
        Low = "LOW",
        /// Worth a look this week.
        Medium = "MEDIUM",
        /// Needs an answer today.
        High = "HIGH",
        /// Needs an answer now.
        Critical = "CRITICAL",
    }
}

closed_list! {
    /// What became of an alert.
    AlertStatus {
        /// Raised; nobody has answered yet.
        New = "NEW",
        /// Someone is on it.
        Acknowledged = "ACKNOWLEDGED",
        /// Put off until an instant.
        Snoozed = "SNOOZED",
        /// Not to be shown again for this occasion.
        Dismissed = "DISMISSED",
        /// Over, by itself or by hand.
        Resolved = "RESOLVED",
    }
}

impl AlertStatus {
    /// Whether the alert still asks for something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Acknowledged | Self::Snoozed)
    }
}
