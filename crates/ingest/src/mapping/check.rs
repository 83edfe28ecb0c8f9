use super::{
    file::{EntityMapping, Mapping},
    source::{Detailed, Source},
};
use crate::{
    encoding::Encoding,
    entities::{self, Entity, Field},
};

/// What is wrong with a mapping file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {message}")]
pub struct MappingProblem {
    /// Place, e.g. `file "accounts.csv", entity clients, column name`.
    pub at: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Reads a mapping file and reports every problem in it at once.
pub fn parse(text: &str) -> Result<Mapping, Vec<MappingProblem>> {
    let mapping: Mapping = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        vec![MappingProblem { at: format!("mapping file, line {line}"), message: error.message().to_owned() }]
    })?;
    let mut problems = Vec::new();
    for file in &mapping.file {
        let at = format!("file {:?}", file.name);
        if file.entity.is_empty() {
            problems.push(MappingProblem {
                at: at.clone(),
                message: "names no entity; add [[file.entity]] with entity and columns".to_owned(),
            });
        }
        if let Some(name) = &file.encoding
            && Encoding::by_name(name).is_none()
        {
            problems.push(MappingProblem {
                at: at.clone(),
                message: format!("encoding {name:?} is not one of utf-8, windows-1252, utf-16le, utf-16be"),
            });
        }
        if let Some(delimiter) = file.delimiter
            && (!delimiter.is_ascii() || delimiter == '"' || delimiter == '\n')
        {
            problems.push(MappingProblem {
                at: at.clone(),
                message: format!("delimiter {delimiter:?} is not one ASCII character other than a quote"),
            });
        }
        for entity in &file.entity {
            check_entity(&at, entity, &mut problems);
        }
    }
    if mapping.file.is_empty() {
        problems.push(MappingProblem { at: "mapping file".to_owned(), message: "names no file".to_owned() });
    }
    if problems.is_empty() { Ok(mapping) } else { Err(problems) }
}

fn check_entity(file: &str, mapping: &EntityMapping, problems: &mut Vec<MappingProblem>) {
    let at = format!("{file}, entity {}", mapping.entity);
    let mut problem = |at: String, message: String| problems.push(MappingProblem { at, message });
    let Some(entity) = entities::by_name(&mapping.entity) else {
        let known: Vec<&str> = entities::ALL.iter().map(|e| e.name).collect();
        problem(at, format!("there is no such entity; known are {}", known.join(", ")));
        return;
    };
    for (name, source) in &mapping.columns {
        let at = format!("{at}, field {name}");
        match entity.field(name) {
            None => problem(at, format!("there is no such field; known are {}", field_names(entity))),
            Some(field) => check_source(field, source).into_iter().for_each(|message| problem(at.clone(), message)),
        }
    }
    for field in entity.fields.iter().filter(|f| f.required && !mapping.columns.contains_key(f.name)) {
        problem(at.clone(), format!("field {} is required and not mapped", field.name));
    }
    let says_whose = ["client", "subscription"].iter().any(|name| mapping.columns.contains_key(*name));
    if entity.of_client && !says_whose {
        problem(at.clone(), "map client, or subscription where the entity has it: whose row is it?".to_owned());
    }
    for name in mapping.only_with.iter().filter(|name| !mapping.columns.contains_key(*name)) {
        problem(at.clone(), format!("only_with names {name}, which is not mapped"));
    }
    if (mapping.create_features || mapping.license_all_clients) && entity.name != "feature_usage" {
        problem(at, "create_features and license_all_clients belong to entity feature_usage".to_owned());
    }
}

fn check_source(field: &Field, source: &Source) -> Vec<String> {
    let mut problems = Vec::new();
    let alternatives = source.alternatives();
    if alternatives.is_empty() {
        problems.push("an empty list gives no value".to_owned());
    }
    for detailed in &alternatives {
        check_alternative(field, detailed, &mut problems);
    }
    problems
}

fn check_alternative(field: &Field, detailed: &Detailed, problems: &mut Vec<String>) {
    if detailed.column.is_some() == detailed.constant.is_some() {
        problems.push("say either column or constant".to_owned());
    }
    let offsets = [&detailed.minutes_after, &detailed.hours_after, &detailed.days_after];
    let n_offsets = offsets.into_iter().flatten().count();
    if n_offsets > 1 || (n_offsets == 1 && !field.kind.is_date()) {
        problems.push("one of minutes_after, hours_after and days_after, on a date field".to_owned());
    }
    if detailed.divided_by.is_some() && !field.kind.is_number() {
        problems.push("divided_by belongs to a number field".to_owned());
    }
    if let Some(format) = &detailed.format {
        let known: &[&str] = match field.kind {
            kind if kind.is_date() => &["y-m-d", "d/m/y", "m/d/y", "excel"],
            kind if kind.is_number() => &["1,234.56", "1.234,56"],
            _ => &[],
        };
        if !known.contains(&format.as_str()) {
            problems.push(format!("format {format:?} is not one of {}", known.join(", ")));
        }
    }
}

fn field_names(entity: &Entity) -> String {
    entity.fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
}
