use crate::closed_list::closed_list;

closed_list! {
    /// The formula a score is made with (metrics.md §4.3).
    Profile {
        /// Six components, the default.
        Six = "SIX",
        /// Usage consistency, adoption, support, payment.
        Sub100 = "SUB100",
        /// Product usage, support, commercial, engagement.
        Cx4 = "CX4",
    }
}

closed_list! {
    /// The band of a health score.
    HealthStatus {
        /// Standard engagement.
        Healthy = "HEALTHY",
        /// Increase touchpoints.
        Monitor = "MONITOR",
        /// Intervention required.
        AtRisk = "AT_RISK",
        /// Executive escalation.
        Critical = "CRITICAL",
    }
}

closed_list! {
    /// Where a score is going: three points in thirty days count as a move (M003).
    HealthTrend {
        /// Up by 3 or more.
        Up = "UP",
        /// Down by 3 or more.
        Down = "DOWN",
        /// In between, or unknown.
        Flat = "FLAT",
    }
}

closed_list! {
    /// Whether a component could be computed (metrics.md §4.1).
    ComponentState {
        /// From fresh input.
        Ok = "OK",
        /// No source, or not applicable: its weight goes to the others.
        NoData = "NO_DATA",
        /// The source is connected but silent: the last good value is carried at half confidence.
        Stale = "STALE",
        /// The input failed validation: treated like STALE.
        Error = "ERROR",
    }
}

closed_list! {
    /// How much of a figure rests on fresh input.
    ConfidenceLevel {
        /// Most of it.
        High = "HIGH",
        /// A good part of it.
        Medium = "MEDIUM",
        /// Little of it.
        Low = "LOW",
    }
}

closed_list! {
    /// The band of a churn risk score: LOW below 20, HIGH above 50.
    ChurnCategory {
        /// Below 20.
        Low = "LOW",
        /// 20 to 50.
        Medium = "MEDIUM",
        /// Above 50.
        High = "HIGH",
    }
}

closed_list! {
    /// What a churn probability comes from.
    ChurnSource {
        /// The trained model.
        Model = "MODEL",
        /// The fixed points of metrics.md §10.3.
        Heuristic = "HEURISTIC",
        /// The client gave notice.
        Notice = "NOTICE",
    }
}

closed_list! {
    /// Why a client counts as at risk (M008).
    AtRiskReason {
        /// Health below 60.
        HealthLow = "HEALTH_LOW",
        /// Churn risk above 50.
        ChurnHigh = "CHURN_HIGH",
        /// A renewal is past due and unresolved.
        RenewalOverdue = "RENEWAL_OVERDUE",
        /// No activity for 90 days.
        Inactive90 = "INACTIVE_90",
    }
}

closed_list! {
    /// Why a back-test should not be trusted, or what it found to be wrong (metrics.md §4.5).
    BackTestWarning {
        /// Fewer than thirty clients.
        FewClients = "FEW_CLIENTS",
        /// Fewer than ten departures.
        FewEvents = "FEW_EVENTS",
        /// A healthier band lost as large a share as a worse one, or a larger one.
        BandsDoNotSeparate = "BANDS_DO_NOT_SEPARATE",
    }
}
