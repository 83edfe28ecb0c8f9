use crate::closed_list::closed_list;

closed_list! {
    /// What the client signed for.
    ContractTier {
        /// The smallest contract.
        Starter = "STARTER",
        /// The middle contract.
        Professional = "PROFESSIONAL",
        /// The largest standard contract.
        Enterprise = "ENTERPRISE",
        /// Negotiated terms.
        Custom = "CUSTOM",
    }
}

closed_list! {
    /// Where the client stands in its life with us.
    LifecycleStatus {
        /// Tries the product, pays nothing yet.
        Trial = "TRIAL",
        /// Signed, not live yet.
        Onboarding = "ONBOARDING",
        /// Live and paying.
        Active = "ACTIVE",
        /// Gone.
        Churned = "CHURNED",
    }
}

closed_list! {
    /// Which system a client's ARR comes from (metrics.md K23).
    ArrSource {
        /// Subscriptions of the billing system.
        Billing = "BILLING",
        /// A field of the CRM.
        Crm = "CRM",
        /// Entered or imported.
        Manual = "MANUAL",
    }
}

closed_list! {
    /// How large the client is (metrics.md §3).
    SizeSegment {
        /// 1000 employees or more, else ARR of 100k or more.
        Enterprise = "ENTERPRISE",
        /// 100 employees or more, else ARR of 25k or more.
        MidMarket = "MID_MARKET",
        /// Below that.
        Smb = "SMB",
        /// Neither employees nor ARR are known.
        Unknown = "UNKNOWN",
    }
}

closed_list! {
    /// What a contact is to the relationship.
    ContactRole {
        /// Power user and internal advocate.
        Champion = "CHAMPION",
        /// Budget holder.
        ExecutiveSponsor = "EXECUTIVE_SPONSOR",
        /// System administrator.
        Admin = "ADMIN",
        /// Regular user.
        User = "USER",
        /// Finance contact.
        Billing = "BILLING",
        /// Anyone else.
        Other = "OTHER",
    }
}

closed_list! {
    /// How engaged a contact is on the platform (M028).
    EngagementStatus {
        /// Regular activity.
        Active = "ACTIVE",
        /// Activity is dropping.
        Declining = "DECLINING",
        /// No login for 14 days or more, or never.
        Inactive = "INACTIVE",
    }
}

closed_list! {
    /// A column of the portfolio beside the name.
    PortfolioColumn {
        /// Health and its band.
        Health = "health",
        /// Points over 30 days.
        Trend = "trend",
        /// Churn risk and its band.
        Churn = "churn",
        /// ARR.
        Arr = "arr",
        /// Date and standing of the renewal.
        Renewal = "renewal",
        /// Last touchpoint of the CSM.
        LastContact = "last-contact",
        /// Client success manager.
        Csm = "csm",
        /// Account executive.
        Ae = "ae",
        /// Free segment.
        Segment = "segment",
        /// Tags.
        Tags = "tags",
        /// Last activity on the platform.
        LastActivity = "last-activity",
        /// Lifecycle.
        Lifecycle = "lifecycle",
        /// Size segment.
        Size = "size",
    }
}
