use std::{fs::File, path::PathBuf};

use chrono::NaiveDate;
use ingest::{
    Warning,
    columns::Survey,
    encoding::Encoding,
    mapping::Mapping,
    rows::{Plan, plan, unmapped_columns},
};

use super::request::{InputFile, Progress};
use crate::InvalidField;

/// A file that has been looked over, with a plan per entity it feeds.
#[derive(Debug)]
pub(super) struct Prepared {
    pub path: PathBuf,
    pub survey: std::sync::Arc<Survey>,
    pub feeds: Vec<PreparedFeed>,
}

#[derive(Debug)]
pub(super) struct PreparedFeed {
    pub plan: std::sync::Arc<Plan>,
    pub warnings: Vec<Warning>,
    pub create_features: bool,
    pub license_all_clients: bool,
}

/// Looks every mapped file over. One refused file refuses the import: the others may depend on it.
pub(super) fn prepare(
    mapping: &Mapping,
    files: &[InputFile],
    as_of: NaiveDate,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(Vec<Prepared>, Vec<Warning>), Vec<InvalidField>> {
    let mut prepared = Vec::new();
    let mut refused = Vec::new();
    let mut warnings = Vec::new();
    for file in files {
        let Some(file_mapping) = mapping.file.iter().find(|mapping| mapping.matches(&file.name)) else {
            warnings
                .push(warning("unmapped-file", format!("no mapping names {}: nothing of it was imported", file.name)));
            continue;
        };
        progress(Progress::Surveying { file: file.name.clone() });
        match prepare_file(file_mapping, file, as_of) {
            Ok(file) => prepared.push(file),
            Err(error) => {
                refused.push(InvalidField {
                    pointer: file.name.clone(),
                    code: "file-refused",
                    message: error.to_string(),
                });
            }
        }
    }
    for mapping in mapping.file.iter().filter(|mapping| !files.iter().any(|file| mapping.matches(&file.name))) {
        warnings
            .push(warning("missing-file", format!("there is no file {}: nothing was imported from it", mapping.name)));
    }
    if refused.is_empty() && prepared.is_empty() {
        let message = "the mapping names none of the files at hand".to_owned();
        refused.push(InvalidField { pointer: "files".to_owned(), code: "no-file", message });
    }
    if refused.is_empty() { Ok((prepared, warnings)) } else { Err(refused) }
}

fn prepare_file(
    mapping: &ingest::mapping::FileMapping,
    file: &InputFile,
    as_of: NaiveDate,
) -> Result<Prepared, ingest::FileRefused> {
    let survey = ingest::columns::survey(mapping, || File::open(&file.path))?;
    let mut feeds = Vec::new();
    for entity in &mapping.entity {
        let (plan, warnings) = plan(&file.name, entity, &survey, as_of)?;
        feeds.push(PreparedFeed {
            plan: std::sync::Arc::new(plan),
            warnings,
            create_features: entity.create_features,
            license_all_clients: entity.license_all_clients,
        });
    }
    if let Some(first) = feeds.first_mut() {
        first.warnings.extend(unmapped_columns(mapping, &survey));
        first.warnings.extend(encoding_warning(&survey));
    }
    Ok(Prepared { path: file.path.clone(), survey: std::sync::Arc::new(survey), feeds })
}

fn encoding_warning(survey: &Survey) -> Option<Warning> {
    let line = survey.first_bad_line?;
    (survey.encoding == Encoding::Windows1252).then(|| Warning {
        code: "not-utf8".to_owned(),
        column: None,
        message: format!(
            "line {line} is not UTF-8: the file was read as Windows-1252 (Latin-1); set encoding in the mapping if it is another"
        ),
        rows: i64::try_from(survey.rows).unwrap_or(i64::MAX),
        example: None,
    })
}

fn warning(code: &str, message: String) -> Warning {
    Warning { code: code.to_owned(), column: None, message, rows: 0, example: None }
}
