//! The words of the product as people read them, each closed list in one place.
use domain::{
    NullReason,
    alert::{AlertSeverity, AlertStatus, AlertType},
    api_key::{ApiKeyStatus, ApiScope},
    audit::AuditAction,
    benchmark::CohortKind,
    client::{ArrSource, ContactRole, ContractTier, EngagementStatus, LifecycleStatus, SizeSegment},
    health::{
        AtRiskReason, BackTestWarning, ChurnCategory, ChurnSource, ComponentState, ConfidenceLevel, HealthStatus,
        Profile,
    },
    import::ImportStatus,
    notification::{Channel, DeliveryKind, DeliveryState, Digest},
    period::ReportPeriod,
    revenue::{PriorityCategory, RenewalStatus, RenewalValueBand},
    staff::Role,
    team::{CapacityBand, LeaderboardPart, MoveLock},
    usage::{AdoptionStatus, UsageTrend},
    work::{ActivityOutcome, ActivityType, FollowUp, NoteType, TicketSeverity, TimelineKind},
};

/// A closed list that people read.
pub trait Words {
    fn words(self) -> &'static str;
}

macro_rules! words {
    ($($type:ident { $($variant:ident => $text:literal),+ $(,)? })+) => {$(
        impl Words for $type {
            fn words(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    )+};
}

words! {
    HealthStatus { Healthy => "Healthy", Monitor => "Monitor", AtRisk => "At risk", Critical => "Critical" }
    ContractTier { Starter => "Starter", Professional => "Professional", Enterprise => "Enterprise", Custom => "Custom" }
    LifecycleStatus { Trial => "Trial", Onboarding => "Onboarding", Active => "Active", Churned => "Churned" }
    SizeSegment { Enterprise => "Enterprise", MidMarket => "Mid-market", Smb => "Small business", Unknown => "Size unknown" }
    ArrSource { Billing => "billing", Crm => "the CRM", Manual => "entered or imported" }
    ChurnCategory { Low => "Low", Medium => "Medium", High => "High" }
    ChurnSource { Model => "by the model", Heuristic => "by rules", Notice => "notice given" }
    ConfidenceLevel { High => "high", Medium => "medium", Low => "low" }
    ComponentState { Ok => "Fresh", NoData => "No data", Stale => "Stale", Error => "Not valid" }
    RenewalStatus { Overdue => "Overdue", DueSoon => "Due soon", Active => "Not due yet" }
    PriorityCategory { Critical => "Critical", High => "High", Medium => "Medium", Low => "Low" }
    RenewalValueBand { High => "High value", Medium => "Medium value", Low => "Low value", Unbanded => "Value unknown" }
    CohortKind {
        TierIndustry => "Tier and industry",
        Tier => "Tier",
        Industry => "Industry",
        Size => "Size",
        Tenure => "Tenure",
        All => "All clients",
        SavedSegment => "Saved segment",
    }
    ReportPeriod {
        ThisMonth => "This month",
        LastMonth => "Last month",
        ThisQuarter => "This quarter",
        LastQuarter => "Last quarter",
        YearToDate => "This year",
    }
    CapacityBand { Under => "Has room", Ok => "Good", High => "High", Overloaded => "Overloaded" }
    LeaderboardPart {
        Retention => "Clients kept",
        Expansion => "Expansion won",
        HealthChange => "Change of health",
        Response => "Response",
    }
    MoveLock {
        Renewal => "Renewal overdue or within 60 days",
        SavePlay => "A save play is open",
        Critical => "Health is critical",
        Reassigned => "Changed hands within 180 days",
    }
    AtRiskReason {
        HealthLow => "Health below 60",
        ChurnHigh => "Churn risk above 50 %",
        RenewalOverdue => "Renewal overdue",
        Inactive90 => "No activity for 90 days",
    }
    BackTestWarning {
        FewClients => "Fewer than 30 clients were looked at: the figures say nothing yet.",
        FewEvents => "Fewer than 10 clients left: the figures may well be chance.",
        BandsDoNotSeparate => "The bands do not separate: a healthier band lost as large a share as a worse one.",
    }
    Profile { Six => "Six components", Sub100 => "Subscription, four components", Cx4 => "Experience, four components" }
    Channel { InApp => "In app", Email => "E-mail", Slack => "Slack" }
    Digest { Off => "Never", Daily => "Every morning", Weekly => "Monday morning" }
    DeliveryKind { Alerts => "Alerts", Mention => "Mention", Digest => "Summary", Test => "Test message" }
    DeliveryState { Pending => "Waiting", Sent => "Sent", Failed => "Failed, tried again", GaveUp => "Given up", Cancelled => "Not needed" }
    AlertSeverity { Critical => "Critical", High => "High", Medium => "Medium", Low => "Low" }
    AlertStatus {
        New => "New",
        Acknowledged => "Acknowledged",
        Snoozed => "Snoozed",
        Dismissed => "Dismissed",
        Resolved => "Resolved",
    }
    AlertType {
        HealthDrop => "Health drop",
        HealthCritical => "Health critical",
        ChurnRiskHigh => "Churn risk high",
        KeyUserInactive => "Key user inactive",
        ChampionRisk => "Champion at risk",
        NoLogin => "Nobody signs in",
        SupportSpike => "Support spike",
        SupportEscalation => "Support escalation",
        UsageDecline => "Usage decline",
        FeatureAbandoned => "Feature abandoned",
        RenewalApproaching => "Renewal approaching",
        RenewalOverdue => "Renewal overdue",
        RenewalAtRisk => "Renewal at risk",
        ContractUtilizationLow => "Seats unused",
        UsageLimit => "Seats nearly full",
        NpsDetractor => "Detractor",
        PaymentIssue => "Payment issue",
        NoContact => "No contact",
        FollowUpOverdue => "Follow-up overdue",
        UnexpectedChurn => "Unexpected churn",
        MajorExpansion => "Major expansion",
        CsmOverload => "CSM overload",
        DataQuality => "Data quality",
    }
    NullReason {
        NoData => "Nothing was ever recorded.",
        NotApplicable => "It makes no sense for this client.",
        ZeroDenominator => "There is nothing to divide by.",
        InsufficientHistory => "There are too few days of history yet.",
        InsufficientData => "There are too few inputs.",
        SuppressedSmallN => "There are too few similar clients to compare with.",
        Stale => "The source has not been read for too long.",
        Error => "The input failed validation.",
        NotConfigured => "The capability that fills it is not switched on.",
    }
    Role {
        Csm => "Client success manager",
        SeniorCsm => "Senior client success manager",
        Ae => "Account executive",
        VpClientSuccess => "VP client success",
        VpSales => "VP sales",
        Admin => "Administrator",
    }
    ApiScope { Read => "Read", Write => "Write", Ingest => "Bring data in", Admin => "Everything" }
    ApiKeyStatus { Active => "Active", Expired => "Expired", Revoked => "Revoked", UserDisabled => "User disabled" }
    AuditAction {
        Read => "Read",
        Create => "Created",
        Update => "Changed",
        Delete => "Removed",
        Login => "Signed in",
        Logout => "Signed out",
        LoginFailed => "Sign-in failed",
        Run => "Ran",
    }
    ContactRole {
        Champion => "Champion",
        ExecutiveSponsor => "Executive sponsor",
        Admin => "Administrator",
        User => "User",
        Billing => "Billing",
        Other => "Other",
    }
    EngagementStatus { Active => "Active", Declining => "Declining", Inactive => "Inactive" }
    ActivityType {
        Call => "Call",
        Email => "E-mail",
        Meeting => "Meeting",
        Qbr => "Business review",
        Training => "Training",
        Onboarding => "Onboarding",
        SupportEscalation => "Support escalation",
        ExecutiveTouchpoint => "Executive touchpoint",
        InternalDiscussion => "Internal discussion",
        Other => "Other",
    }
    ActivityOutcome {
        SuccessfulEngagement => "Went well",
        IssueIdentified => "Issue identified",
        ExpansionOpportunity => "Expansion opportunity",
        RiskIdentified => "Risk identified",
        FollowUpRequired => "Follow-up required",
        NoActionNeeded => "No action needed",
    }
    FollowUp { Open => "Open", Overdue => "Overdue", Completed => "Done" }
    NoteType {
        General => "General",
        Strategy => "Strategy",
        Risk => "Risk",
        Opportunity => "Opportunity",
        QbrPrep => "Business review",
        Internal => "Internal",
    }
    TicketSeverity { Low => "Low", Medium => "Medium", High => "High", Critical => "Critical" }
    TimelineKind {
        Activity => "Activities",
        Ticket => "Tickets",
        ScoreChange => "Health changes",
        Renewal => "Renewals",
        Note => "Notes",
        Alert => "Alerts",
        KeyEvent => "Key events",
    }
    AdoptionStatus {
        NotLicensed => "Not licensed",
        NotConfigured => "Not configured",
        NotUsed => "Not used",
        LightUse => "Light use",
        ActiveUse => "Active use",
        PowerUse => "Power use",
    }
    UsageTrend { Increasing => "Increasing", Decreasing => "Decreasing", Stable => "Stable", NoUse => "No use" }
    ImportStatus {
        Staging => "Reading files",
        Staged => "Read, nothing written",
        Applying => "Writing rows",
        Applied => "Applied",
        Failed => "Failed",
        Undone => "Undone",
    }
}

/// What a factor of churn is called.
pub fn factor(key: &str) -> String {
    with_acronyms(&crate::format::sentence(key))
}

/// The same within a sentence: an acronym stays as it is.
pub fn within(words: &str) -> String {
    let is_acronym = words.chars().nth(1).is_some_and(char::is_uppercase);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if !is_acronym => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// Writes the field's acronyms as people do: `NPS low`, not `Nps low`.
fn with_acronyms(words: &str) -> String {
    const ACRONYMS: [&str; 12] = ["AE", "API", "ARR", "CRM", "CSAT", "CSM", "DAU", "MAU", "MRR", "NPS", "QBR", "SLA"];
    let written = |word: &str| {
        let known = ACRONYMS.into_iter().find(|acronym| acronym.eq_ignore_ascii_case(word));
        known.map_or_else(|| word.to_owned(), str::to_owned)
    };
    words.split(' ').map(written).collect::<Vec<String>>().join(" ")
}

/// What a role on the platform is called; `CCO` stays as it is.
pub fn platform_role(role: &str) -> String {
    if role.len() <= 3 { role.to_owned() } else { crate::format::sentence(role) }
}

/// What a health component is called.
pub fn component(key: &str) -> String {
    match key {
        "outcome" | "outcomes" => "Outcomes".to_owned(),
        key => with_acronyms(&crate::format::sentence(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_of_the_field_are_written_as_such() {
        assert_eq!(factor("nps_low"), "NPS low");
        assert_eq!(factor("CSAT_DECLINE"), "CSAT decline");
        assert_eq!(factor("no_qbr"), "No QBR");
        assert_eq!(factor("champion_inactive"), "Champion inactive");
        assert_eq!((within("NPS low").as_str(), within("Past due").as_str()), ("NPS low", "past due"));
    }
}
