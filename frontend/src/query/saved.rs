//! A saved view as the page shows it, and the page as a view is saved.
use api_types::views::View as SavedView;
use domain::StaffId;

use super::{Portfolio, RenewalWindow, Search, Sort, View, parsed};

/// What the page can say itself; anything else a view asks for goes through it unread.
const OWN: [&str; 10] = [
    "health_status",
    "contract_tier",
    "industry",
    "csm_id",
    "tags",
    "segment",
    "lifecycle_status",
    "q",
    "at_risk",
    "renewal_status",
];

impl Portfolio {
    /// The filters as the API takes them, without sort and page.
    pub fn to_filters(&self, owner: Option<StaffId>) -> String {
        let mut search = Search::default();
        self.put_api_filters(&mut search, owner);
        search.put(
            "segment_id",
            &self.segment_id.map(|id| id.to_string()).unwrap_or_default(),
            self.segment_id.is_some(),
        );
        search.join(&self.also);
        search.0
    }

    /// The filters as a view keeps them: its segment stands beside them.
    pub fn to_saved(&self, owner: Option<StaffId>) -> String {
        Self { segment_id: None, ..self.clone() }.to_filters(owner)
    }

    /// The page of a saved view.
    pub fn of_view(view: &SavedView) -> Self {
        let pairs: Vec<(String, String)> = view
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (unescape(name), unescape(value)))
            .collect();
        let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let list = |name: &str| -> Vec<String> {
            value(name).map(|text| text.split(',').map(str::to_owned).collect()).unwrap_or_default()
        };
        let days = value("renewal_within_days").and_then(|days| RenewalWindow::of(&days));
        let is_overdue = value("renewal_status").as_deref() == Some("OVERDUE");
        let renewal = days.or(is_overdue.then_some(RenewalWindow::Overdue));
        let says = |name: &str, text: &str| match name {
            "renewal_within_days" => days.is_some(),
            "renewal_status" => text == "OVERDUE",
            "at_risk" => text == "true",
            other => OWN.contains(&other),
        };
        let mut also = Search::default();
        for (name, text) in pairs.iter().filter(|(name, text)| !says(name, text)) {
            also.put(name, text, true);
        }
        Self {
            view: if value("at_risk").as_deref() == Some("true") { View::AtRisk } else { View::All },
            health_status: parsed(&list("health_status")),
            contract_tier: parsed(&list("contract_tier")),
            industry: list("industry"),
            csm_id: parsed(&list("csm_id")),
            tags: list("tags"),
            segment: list("segment"),
            lifecycle_status: parsed(&list("lifecycle_status")),
            renewal,
            q: value("q").unwrap_or_default(),
            segment_id: view.segment_id,
            saved: Some(view.id),
            columns: view.columns.iter().map(|column| column.as_str().to_owned()).collect(),
            also: also.0,
            sort: view.sort.as_deref().and_then(Sort::of).unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// What [`super::escape`] wrote.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
