use crate::closed_list::closed_list;

closed_list! {
    /// How full the hands of a client success manager are (metrics.md §12).
    CapacityBand {
        /// Below 60 %.
        Under = "UNDER",
        /// Up to 100 %.
        Ok = "OK",
        /// Up to 115 %.
        High = "HIGH",
        /// Above that.
        Overloaded = "OVERLOADED",
    }
}

closed_list! {
    /// What managers are ranked by (metrics.md §12).
    LeaderboardPart {
        /// The share of clients that stayed.
        Retention = "RETENTION",
        /// ARR of the expansions won.
        Expansion = "EXPANSION",
        /// Mean change of the health of the book.
        HealthChange = "HEALTH_CHANGE",
        /// Median time until an alert was answered.
        Response = "RESPONSE",
    }
}

closed_list! {
    /// Why a client stays with its manager, however full their hands are (metrics.md §12).
    MoveLock {
        /// Its renewal is overdue, or due within sixty days.
        Renewal = "RENEWAL",
        /// A save play is open.
        SavePlay = "SAVE_PLAY",
        /// Its health is critical.
        Critical = "CRITICAL",
        /// It changed hands less than 180 days ago.
        Reassigned = "REASSIGNED",
    }
}
