use domain::staff::Permission;

use crate::routes;

/// One page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    pub label: &'static str,
    pub href: &'static str,
    /// The right without which the page says nothing; none where everyone may open it.
    pub needs: Option<Permission>,
}

const fn section(label: &'static str, href: &'static str, needs: Option<Permission>) -> Section {
    Section { label, href, needs }
}

/// The pages in their order; each has a route of the same address in `app.rs`.
pub const SECTIONS: &[Section] = &[
    section("Health score", routes::HEALTH_SCORE, Some(Permission::ReadScoreConfiguration)),
    section("Alerts", routes::ALERT_SETTINGS, None),
    section("Segments", routes::SEGMENTS, None),
    section("Users", routes::USERS, Some(Permission::ManageStaff)),
    section("API keys", routes::API_KEYS, Some(Permission::ManageApiKeys)),
    section("Audit log", routes::AUDIT, Some(Permission::ReadAudit)),
    section("Imports", routes::IMPORTS, Some(Permission::ManageImports)),
    section("Sessions", routes::SESSIONS, None),
];

/// Those that someone with these rights may open.
pub fn open_to(may: impl Fn(Permission) -> bool) -> Vec<Section> {
    SECTIONS.iter().filter(|section| section.needs.is_none_or(&may)).copied().collect()
}

/// The one an address belongs to.
pub fn position(sections: &[Section], path: &str) -> Option<usize> {
    let is_in = |section: &Section| path == section.href || path.starts_with(&format!("{}/", section.href));
    sections.iter().position(is_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_route() {
        let app = include_str!("../../app.rs");
        let (_, inside) = app.split_once("path!(\"/settings\")").expect("the frame of the settings");
        let (inside, _) = inside.split_once("</ParentRoute>").expect("its end");
        for section in SECTIONS {
            let path = section.href.strip_prefix(routes::SETTINGS).expect("below the settings");
            assert!(inside.contains(&format!("path!(\"{path}\")")), "{} has no route", section.label);
        }
    }

    #[test]
    fn an_address_below_a_section_belongs_to_it() {
        let all = open_to(|_| true);
        let at = position(&all, "/settings/imports/5f0c").expect("a section");
        assert_eq!(all[at].href, routes::IMPORTS);
        assert_eq!(position(&all, "/settings/importsx"), None);
        assert!(open_to(|_| false).iter().all(|section| section.needs.is_none()));
    }
}
