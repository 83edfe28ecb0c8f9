use crate::closed_list::closed_list;

closed_list! {
    /// By which way someone is told.
    Channel {
        /// In the app.
        InApp = "IN_APP",
        /// By e-mail.
        Email = "EMAIL",
        /// In the chat room of the team.
        Slack = "SLACK",
    }
}

closed_list! {
    /// What someone is told of.
    NotificationKind {
        /// Alerts about one client, raised together.
        Alerts = "ALERTS",
        /// Alerts about the team, or about its sources, raised together.
        TeamAlerts = "TEAM_ALERTS",
        /// Somebody named them in a note.
        Mention = "MENTION",
        /// They asked whether messages arrive.
        Test = "TEST",
    }
}

closed_list! {
    /// What a delivery carries.
    DeliveryKind {
        /// Notifications of alerts.
        Alerts = "ALERTS",
        /// A notification of a mention.
        Mention = "MENTION",
        /// What happened in a day or a week.
        Digest = "DIGEST",
        /// A message to see whether messages arrive.
        Test = "TEST",
    }
}

closed_list! {
    /// What became of a delivery.
    DeliveryState {
        /// Not tried yet.
        Pending = "PENDING",
        /// The receiver has it.
        Sent = "SENT",
        /// The last try failed; another follows.
        Failed = "FAILED",
        /// It failed too often, or for good.
        GaveUp = "GAVE_UP",
        /// By the time it was to go out there was nothing left to say.
        Cancelled = "CANCELLED",
    }
}

impl DeliveryState {
    /// Whether it is still to be tried.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Failed)
    }
}

closed_list! {
    /// How often someone gets a summary.
    Digest {
        /// Never.
        Off = "OFF",
        /// Every morning.
        Daily = "DAILY",
        /// Monday morning.
        Weekly = "WEEKLY",
    }
}

closed_list! {
    /// What became of naming someone in a note.
    MentionOutcome {
        /// They were told.
        Notified = "NOTIFIED",
        /// They may not open the client, and were not told.
        NoAccess = "NO_ACCESS",
        /// The note is private, and nobody was told.
        Private = "PRIVATE",
    }
}
