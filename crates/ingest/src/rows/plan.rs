use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::bind::{Bound, bind};
use crate::{
    FileRefused, Warning,
    columns::{DateStyle, Survey},
    entities::{self, Entity, Field},
    mapping::{EntityMapping, FileMapping, Source},
};

/// How the rows of one file become rows of one entity.
#[derive(Debug)]
pub struct Plan {
    /// Name of the file, for verdicts.
    pub file: String,
    /// What the rows become.
    pub entity: &'static Entity,
    /// The day the data describe.
    pub as_of: NaiveDate,
    pub(super) width: usize,
    pub(super) bound: Vec<Bound>,
    pub(super) only_with: Vec<usize>,
}

impl Plan {
    /// The mapped fields, in the order of a row's values.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.bound.iter().map(|bound| bound.field)
    }

    /// The column a field is read from, for verdicts.
    pub fn column_of(&self, field: &str) -> Option<&str> {
        let bound = self.bound.iter().find(|bound| bound.field.name == field)?;
        bound.alternatives.iter().find_map(|source| source.column.as_deref())
    }

    pub(super) fn index_of(&self, field: &str) -> Option<usize> {
        self.bound.iter().position(|bound| bound.field.name == field)
    }
}

/// Fits the mapping of an entity to a file. A required field's column that is not there refuses the file; an optional
/// one's is a warning.
pub fn plan(
    file: &str,
    mapping: &EntityMapping,
    survey: &Survey,
    as_of: NaiveDate,
) -> Result<(Plan, Vec<Warning>), FileRefused> {
    let entity = entities::by_name(&mapping.entity)
        .ok_or_else(|| FileRefused::BadHeader(format!("there is no entity {:?}", mapping.entity)))?;
    let mut warnings = Vec::new();
    let mut bound = Vec::new();
    for field in entity.fields {
        let Some(source) = mapping.columns.get(field.name) else {
            if field.always {
                bound.push(Bound { field, alternatives: Vec::new() });
            }
            continue;
        };
        let alternatives: Result<Vec<_>, String> = source.alternatives().iter().map(|a| bind(survey, a)).collect();
        let whose = ["client", "subscription"].contains(&field.name);
        match alternatives {
            Ok(alternatives) => {
                ambiguities(field, &alternatives, survey, &mut warnings);
                bound.push(Bound { field, alternatives });
            }
            Err(column) if field.required || whose => {
                return Err(FileRefused::MissingColumn {
                    entity: entity.name,
                    field: field.name.to_owned(),
                    column,
                    found: survey.header.join(", "),
                });
            }
            Err(column) => warnings.push(Warning {
                code: "missing-column".to_owned(),
                message: format!("the mapping reads column {column:?} for {}, but the file has no such column: the field is left alone", field.name),
                column: Some(column),
                rows: i64::try_from(survey.rows).unwrap_or(i64::MAX),
                example: None,
            }),
        }
    }
    let mut plan =
        Plan { file: file.to_owned(), entity, as_of, width: survey.header.len(), bound, only_with: Vec::new() };
    plan.only_with = mapping.only_with.iter().filter_map(|name| plan.index_of(name)).collect();
    Ok((plan, warnings))
}

/// Says where a date column can be read two ways, before its rows are refused one by one.
fn ambiguities(field: &Field, sources: &[super::bind::BoundSource], survey: &Survey, warnings: &mut Vec<Warning>) {
    for source in sources.iter().filter(|_| field.kind.is_date()) {
        let Some(column) = source.column.as_deref().and_then(|name| survey.column(name)) else { continue };
        let message = match source.dates {
            DateStyle::Ambiguous => {
                "dates such as 3/4/2024 can be read two ways and no other date of the file says which"
            }
            DateStyle::Contradictory => "some dates can only be read day first and others only month first",
            DateStyle::Excel => "dates are day numbers of a spreadsheet; they were read as such",
            DateStyle::Certain | DateStyle::Order(_) => continue,
        };
        warnings.push(Warning {
            code: if source.dates == DateStyle::Excel { "excel-dates" } else { "ambiguous-dates" }.to_owned(),
            column: source.column.clone(),
            message: message.to_owned(),
            rows: i64::try_from(survey.evidence[column].ambiguous_dates()).unwrap_or(i64::MAX),
            example: None,
        });
    }
}

/// The columns of a file that nothing reads, one warning each.
pub fn unmapped_columns(mapping: &FileMapping, survey: &Survey) -> Vec<Warning> {
    let mut read = BTreeSet::new();
    for source in mapping.entity.iter().flat_map(|entity| entity.columns.values()) {
        for detailed in Source::alternatives(source) {
            let names = [
                &detailed.column,
                &detailed.minutes_after,
                &detailed.hours_after,
                &detailed.days_after,
                &detailed.divided_by,
                &detailed.when,
            ];
            read.extend(names.into_iter().flatten().filter_map(|name| survey.column(name)));
        }
    }
    let unread = survey.header.iter().enumerate().filter(|(i, _)| !read.contains(i));
    unread
        .map(|(i, name)| Warning {
            code: "unmapped-column".to_owned(),
            column: Some(name.clone()),
            message: format!("column {name:?} is not mapped: nothing of it was imported"),
            rows: i64::try_from(survey.rows).unwrap_or(i64::MAX),
            example: survey.first_row.get(i).filter(|cell| !cell.is_empty()).cloned(),
        })
        .collect()
}
