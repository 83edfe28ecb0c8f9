//! What of the log is shown, as it stands in the address; the API is asked in the same words.
use chrono::NaiveDate;
use domain::audit::AuditAction;
use leptos_router::params::ParamsMap;

use crate::query::escape;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub text: String,
    pub actions: Vec<AuditAction>,
    pub entities: Vec<String>,
    pub user: Option<String>,
    pub api_key: Option<String>,
    pub client: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Shown {
    pub fn read(query: &ParamsMap) -> Self {
        Self::of(|name| query.get_str(name))
    }

    fn of<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let one = |name: &str| get(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let entities = get("entity").unwrap_or_default().split(',').filter(|kind| !kind.is_empty());
        Self {
            text: get("q").unwrap_or_default().to_owned(),
            actions: get("action").unwrap_or_default().split(',').filter_map(|action| action.parse().ok()).collect(),
            entities: entities.map(str::to_owned).collect(),
            user: one("user_id"),
            api_key: one("api_key_id"),
            client: one("client_id"),
            from: get("from").and_then(|day| day.parse().ok()),
            to: get("to").and_then(|day| day.parse().ok()),
        }
    }

    pub fn search(&self) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                parts.push(format!("{name}={value}"));
            }
        };
        let actions: Vec<&str> = self.actions.iter().map(|action| action.as_str()).collect();
        let entities: Vec<String> = self.entities.iter().map(|kind| escape(kind)).collect();
        let one = |value: &Option<String>| value.as_deref().map(escape);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        add("q", Some(escape(self.text.trim())));
        add("action", Some(actions.join(",")));
        add("entity", Some(entities.join(",")));
        add("user_id", one(&self.user));
        add("api_key_id", one(&self.api_key));
        add("client_id", one(&self.client));
        add("from", day(self.from));
        add("to", day(self.to));
        parts.join("&")
    }

    pub fn is_filtered(&self) -> bool {
        *self != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_as_they_are_written() {
        let search = "q=a%26b&action=CREATE,DELETE&entity=staff,api_key&user_id=u&api_key_id=k&client_id=c&from=2026-06-01&to=2026-06-10";
        let shown = Shown::of(|name| match name {
            "q" => Some("a&b"),
            "action" => Some("CREATE,SING,DELETE"),
            "entity" => Some("staff,api_key"),
            "user_id" => Some("u"),
            "api_key_id" => Some("k"),
            "client_id" => Some("c"),
            "from" => Some("2026-06-01"),
            "to" => Some("2026-06-10"),
            _ => None,
        });
        assert_eq!((shown.search().as_str(), shown.is_filtered()), (search, true));
        assert_eq!((Shown::of(|_| None).search().as_str(), Shown::default().is_filtered()), ("", false));
    }
}
