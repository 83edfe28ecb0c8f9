//! Names and units of components and inputs, so that every screen says "Mean daily users 20 → 12".

use std::borrow::Cow;

use super::components::Component;

/// What the number of an input counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A plain number.
    Count,
    /// Days.
    Days,
    /// Percent, 0 to 100.
    Percent,
    /// Points of a score, 0 to 100.
    Points,
    /// An answer from 0 to 10.
    OutOfTen,
}

/// The name and the unit of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputLabel {
    /// What to call it.
    pub name: Cow<'static, str>,
    /// What it counts.
    pub unit: Unit,
}

/// What to call a component.
pub const fn component_label(component: Component) -> &'static str {
    match component {
        Component::Usage => "Usage",
        Component::Adoption => "Adoption",
        Component::Support => "Support",
        Component::Relationship => "Relationship",
        Component::Contract => "Contract",
        Component::Outcome => "Outcomes",
        Component::UsageConsistency => "Usage consistency",
        Component::Payment => "Payment",
        Component::ProductUsage => "Product usage",
        Component::Commercial => "Commercial",
        Component::Engagement => "Engagement",
    }
}

/// What to call an input of a component, and what it counts.
pub fn input_label(component: Component, key: &str) -> InputLabel {
    let (name, unit) = match key {
        "mean_dau" => ("Mean daily users", Unit::Count),
        "expected_dau" => ("Expected daily users", Unit::Count),
        "wau" => ("Weekly users", Unit::Count),
        "expected_wau" => ("Expected weekly users", Unit::Count),
        "session_depth" => ("Actions per session", Unit::Count),
        "expected_session_depth" => ("Expected actions per session", Unit::Count),
        "login_days" => ("Active days per user and week", Unit::Days),
        "expected_login_days" => ("Expected active days per user and week", Unit::Days),
        "active_days" => ("Working days with use", Unit::Days),
        "working_days" => ("Working days", Unit::Days),
        "used" => ("Features in use", Unit::Count),
        "licensed" => ("Licensed features", Unit::Count),
        "low" => ("New low tickets", Unit::Count),
        "medium" => ("New medium tickets", Unit::Count),
        "high" => ("New high tickets", Unit::Count),
        "critical" => ("New critical tickets", Unit::Count),
        "overdue" => ("Tickets past deadline", Unit::Count),
        "seats" => ("Seats", Unit::Count),
        "csat" => ("Satisfied answers", Unit::Percent),
        "days_since_contact" => ("Days since contact", Unit::Days),
        "target_days" => ("Target days between contacts", Unit::Days),
        "covered_roles" => ("Roles with an engaged contact", Unit::Count),
        "required_roles" => ("Required roles", Unit::Count),
        "nps" => ("NPS answers", Unit::OutOfTen),
        "days_past_due" => ("Days past due", Unit::Days),
        "failed_charges" => ("Failed charges", Unit::Count),
        "renewal" => ("Renewal outlook", Unit::Points),
        "community" => ("Community participation", Unit::Points),
        "others" => ("Other inputs", Unit::Count),
        other => return outcome_label(component, other),
    };
    InputLabel { name: Cow::Borrowed(name), unit }
}

/// Outcomes are named by the client's own keys: `case_resolution.actual` is "Case resolution".
fn outcome_label(component: Component, key: &str) -> InputLabel {
    let (metric, part) = key.rsplit_once('.').unwrap_or((key, ""));
    let words = metric.replace('_', " ");
    let mut letters = words.chars();
    let name: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let name = match part {
        "target" => format!("{name}, target"),
        _ if component == Component::Outcome => format!("{name}, reached"),
        _ => name,
    };
    InputLabel { name: Cow::Owned(name), unit: Unit::Count }
}
