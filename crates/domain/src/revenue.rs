use crate::closed_list::closed_list;

closed_list! {
    /// Where a renewal stands in time (M084).
    RenewalStatus {
        /// Past due and unresolved.
        Overdue = "OVERDUE",
        /// Due within 90 days.
        DueSoon = "DUE_SOON",
        /// Later, or no due date.
        Active = "ACTIVE",
    }
}

closed_list! {
    /// How soon a client is worth someone's time (M091).
    PriorityCategory {
        /// 75 and more.
        Critical = "CRITICAL",
        /// 50 and more.
        High = "HIGH",
        /// 25 and more.
        Medium = "MEDIUM",
        /// Less.
        Low = "LOW",
    }
}

closed_list! {
    /// Where a renewal stands by its likely outcome (metrics.md §8).
    RenewalStage {
        /// Nothing endangers it.
        OnTrack = "ON_TRACK",
        /// Something does.
        AtRisk = "AT_RISK",
        /// Lost, or the client gave notice.
        Churned = "CHURNED",
        /// Signed.
        Renewed = "RENEWED",
    }
}

closed_list! {
    /// How much a renewal is worth (M085).
    RenewalValueBand {
        /// Large.
        High = "HIGH",
        /// In between.
        Medium = "MEDIUM",
        /// Small.
        Low = "LOW",
        /// Of unknown worth.
        Unbanded = "UNBANDED",
    }
}

closed_list! {
    /// What an opportunity is about.
    OpportunityType {
        /// The contract continues.
        Renewal = "RENEWAL",
        /// More of the same.
        Upsell = "UPSELL",
        /// Another product.
        CrossSell = "CROSS_SELL",
        /// A higher plan.
        Upgrade = "UPGRADE",
    }
}

closed_list! {
    /// How surely an opportunity will be won.
    ForecastCategory {
        /// 0.95.
        Commit = "COMMIT",
        /// 0.70.
        BestCase = "BEST_CASE",
        /// 0.40.
        Pipeline = "PIPELINE",
        /// Not counted.
        Omitted = "OMITTED",
        /// Won.
        ClosedWon = "CLOSED_WON",
        /// Lost.
        ClosedLost = "CLOSED_LOST",
    }
}

closed_list! {
    /// How an opportunity ended.
    OpportunityOutcome {
        /// Signed.
        Won = "WON",
        /// Not signed.
        Lost = "LOST",
    }
}
