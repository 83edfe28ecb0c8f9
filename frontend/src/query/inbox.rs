use domain::{
    StaffId,
    alert::{AlertSeverity, AlertStatus, AlertType},
};

use super::{Search, parsed};

/// Which alerts the inbox shows: one tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    #[default]
    ToDo,
    Snoozed,
    Closed,
}

impl Standing {
    pub const ALL: [Self; 3] = [Self::ToDo, Self::Snoozed, Self::Closed];

    pub const fn key(self) -> &'static str {
        match self {
            Self::ToDo => "to-do",
            Self::Snoozed => "snoozed",
            Self::Closed => "closed",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::ToDo => "To do",
            Self::Snoozed => "Snoozed",
            Self::Closed => "Closed",
        }
    }

    /// Whether an alert of this status is shown.
    pub fn shows(self, status: AlertStatus) -> bool {
        self.statuses().contains(&status)
    }

    const fn statuses(self) -> &'static [AlertStatus] {
        match self {
            Self::ToDo => &[AlertStatus::New, AlertStatus::Acknowledged],
            Self::Snoozed => &[AlertStatus::Snoozed],
            Self::Closed => &[AlertStatus::Dismissed, AlertStatus::Resolved],
        }
    }

    fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.key() == key)
    }
}

/// Clients on a page of the inbox.
pub const INBOX_LIMIT: i64 = 25;

/// Alerts about the team that are shown; more are for the API.
const TEAM_LIMIT: i64 = 50;

/// Everything that decides which alerts the inbox shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inbox {
    pub standing: Standing,
    pub severity: Vec<AlertSeverity>,
    pub alert_type: Vec<AlertType>,
    pub csm_id: Vec<StaffId>,
    pub q: String,
    /// Pages before this one.
    pub skipped: i64,
}

impl Inbox {
    /// Reads the parameters of an address. What cannot be read is left out: a link from elsewhere must not break.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let list = |name: &str| -> Vec<String> {
            let text = parameter(name).unwrap_or_default();
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let page = parameter("page").and_then(|text| text.parse::<i64>().ok()).unwrap_or(1).max(1);
        Self {
            standing: parameter("show").and_then(|key| Standing::of(&key)).unwrap_or_default(),
            severity: parsed(&list("severity")),
            alert_type: parsed(&list("alert_type")),
            csm_id: parsed(&list("csm_id")),
            q: parameter("q").unwrap_or_default(),
            skipped: page - 1,
        }
    }

    /// The number of the page, from 1.
    pub fn page(&self) -> i64 {
        self.skipped + 1
    }

    /// The query of the page's own address; what is as usual is left out.
    pub fn to_search(&self) -> String {
        let mut search = Search::default();
        search.put("show", self.standing.key(), self.standing != Standing::ToDo);
        self.put_filters(&mut search);
        search.put("page", &self.page().to_string(), self.skipped > 0);
        search.0
    }

    /// The query of `GET /alerts/by-client`.
    pub fn to_api(&self) -> String {
        let mut search = Search::default();
        search.list("status", self.standing.statuses().iter().map(|status| status.as_str().to_owned()));
        self.put_filters(&mut search);
        search.put("page", &self.page().to_string(), true);
        search.put("limit", &INBOX_LIMIT.to_string(), true);
        search.0
    }

    /// The query of `GET /team-alerts`, which know of no client and nobody's book.
    pub fn to_team_api(&self) -> String {
        let mut search = Search::default();
        search.list("status", self.standing.statuses().iter().map(|status| status.as_str().to_owned()));
        self.put_kinds(&mut search);
        search.put("limit", &TEAM_LIMIT.to_string(), true);
        search.0
    }

    /// Whether alerts about the team have a place here: above the first page, unless one looks for certain clients.
    pub fn shows_team(&self) -> bool {
        self.skipped == 0 && self.csm_id.is_empty() && self.q.is_empty()
    }

    fn put_filters(&self, search: &mut Search) {
        self.put_kinds(search);
        search.list("csm_id", self.csm_id.iter().map(ToString::to_string));
        search.put("q", &self.q, !self.q.is_empty());
    }

    fn put_kinds(&self, search: &mut Search) {
        search.list("severity", self.severity.iter().map(|value| value.as_str().to_owned()));
        search.list("alert_type", self.alert_type.iter().map(|value| value.as_str().to_owned()));
    }

    /// Whether anything beyond the tab narrows the list.
    pub fn is_filtered(&self) -> bool {
        *self != Self { standing: self.standing, skipped: self.skipped, ..Self::default() }
    }

    /// The same tab without filters.
    pub fn unfiltered(&self) -> Self {
        Self { standing: self.standing, ..Self::default() }
    }

    /// The same on its first page, as every other filter begins.
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut query = Self { skipped: 0, ..self.clone() };
        change(&mut query);
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(search: &str) -> Inbox {
        let pairs: Vec<(&str, &str)> = search.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Inbox::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_address_reproduces_its_inbox() {
        let search = "show=snoozed&severity=CRITICAL,HIGH&alert_type=NO_LOGIN&q=acme&page=3";
        let query = read(search);
        assert_eq!(query.to_search(), search);
        assert_eq!(query.page(), 3);
        assert!(query.is_filtered());
        assert_eq!(query.changed(|query| query.q.clear()).page(), 1, "another filter begins on its first page");
        assert_eq!(read("").to_search(), "");
    }

    #[test]
    fn a_tab_asks_for_its_statuses() {
        assert_eq!(read("").to_api(), "status=NEW,ACKNOWLEDGED&page=1&limit=25");
        assert_eq!(read("show=closed").to_api(), "status=DISMISSED,RESOLVED&page=1&limit=25");
    }

    #[test]
    fn alerts_about_the_team_know_of_no_client() {
        let query = read("show=snoozed&severity=HIGH&q=acme&page=3");
        assert_eq!(query.to_team_api(), "status=SNOOZED&severity=HIGH&limit=50");
        assert!(!query.shows_team() && read("severity=HIGH").shows_team());
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("show=all&severity=HUGE&page=0"), Inbox::default());
    }
}
