//! The state of the pages with filters, as it stands in the address.
mod filter;
mod inbox;
mod saved;

use domain::{
    SegmentId, StaffId, ViewId,
    client::{ContractTier, LifecycleStatus},
    health::HealthStatus,
};

pub use inbox::{INBOX_LIMIT, Inbox, Standing};

/// A built-in view: one tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    All,
    AtRisk,
    Renewals90,
    Mine,
}

impl View {
    pub const ALL: [Self; 4] = [Self::All, Self::AtRisk, Self::Renewals90, Self::Mine];

    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::AtRisk => "at-risk",
            Self::Renewals90 => "renewals-90",
            Self::Mine => "mine",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All clients",
            Self::AtRisk => "At risk",
            Self::Renewals90 => "Renewals < 90 days",
            Self::Mine => "My clients",
        }
    }

    fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.key() == key)
    }
}

/// Which renewals to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalWindow {
    Overdue,
    Days(i32),
}

impl RenewalWindow {
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Days(30), Self::Days(60), Self::Days(90)];

    pub fn key(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Days(days) => days.to_string(),
        }
    }

    pub fn label(self) -> String {
        match self {
            Self::Overdue => "Overdue".to_owned(),
            Self::Days(days) => format!("Within {days} days"),
        }
    }

    fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.key() == key)
    }
}

/// The sort of the grid, as the API spells it; descending has a minus before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    pub field: &'static str,
    pub is_descending: bool,
}

/// What the grid can be sorted by.
pub const SORT_FIELDS: [&str; 8] = [
    "name",
    "current_health_score",
    "health_trend_change",
    "churn_risk_score",
    "annual_recurring_revenue",
    "next_renewal_date",
    "last_csm_contact_at",
    "csm",
];

impl Default for Sort {
    fn default() -> Self {
        Self { field: "current_health_score", is_descending: false }
    }
}

impl Sort {
    fn of(text: &str) -> Option<Self> {
        let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        SORT_FIELDS.into_iter().find(|field| *field == name).map(|field| Self { field, is_descending })
    }

    pub fn key(&self) -> String {
        format!("{}{}", if self.is_descending { "-" } else { "" }, self.field)
    }

    /// What a click on a column's header leads to.
    pub fn toggled(&self, field: &'static str) -> Self {
        let is_descending = if self.field == field { !self.is_descending } else { starts_descending(field) };
        Self { field, is_descending }
    }
}

/// Money and risk are read from the top, everything else from the side that needs attention first.
fn starts_descending(field: &str) -> bool {
    matches!(field, "annual_recurring_revenue" | "churn_risk_score")
}

pub const PAGE_SIZES: [i64; 3] = [25, 50, 100];

/// Everything that decides which clients the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    pub view: View,
    pub health_status: Vec<HealthStatus>,
    pub contract_tier: Vec<ContractTier>,
    pub industry: Vec<String>,
    pub csm_id: Vec<StaffId>,
    pub tags: Vec<String>,
    pub segment: Vec<String>,
    pub lifecycle_status: Vec<LifecycleStatus>,
    pub renewal: Option<RenewalWindow>,
    pub q: String,
    /// The saved segment the list is limited to.
    pub segment_id: Option<SegmentId>,
    /// The saved view whose tab is open.
    pub saved: Option<ViewId>,
    /// The columns the address asks for; none of them leaves it to the browser.
    pub columns: Vec<String>,
    /// Filters of the API that the page has no word for.
    pub also: String,
    pub sort: Sort,
    pub page: i64,
    pub limit: i64,
}

impl Default for Portfolio {
    fn default() -> Self {
        Self {
            view: View::All,
            health_status: Vec::new(),
            contract_tier: Vec::new(),
            industry: Vec::new(),
            csm_id: Vec::new(),
            tags: Vec::new(),
            segment: Vec::new(),
            lifecycle_status: Vec::new(),
            renewal: None,
            q: String::new(),
            segment_id: None,
            saved: None,
            columns: Vec::new(),
            also: String::new(),
            sort: Sort::default(),
            page: 1,
            limit: PAGE_SIZES[0],
        }
    }
}

impl Portfolio {
    /// Reads the parameters of an address. What cannot be read is left out: a link from elsewhere must not break.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let list = |name: &str| -> Vec<String> {
            let text = parameter(name).unwrap_or_default();
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let limit = parameter("limit").and_then(|text| text.parse().ok()).filter(|limit| PAGE_SIZES.contains(limit));
        Self {
            view: parameter("view").and_then(|key| View::of(&key)).unwrap_or_default(),
            health_status: parsed(&list("health_status")),
            contract_tier: parsed(&list("contract_tier")),
            industry: list("industry"),
            csm_id: parsed(&list("csm_id")),
            tags: list("tags"),
            segment: list("segment"),
            lifecycle_status: parsed(&list("lifecycle_status")),
            renewal: parameter("renewal").and_then(|key| RenewalWindow::of(&key)),
            q: parameter("q").unwrap_or_default(),
            segment_id: parameter("segment_id").and_then(|text| text.parse().ok()),
            saved: parameter("saved").and_then(|text| text.parse().ok()),
            columns: list("columns"),
            also: parameter("also").unwrap_or_default(),
            sort: parameter("sort").and_then(|text| Sort::of(&text)).unwrap_or_default(),
            page: parameter("page").and_then(|text| text.parse().ok()).filter(|page| *page > 0).unwrap_or(1),
            limit: limit.unwrap_or(PAGE_SIZES[0]),
        }
    }

    /// The query of the page's own address; what is as usual is left out.
    pub fn to_search(&self) -> String {
        let mut search = Search::default();
        search.put("saved", &self.saved.map(|id| id.to_string()).unwrap_or_default(), self.saved.is_some());
        search.put("view", self.view.key(), self.view != View::All);
        self.put_filters(&mut search);
        search.put("renewal", &self.renewal.map(RenewalWindow::key).unwrap_or_default(), self.renewal.is_some());
        search.put(
            "segment_id",
            &self.segment_id.map(|id| id.to_string()).unwrap_or_default(),
            self.segment_id.is_some(),
        );
        search.put("also", &self.also, !self.also.is_empty());
        search.list("columns", self.columns.iter().cloned());
        search.put("sort", &self.sort.key(), self.sort != Sort::default());
        search.put("page", &self.page.to_string(), self.page != 1);
        search.put("limit", &self.limit.to_string(), self.limit != PAGE_SIZES[0]);
        search.0
    }

    /// The query of `GET /clients`. `owner` is who looks, when the view is about their own clients.
    pub fn to_api(&self, owner: Option<StaffId>) -> String {
        let mut search = Search::default();
        search.join(&self.to_filters(owner));
        search.put("sort", &self.sort.key(), true);
        search.put("page", &self.page.to_string(), true);
        search.put("limit", &self.limit.to_string(), true);
        search.0
    }

    /// Which renewals the filter or the view asks for.
    fn window(&self) -> Option<RenewalWindow> {
        self.renewal.or((self.view == View::Renewals90).then_some(RenewalWindow::Days(90)))
    }

    /// The filters in the words of the API; of the saved segment they say nothing.
    fn put_api_filters(&self, search: &mut Search, owner: Option<StaffId>) {
        let mut filter = self.clone();
        if let (View::Mine, Some(owner)) = (self.view, owner)
            && filter.csm_id.is_empty()
        {
            filter.csm_id.push(owner);
        }
        filter.put_filters(search);
        search.put("at_risk", "true", self.view == View::AtRisk);
        match self.window() {
            Some(RenewalWindow::Overdue) => search.put("renewal_status", "OVERDUE", true),
            Some(RenewalWindow::Days(days)) => search.put("renewal_within_days", &days.to_string(), true),
            None => {}
        }
    }

    fn put_filters(&self, search: &mut Search) {
        search.list("health_status", self.health_status.iter().map(|value| value.as_str().to_owned()));
        search.list("contract_tier", self.contract_tier.iter().map(|value| value.as_str().to_owned()));
        search.list("industry", self.industry.iter().cloned());
        search.list("csm_id", self.csm_id.iter().map(ToString::to_string));
        search.list("tags", self.tags.iter().cloned());
        search.list("segment", self.segment.iter().cloned());
        search.list("lifecycle_status", self.lifecycle_status.iter().map(|value| value.as_str().to_owned()));
        search.put("q", &self.q, !self.q.is_empty());
    }

    /// Whether anything beyond the view narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.unfiltered() != Self { page: 1, ..self.clone() }
    }

    /// The same view, sort and page size without filters.
    pub fn unfiltered(&self) -> Self {
        Self {
            view: self.view,
            saved: self.saved,
            columns: self.columns.clone(),
            sort: self.sort.clone(),
            limit: self.limit,
            ..Self::default()
        }
    }

    /// The same on its first page, as every other filter or sort begins.
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut query = Self { page: 1, ..self.clone() };
        change(&mut query);
        query
    }
}

fn parsed<T: std::str::FromStr>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

#[derive(Default)]
struct Search(String);

impl Search {
    fn put(&mut self, name: &str, value: &str, is_told: bool) {
        if !is_told {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        self.0.push_str(&escape(value));
    }

    /// Adds parameters that are spelled already.
    fn join(&mut self, more: &str) {
        if !self.0.is_empty() && !more.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(more);
    }

    fn list(&mut self, name: &str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        self.put(name, &values.join(","), !values.is_empty());
    }
}

/// Percent-encodes a query value; commas stay readable.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => out.push(byte as char),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests;
