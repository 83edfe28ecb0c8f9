//! The addresses of the app. Nothing else spells one.
use chrono::NaiveDate;
use domain::{
    ClientId, ContactId, HealthScoreConfigId, ImportBatchId, NoteId, SegmentId, StaffId, notification::DeliveryState,
};

use crate::query::{Inbox, Portfolio};

pub const PORTFOLIO: &str = "/";
pub const MY_DAY: &str = "/my-day";
pub const ALERTS: &str = "/alerts";
pub const LOGIN: &str = "/login";
pub const FOLLOW_UPS: &str = "/follow-ups";
pub const ANALYTICS: &str = "/analytics";
pub const CHURN_RISK: &str = "/analytics/churn-risk";
pub const BENCHMARKS: &str = "/analytics/benchmarks";
pub const FEATURES: &str = "/analytics/features";
pub const RENEWALS: &str = "/renewals";
pub const TEAM: &str = "/team";
pub const SETTINGS: &str = "/settings";
pub const SESSIONS: &str = "/settings/sessions";
pub const IMPORTS: &str = "/settings/imports";
pub const SEGMENTS: &str = "/settings/segments";
pub const NEW_SEGMENT: &str = "/settings/segments/new";
pub const HEALTH_SCORE: &str = "/settings/health-score";
pub const ALERT_SETTINGS: &str = "/settings/alerts";
pub const USERS: &str = "/settings/users";
pub const API_KEYS: &str = "/settings/api-keys";
pub const AUDIT: &str = "/settings/audit";

/// The portfolio as a query shows it.
pub fn portfolio(query: &Portfolio) -> String {
    let search = query.to_search();
    if search.is_empty() { PORTFOLIO.to_owned() } else { format!("{PORTFOLIO}?{search}") }
}

/// The inbox as a query shows it.
pub fn alerts(query: &Inbox) -> String {
    let search = query.to_search();
    if search.is_empty() { ALERTS.to_owned() } else { format!("{ALERTS}?{search}") }
}

/// One client.
pub fn client(id: ClientId) -> String {
    format!("/clients/{id}")
}

/// A tab of one client; the first has no segment of its own.
pub fn client_tab(id: ClientId, segment: &str) -> String {
    if segment.is_empty() { client(id) } else { format!("/clients/{id}/{segment}") }
}

/// A contact among the others of its client.
pub fn contact(client: ClientId, id: ContactId) -> String {
    format!("{}?contact={id}", client_tab(client, "contacts"))
}

/// A note above the others about its client.
pub fn note(client: ClientId, id: NoteId) -> String {
    format!("{}?note={id}", client_tab(client, "notes"))
}

/// The part of a path that stays while one page is open: tabs of a client are one page.
pub fn page(path: &str) -> &str {
    let is_client = path.starts_with("/clients/");
    let end = path.match_indices('/').nth(2).map(|(at, _)| at).filter(|_| is_client);
    end.map_or(path, |end| &path[..end])
}

/// The adoption of one feature by a client.
pub fn feature(id: ClientId, feature: &str) -> String {
    format!("{}/{}", client_tab(id, "adoption"), crate::query::escape(feature))
}

/// One client, comparing two days.
pub fn client_between(id: ClientId, from: NaiveDate, to: NaiveDate) -> String {
    format!("/clients/{id}?from={from}&to={to}")
}

/// A page of what asks for one today.
pub fn my_day(page: i64) -> String {
    if page <= 1 { MY_DAY.to_owned() } else { format!("{MY_DAY}?page={page}") }
}

/// Follow-ups of a status, on a page.
pub fn follow_ups(status: &str, page: i64) -> String {
    format!("{FOLLOW_UPS}?status={status}&page={page}")
}

/// One version of how scores are made.
pub fn score_version(id: HealthScoreConfigId) -> String {
    format!("{HEALTH_SCORE}?version={id}")
}

/// A page of the list of imports.
pub fn imports(page: i64) -> String {
    if page <= 1 { IMPORTS.to_owned() } else { format!("{IMPORTS}?page={page}") }
}

/// One client success manager.
pub fn member(id: StaffId) -> String {
    format!("{TEAM}/{id}")
}

/// The settings of alerts, with deliveries of a state on a page.
pub fn alert_settings(state: Option<DeliveryState>, page: i64) -> String {
    let state = state.map(|state| format!("&state={state}")).unwrap_or_default();
    format!("{ALERT_SETTINGS}?page={page}{state}")
}

/// One import.
pub fn import(id: ImportBatchId) -> String {
    format!("{IMPORTS}/{id}")
}

/// One saved segment.
pub fn segment(id: SegmentId) -> String {
    format!("{SEGMENTS}/{id}")
}

/// A page with its filters.
pub fn filtered(page: &str, search: &str) -> String {
    if search.is_empty() { page.to_owned() } else { format!("{page}?{search}") }
}

/// The sign-in page that returns to `next`.
pub fn login(next: &str) -> String {
    if next.is_empty() || next == PORTFOLIO || next.starts_with(LOGIN) {
        return LOGIN.to_owned();
    }
    format!("{LOGIN}?next={}", crate::query::escape(next))
}

/// Where to go after signing in: a page of this app, never another site.
pub fn after_login(next: Option<&str>) -> String {
    match next {
        Some(next)
            if next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.starts_with(LOGIN) =>
        {
            next.to_owned()
        }
        _ => PORTFOLIO.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_returns_to_the_page_asked_for() {
        assert_eq!(login("/clients/1?a=b&c"), "/login?next=%2Fclients%2F1%3Fa%3Db%26c");
        assert_eq!(login("/"), "/login");
        assert_eq!(after_login(Some("/clients/1?a=b")), "/clients/1?a=b");
    }

    #[test]
    fn tabs_of_a_client_are_one_page() {
        assert_eq!(page("/clients/1/usage/days"), page("/clients/1"));
        assert_ne!(page("/clients/1/usage"), page("/clients/2/usage"));
        assert_eq!(page("/settings/imports/1"), "/settings/imports/1");
    }

    #[test]
    fn signing_in_never_leaves_the_app() {
        for next in ["https://example.com", "//example.com", "/\\example.com", "/login?next=/login", "clients"] {
            assert_eq!(after_login(Some(next)), "/", "{next}");
        }
        assert_eq!(after_login(None), "/");
    }
}
