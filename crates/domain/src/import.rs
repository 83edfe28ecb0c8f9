use crate::closed_list::closed_list;

closed_list! {
    /// A source of facts, tenant-wide. Decides OK, NO_DATA and STALE of health components.
    DataFeed {
        /// Users' sessions and actions.
        Usage = "USAGE",
        /// Use of features.
        FeatureUsage = "FEATURE_USAGE",
        /// Helpdesk tickets.
        Support = "SUPPORT",
        /// NPS and CSAT answers.
        Survey = "SURVEY",
        /// Subscriptions, invoices, payments.
        Billing = "BILLING",
        /// Accounts and opportunities.
        Crm = "CRM",
        /// Outcomes with targets.
        Outcome = "OUTCOME",
    }
}

closed_list! {
    /// How a source delivers.
    FeedMode {
        /// A file now and then: never stale, its age is shown.
        Import = "IMPORT",
        /// Expected to keep coming: stale after 48 hours (usage, support) or 7 days (CRM, billing).
        Continuous = "CONTINUOUS",
    }
}

closed_list! {
    /// Where an import batch stands.
    ImportStatus {
        /// Files are being read.
        Staging = "STAGING",
        /// Files are read, nothing is written yet.
        Staged = "STAGED",
        /// Rows are being written, in one transaction.
        Applying = "APPLYING",
        /// Done.
        Applied = "APPLIED",
        /// Nothing was written; `error` says why.
        Failed = "FAILED",
        /// Reverted.
        Undone = "UNDONE",
    }
}
