//! Which users are shown, as it stands in the address.
use domain::staff::Role;
use leptos_router::params::ParamsMap;

use crate::query::escape;

/// Users of a page.
pub(super) const LIMIT: i64 = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub text: String,
    pub roles: Vec<Role>,
    /// Those who may sign in, those who may not, or both.
    pub is_active: Option<bool>,
    pub page: i64,
}

impl Default for Shown {
    fn default() -> Self {
        Self { text: String::new(), roles: Vec::new(), is_active: None, page: 1 }
    }
}

impl Shown {
    pub fn read(query: &ParamsMap) -> Self {
        Self::of(|name| query.get_str(name))
    }

    fn of<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            text: get("q").unwrap_or_default().to_owned(),
            roles: get("role").unwrap_or_default().split(',').filter_map(|role| role.parse().ok()).collect(),
            is_active: get("is_active").and_then(|value| value.parse().ok()),
            page: get("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }

    pub fn is_filtered(&self) -> bool {
        *self != Self { page: self.page, ..Self::default() }
    }

    /// As the address holds it.
    pub fn search(&self) -> String {
        let mut parts = Vec::new();
        if !self.text.is_empty() {
            parts.push(format!("q={}", escape(&self.text)));
        }
        if !self.roles.is_empty() {
            let roles: Vec<&str> = self.roles.iter().map(|role| role.as_str()).collect();
            parts.push(format!("role={}", roles.join(",")));
        }
        if let Some(is_active) = self.is_active {
            parts.push(format!("is_active={is_active}"));
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
        let shown = Shown { text: "a&b".to_owned(), roles: vec![Role::Csm, Role::Ae], is_active: Some(false), page: 2 };
        assert_eq!(shown.search(), "q=a%26b&role=CSM,AE&is_active=false&page=2");
        let read = Shown::of(|name| match name {
            "q" => Some("a&b"),
            "role" => Some("CSM,BOSS,AE"),
            "is_active" => Some("false"),
            "page" => Some("2"),
            _ => None,
        });
        assert_eq!(read, shown);
        assert_eq!((Shown::of(|_| None).to_api().as_str(), shown.is_filtered()), ("limit=50", true));
        assert!(!Shown { page: 3, ..Shown::default() }.is_filtered());
    }
}
