//! What an address asks of a page: the parameters it knows, and the way to another address.
use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::query::escape;

/// A parameter, and which values make sense in it.
pub type Known = (&'static str, fn(&str) -> bool);

/// Whether a text is of a closed list, an id or a number.
pub fn is<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// For free texts.
pub fn any(_: &str) -> bool {
    true
}

/// Pages are counted from one.
pub fn is_page(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|page| page > 0)
}

/// The parameters of an address, in the order the page knows them. What makes no sense in them is left out: a link from
/// elsewhere must not break.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked(Vec<(&'static str, String)>);

impl Asked {
    pub fn read(known: &[Known], parameter: impl Fn(&str) -> Option<String>) -> Self {
        let one = |(name, fits): &Known| {
            let text = parameter(name)?;
            let parts: Vec<&str> =
                text.split(',').map(str::trim).filter(|part| !part.is_empty() && fits(part)).collect();
            (!parts.is_empty()).then(|| (*name, parts.join(",")))
        };
        Self(known.iter().filter_map(one).collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The parameters it has.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|(name, _)| *name)
    }

    pub fn list(&self, name: &str) -> Vec<String> {
        self.get(name).map(|text| text.split(',').map(str::to_owned).collect()).unwrap_or_default()
    }

    pub fn page(&self) -> i64 {
        self.get("page").and_then(|text| text.parse().ok()).unwrap_or(1)
    }

    /// The same with another value; nothing takes it out. Any change but that of the page begins on the first page.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let stays = |known: &str| known != name && known != "page";
        let mut values: Vec<_> = self.0.iter().filter(|(known, _)| stays(known)).cloned().collect();
        if !value.is_empty() {
            values.push((name, value.to_owned()));
        }
        Self(values)
    }

    /// Whether anything but these narrows what is shown.
    pub fn has_besides(&self, names: &[&str]) -> bool {
        self.0.iter().any(|(known, _)| !names.contains(known))
    }

    /// Only these.
    pub fn only(&self, names: &[&str]) -> Self {
        Self(self.0.iter().filter(|(known, _)| names.contains(known)).cloned().collect())
    }

    /// What follows the question mark, without those that are the page's own matter.
    pub fn search(&self, without: &[&str]) -> String {
        let told = self.0.iter().filter(|(name, _)| !without.contains(name));
        told.map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
    }

    pub fn address(&self, path: &str) -> String {
        match self.search(&[]) {
            search if search.is_empty() => path.to_owned(),
            search => format!("{path}?{search}"),
        }
    }
}

/// The address of a page as it is now, and the way to another.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub now: Memo<Asked>,
    pub go: Callback<Asked>,
    path: StoredValue<String>,
}

impl Place {
    pub fn here(path: String, known: &'static [Known]) -> Self {
        let parameters = use_query_map();
        let now = Memo::new(move |_| parameters.with(|parameters| Asked::read(known, |name| parameters.get(name))));
        let navigate = use_navigate();
        let path = StoredValue::new(path);
        let go = Callback::new(move |asked: Asked| {
            let address = path.with_value(|path| asked.address(path));
            navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
        });
        Self { now, go, path }
    }

    /// Goes where a parameter has this value.
    pub fn set(self, name: &'static str, value: &str) {
        self.go.run(self.now.with_untracked(|now| now.with(name, value)));
    }

    /// The address where a parameter has this value.
    pub fn href(self, name: &'static str, value: &str) -> String {
        let asked = self.now.with(|now| now.with(name, value));
        self.path.with_value(|path| asked.address(path))
    }

    /// The values of a parameter, for a menu.
    pub fn chosen(self, name: &'static str) -> Signal<Vec<String>> {
        Signal::derive(move || self.now.with(|now| now.list(name)))
    }

    /// Takes the values a menu has.
    pub fn setter(self, name: &'static str) -> Callback<Vec<String>> {
        Callback::new(move |values: Vec<String>| self.set(name, &values.join(",")))
    }

    /// Whether a parameter has this value.
    pub fn is_at(self, name: &str, value: &str) -> bool {
        self.now.with(|now| now.get(name).unwrap_or_default() == value)
    }

    pub fn page(self) -> Signal<i64> {
        Signal::derive(move || self.now.with(Asked::page))
    }

    pub fn on_page(self) -> Callback<i64> {
        Callback::new(move |page: i64| {
            self.set("page", if page > 1 { page.to_string() } else { String::new() }.as_str())
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::health::ChurnCategory;

    use super::*;

    const KNOWN: &[Known] =
        &[("churn_risk_category", is::<ChurnCategory>), ("industry", any), ("sort", any), ("page", is_page)];

    fn read(search: &str) -> Asked {
        let pairs: Vec<(&str, &str)> = search.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Asked::read(KNOWN, |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let search = "churn_risk_category=HIGH,LOW&industry=Retail&sort=-name&page=3";
        assert_eq!(read(search).search(&[]), search);
        assert_eq!(read(search).search(&["sort", "page"]), "churn_risk_category=HIGH,LOW&industry=Retail");
        assert_eq!(read("").address("/renewals"), "/renewals");
        assert_eq!(read(search).page(), 3);
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("churn_risk_category=HUGE&page=0&colour=red"), Asked::default());
        assert_eq!(read("churn_risk_category=HUGE,HIGH").search(&[]), "churn_risk_category=HIGH");
    }

    #[test]
    fn another_filter_begins_on_the_first_page() {
        let asked = read("industry=Retail&page=3");
        assert_eq!(asked.with("industry", "Banking & more").search(&[]), "industry=Banking%20%26%20more");
        assert_eq!(asked.with("industry", ""), Asked::default());
        assert_eq!(asked.with("page", "4").page(), 4);
        assert!(asked.has_besides(&["page"]) && !asked.only(&["page"]).has_besides(&["page"]));
    }
}
