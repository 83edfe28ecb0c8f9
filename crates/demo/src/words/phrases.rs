/// A line of business, and what its companies call themselves.
#[derive(Debug)]
pub(crate) struct Industry {
    pub(crate) name: &'static str,
    pub(crate) weight: f64,
    pub(crate) suffixes: &'static [&'static str],
}

pub(crate) const INDUSTRIES: [Industry; 12] = [
    Industry { name: "Healthcare", weight: 16.0, suffixes: &["Health", "Care", "Clinics", "Medical"] },
    Industry { name: "Financial Services", weight: 15.0, suffixes: &["Capital", "Bank", "Mutual", "Finance"] },
    Industry { name: "Technology", weight: 14.0, suffixes: &["Systems", "Software", "Labs", "Digital"] },
    Industry { name: "Manufacturing", weight: 12.0, suffixes: &["Industries", "Works", "Machines", "Components"] },
    Industry { name: "Retail", weight: 9.0, suffixes: &["Stores", "Goods", "Market", "Outfitters"] },
    Industry { name: "Energy", weight: 7.0, suffixes: &["Energy", "Power", "Renewables", "Grid"] },
    Industry { name: "Logistics", weight: 7.0, suffixes: &["Logistics", "Freight", "Shipping", "Transport"] },
    Industry { name: "Education", weight: 6.0, suffixes: &["Academy", "Learning", "College", "Education"] },
    Industry { name: "Professional Services", weight: 5.0, suffixes: &["Advisory", "Consulting", "Associates", "Law"] },
    Industry { name: "Insurance", weight: 4.0, suffixes: &["Insurance", "Assurance", "Underwriting", "Re"] },
    Industry { name: "Food and Beverage", weight: 3.0, suffixes: &["Foods", "Provisions", "Dairy", "Brewing"] },
    Industry {
        name: "Public Sector",
        weight: 2.0,
        suffixes: &["County Council", "Water Board", "Transit Authority", "Housing"],
    },
];

pub(crate) const TICKET_SUBJECTS: [&str; 16] = [
    "Report export stops at 80 %",
    "Single sign-on asks for the password twice",
    "Dashboard shows yesterday's figures",
    "Cannot assign a case to a new investigator",
    "Reminder e-mails arrive late",
    "Question about user roles",
    "Policy attachment does not open",
    "Campaign progress counts people who left",
    "Slow search in the case list",
    "API answers 429 during the nightly sync",
    "Attestation link has expired",
    "Conversation hand-over loses the last message",
    "Wrong time zone in the audit trail",
    "How to archive closed disclosures",
    "Bulk upload rejects valid dates",
    "Cases page does not load",
];

pub(crate) const COMMENTS_GOOD: [&str; 6] = [
    "Our team relies on it every day.",
    "Support answered within the hour.",
    "Reporting saves us two days a month.",
    "Easy to roll out to new sites.",
    "The review with our success manager was useful.",
    "Does what we bought it for.",
];

pub(crate) const COMMENTS_POOR: [&str; 6] = [
    "Too many open tickets for too long.",
    "Only a few people here still use it.",
    "The person who ran this has left and nobody took over.",
    "Hard to justify at this price.",
    "We have not heard from you in months.",
    "Search is slow and exports fail.",
];

pub(crate) const CHURN_FEEDBACK: [&str; 5] = [
    "Usage never came back after the reorganisation.",
    "Budget was moved to another programme.",
    "The group standardised on another vendor.",
    "Support issues stayed open for too long.",
    "The business was acquired; contracts are being merged.",
];

/// What a touchpoint was about.
pub(crate) fn topic(activity_type: &str) -> &'static [&'static str] {
    match activity_type {
        "CALL" => &["Check-in call", "Follow-up on open tickets", "Usage review", "Renewal conversation"],
        "EMAIL" => &["Monthly summary", "Answer to a roll-out question", "New release notes", "Shared best practices"],
        "MEETING" => &["Success plan review", "Roadmap session", "Adoption workshop", "Stakeholder alignment"],
        "QBR" => &["Business review"],
        "TRAINING" => &["Investigator training", "Administrator training", "Reporting training"],
        "ONBOARDING" => &["Kick-off", "Configuration session", "Go-live preparation", "First weeks review"],
        "EXECUTIVE_TOUCHPOINT" => &["Executive sponsor check-in"],
        "SUPPORT_ESCALATION" => &["Escalation of open tickets"],
        "INTERNAL_DISCUSSION" => &["Account planning", "Risk review"],
        _ => &["Note"],
    }
}
