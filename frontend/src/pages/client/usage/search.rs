//! The state of the tab as it stands in the address: how many days, which users, in what order.
use domain::client::EngagementStatus;

/// Days a chart may show.
pub const DAYS: [i64; 3] = [30, 90, 365];
const USUAL_DAYS: i64 = 90;
/// Users of a page.
pub const USERS: i64 = 25;

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    pub days: i64,
    pub status: Option<EngagementStatus>,
    pub candidates: bool,
    pub sort: Option<String>,
    pub page: i64,
}

impl Default for Search {
    fn default() -> Self {
        Self { days: USUAL_DAYS, status: None, candidates: false, sort: None, page: 1 }
    }
}

impl Search {
    /// Reads an address; what makes no sense in it is left out.
    pub fn read<'a>(parameter: impl Fn(&str) -> Option<&'a str>) -> Self {
        let number = |key: &str| parameter(key).and_then(|text| text.parse::<i64>().ok());
        Self {
            days: number("days").filter(|days| DAYS.contains(days)).unwrap_or(USUAL_DAYS),
            status: parameter("status").and_then(|text| text.parse().ok()),
            candidates: parameter("champions") == Some("true"),
            sort: parameter("sort").map(str::to_owned).filter(|sort| !sort.is_empty()),
            page: number("page").filter(|page| *page > 0).unwrap_or(1),
        }
    }

    /// What follows the question mark; nothing for the usual view.
    pub fn write(&self) -> String {
        let mut parts = vec![];
        if self.days != USUAL_DAYS {
            parts.push(format!("days={}", self.days));
        }
        parts.extend(self.status.map(|status| format!("status={status}")));
        if self.candidates {
            parts.push("champions=true".to_owned());
        }
        parts.extend(self.sort.as_ref().map(|sort| format!("sort={}", crate::query::escape(sort))));
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        parts.join("&")
    }

    /// Whether the first answer holds the users asked for.
    pub fn is_first_page(&self) -> bool {
        self.status.is_none() && !self.candidates && self.sort.is_none() && self.page == 1
    }

    /// The query of the list of users.
    pub fn of_users(&self) -> String {
        let mut parts = vec![format!("limit={USERS}"), format!("page={}", self.page)];
        parts.extend(self.status.map(|status| format!("status={status}")));
        if self.candidates {
            parts.push("champion_candidate=true".to_owned());
        }
        parts.extend(self.sort.as_ref().map(|sort| format!("sort={}", crate::query::escape(sort))));
        parts.join("&")
    }

    /// Sorted by a field: largest first, and the other way round the second time.
    pub fn sorted_by(&self, field: &str) -> Self {
        let descending = format!("-{field}");
        let sort = if self.sort.as_deref() == Some(&descending) { field.to_owned() } else { descending };
        Self { sort: Some(sort), page: 1, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &'static str)]) -> Search {
        Search::read(|key| pairs.iter().find(|(known, _)| *known == key).map(|(_, text)| *text))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        assert_eq!(read(&[]), Search::default());
        assert_eq!(Search::default().write(), "");
        let asked = read(&[("days", "30"), ("status", "INACTIVE"), ("sort", "-sessions_30_days"), ("page", "2")]);
        assert_eq!(asked.write(), "days=30&status=INACTIVE&sort=-sessions_30_days&page=2");
        assert_eq!(asked.of_users(), "limit=25&page=2&status=INACTIVE&sort=-sessions_30_days");
        assert!(!asked.is_first_page() && read(&[("days", "30")]).is_first_page());
        assert_eq!(read(&[("days", "7"), ("status", "GONE"), ("page", "-1")]), Search::default());
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let once = Search::default().sorted_by("name");
        assert_eq!(once.sort.as_deref(), Some("-name"));
        assert_eq!(once.sorted_by("name").sort.as_deref(), Some("name"));
    }
}
