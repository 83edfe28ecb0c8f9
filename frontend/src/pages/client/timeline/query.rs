//! What of the timeline is shown, as it stands in the address.
use domain::{ClientId, work::TimelineKind};
use leptos_router::params::ParamsMap;

use crate::{query::escape, routes};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub kinds: Vec<TimelineKind>,
    pub text: String,
}

impl Shown {
    pub fn read(query: &ParamsMap) -> Self {
        Self::of(query.get_str("kind"), query.get_str("q"))
    }

    fn of(kinds: Option<&str>, text: Option<&str>) -> Self {
        let kinds = kinds.unwrap_or_default().split(',').filter_map(|kind| kind.parse().ok());
        Self { kinds: kinds.collect(), text: text.unwrap_or_default().to_owned() }
    }

    /// The filters as a query of the address and of the API alike.
    pub fn search(&self) -> String {
        let mut parts = Vec::new();
        if !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.as_str()).collect();
            parts.push(format!("kind={}", kinds.join(",")));
        }
        if !self.text.trim().is_empty() {
            parts.push(format!("q={}", escape(self.text.trim())));
        }
        parts.join("&")
    }

    pub fn address(&self, client: ClientId) -> String {
        let (path, search) = (routes::client_tab(client, "timeline"), self.search());
        if search.is_empty() { path } else { format!("{path}?{search}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_as_they_are_written() {
        let shown = Shown { kinds: vec![TimelineKind::Ticket, TimelineKind::Note], text: " late & slow ".to_owned() };
        assert_eq!(shown.search(), "kind=TICKET,NOTE&q=late%20%26%20slow");
        assert_eq!(Shown::of(Some("TICKET,NOTHING"), None).kinds, [TimelineKind::Ticket]);
        assert_eq!(Shown::default().search(), "");
    }
}
