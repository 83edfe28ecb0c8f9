use api_types::imports::ImportBatch;
use domain::import::ImportStatus;
use leptos::prelude::*;

use crate::{browser, format, view, words::Words};

/// Where a batch stands: its word, with a dot in its colour.
#[component]
pub(super) fn Status(batch: ImportBatch) -> impl IntoView {
    let color = match batch.status {
        ImportStatus::Applied if batch.rows_rejected > 0 => "MONITOR",
        ImportStatus::Applied => "HEALTHY",
        ImportStatus::Failed => "CRITICAL",
        ImportStatus::Staging | ImportStatus::Staged | ImportStatus::Applying | ImportStatus::Undone => "muted",
    };
    let word = if batch.dry_run { "Dry run" } else { batch.status.words() };
    let told = match batch.rows_rejected {
        rejected if rejected > 0 && batch.status == ImportStatus::Applied => {
            format!("{word}, {} rejected", format::count(rejected))
        }
        _ => word.to_owned(),
    };
    view! { <span class=format!("band text-[12px] {color}")>{told}</span> }
}

/// `2 files by Jane Smith, 3 h ago`.
pub(super) fn origin(batch: &ImportBatch) -> String {
    // One file may bring rows of several kinds, and is then there more than once.
    let files = batch
        .files
        .iter()
        .enumerate()
        .filter(|(index, file)| !batch.files[..*index].iter().any(|before| before.name == file.name));
    let files = format::counted(files.count() as i64, "file", "files");
    let by = match &batch.started_by {
        Some(person) => format!("by {}", person.name),
        None if batch.source == "CLI" => "from the command line".to_owned(),
        None => "by the API".to_owned(),
    };
    format!("{files} {by}, {}", format::ago(batch.created_at, browser::now()))
}

/// Whether anything may still change by itself.
pub(super) fn is_running(batch: &ImportBatch) -> bool {
    matches!(batch.status, ImportStatus::Staging | ImportStatus::Applying) && batch.finished_at.is_none()
}
