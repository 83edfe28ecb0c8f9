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
