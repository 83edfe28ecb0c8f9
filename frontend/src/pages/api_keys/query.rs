//! Which keys are shown, as it stands in the address.
use domain::api_key::ApiKeyStatus;
use leptos_router::params::ParamsMap;

use crate::query::escape;

/// Keys of a page.
pub(super) const LIMIT: i64 = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub text: String,
    pub status: Vec<ApiKeyStatus>,
    pub page: i64,
}

impl Default for Shown {
    fn default() -> Self {
        Self { text: String::new(), status: Vec::new(), page: 1 }
    }
}

impl Shown {
    pub fn read(query: &ParamsMap) -> Self {
        Self::of(|name| query.get_str(name))
    }

    fn of<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            text: get("q").unwrap_or_default().to_owned(),
            status: get("status").unwrap_or_default().split(',').filter_map(|status| status.parse().ok()).collect(),
            page: get("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }

    pub fn is_filtered(&self) -> bool {
        !self.text.is_empty() || !self.status.is_empty()
    }

    /// As the address holds it.
    pub fn search(&self) -> String {
        let mut parts = Vec::new();
        if !self.text.is_empty() {
            parts.push(format!("q={}", escape(&self.text)));
        }
        if !self.status.is_empty() {
            let status: Vec<&str> = self.status.iter().map(|status| status.as_str()).collect();
            parts.push(format!("status={}", status.join(",")));
        }
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        parts.join("&")
    }

    /// As the API is asked.
    pub fn to_api(&self) -> String {
        format!("{}&limit={LIMIT}", self.search()).trim_start_matches('&').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_as_they_are_written() {
        let shown =
            Shown { text: "a b".to_owned(), status: vec![ApiKeyStatus::Active, ApiKeyStatus::Expired], page: 2 };
        assert_eq!(shown.search(), "q=a%20b&status=ACTIVE,EXPIRED&page=2");
        let read = Shown::of(|name| match name {
            "q" => Some("a b"),
            "status" => Some("ACTIVE,GOOD,EXPIRED"),
            "page" => Some("2"),
            _ => None,
        });
        assert_eq!((read, shown.is_filtered()), (shown, true));
        assert_eq!(Shown::default().to_api(), "limit=50");
    }
}
