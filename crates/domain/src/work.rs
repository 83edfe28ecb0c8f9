use crate::closed_list::closed_list;

closed_list! {
    /// What a member of staff did with or for a client.
    ActivityType {
        /// Phone or video call.
        Call = "CALL",
        /// E-mail exchange.
        Email = "EMAIL",
        /// Meeting.
        Meeting = "MEETING",
        /// Quarterly business review.
        Qbr = "QBR",
        /// Training session.
        Training = "TRAINING",
        /// Onboarding session.
        Onboarding = "ONBOARDING",
        /// Handling of a support escalation.
        SupportEscalation = "SUPPORT_ESCALATION",
        /// Executive to executive.
        ExecutiveTouchpoint = "EXECUTIVE_TOUCHPOINT",
        /// Among ourselves about the client.
        InternalDiscussion = "INTERNAL_DISCUSSION",
        /// Anything else.
        Other = "OTHER",
    }
}

closed_list! {
    /// What came of an activity.
    ActivityOutcome {
        /// Went well.
        SuccessfulEngagement = "SUCCESSFUL_ENGAGEMENT",
        /// A problem came up.
        IssueIdentified = "ISSUE_IDENTIFIED",
        /// A chance to sell more.
        ExpansionOpportunity = "EXPANSION_OPPORTUNITY",
        /// A risk came up.
        RiskIdentified = "RISK_IDENTIFIED",
        /// Something is owed.
        FollowUpRequired = "FOLLOW_UP_REQUIRED",
        /// Nothing to do.
        NoActionNeeded = "NO_ACTION_NEEDED",
    }
}

impl ActivityType {
    /// Whether it counts as contact with the client: an e-mail only when something came of it (metrics.md §4.2).
    pub const fn is_contact(self, has_outcome: bool) -> bool {
        match self {
            Self::Call | Self::Meeting | Self::Qbr | Self::Training | Self::Onboarding | Self::ExecutiveTouchpoint => {
                true
            }
            Self::Email => has_outcome,
            Self::SupportEscalation | Self::InternalDiscussion | Self::Other => false,
        }
    }
}

closed_list! {
    /// What a note is about.
    NoteType {
        /// Anything.
        General = "GENERAL",
        /// Where the relationship should go.
        Strategy = "STRATEGY",
        /// What could go wrong.
        Risk = "RISK",
        /// What could be won.
        Opportunity = "OPPORTUNITY",
        /// For the next business review.
        QbrPrep = "QBR_PREP",
        /// For colleagues only.
        Internal = "INTERNAL",
    }
}

closed_list! {
    /// Which follow-ups are meant.
    FollowUp {
        /// Promised and not done.
        Open = "OPEN",
        /// Open, and its date is past.
        Overdue = "OVERDUE",
        /// Done.
        Completed = "COMPLETED",
    }
}

closed_list! {
    /// What an entry of a client's timeline tells of.
    TimelineKind {
        /// What staff did.
        Activity = "ACTIVITY",
        /// A support ticket that came in.
        Ticket = "TICKET",
        /// The health score reached another band, or jumped.
        ScoreChange = "SCORE_CHANGE",
        /// A renewal that was won or lost, or a notice given.
        Renewal = "RENEWAL",
        /// What someone wrote down.
        Note = "NOTE",
        /// An alert that was raised.
        Alert = "ALERT",
        /// A turn in the life of the client: start, go-live, another tier, a champion who left, an answer to a survey.
        KeyEvent = "KEY_EVENT",
    }
}

closed_list! {
    /// How grave a support ticket is.
    TicketSeverity {
        /// 1 point.
        Low = "LOW",
        /// 2 points.
        Medium = "MEDIUM",
        /// 5 points.
        High = "HIGH",
        /// 10 points.
        Critical = "CRITICAL",
    }
}

closed_list! {
    /// What a survey asked.
    SurveyKind {
        /// Would you recommend us, 0 to 10.
        Nps = "NPS",
        /// Were you satisfied.
        Csat = "CSAT",
    }
}

closed_list! {
    /// What became of one client when many were changed.
    BulkVerdict {
        /// It was changed.
        Changed = "CHANGED",
        /// It was so already.
        Unchanged = "UNCHANGED",
        /// It was left as it is.
        Refused = "REFUSED",
    }
}
