use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::source::Source;

/// A mapping file: which files there are and what their columns become.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The files, in any order.
    pub file: Vec<FileMapping>,
}

/// One file, or several of one shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMapping {
    /// Its name; `*` stands for any characters.
    pub name: String,
    /// The separator, where it should not be guessed from the header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The encoding, where it should not be detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What its rows become; one row may become several things.
    pub entity: Vec<EntityMapping>,
}

/// What the rows of a file become.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityMapping {
    /// Name of the entity.
    pub entity: String,
    /// Field -> where it comes from.
    pub columns: BTreeMap<String, Source>,
    /// Rows in which one of these fields is empty are no such thing: passed over and counted, not refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_with: Vec<String>,
    /// Features the catalogue does not know are added to it, under the module "Imported".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub create_features: bool,
    /// Every client of the import is licensed for every feature used in it: for sources that do not say who bought
    /// what.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub license_all_clients: bool,
}

impl FileMapping {
    /// Whether a file of this name is meant.
    pub fn matches(&self, name: &str) -> bool {
        matches_pattern(&self.name, name)
    }
}

fn matches_pattern(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}
