use api_types::imports::{ImportFile, ImportWarning};
use leptos::prelude::*;

use crate::{components::Icon, format, view};

/// What is counted per file.
const COUNTS: [&str; 5] = ["Read", "Created", "Updated", "Unchanged", "Rejected"];

/// The files of a batch: a verdict per row, counted, and what was noticed.
#[component]
pub(super) fn Files(files: Vec<ImportFile>) -> impl IntoView {
    let warnings: Vec<(String, ImportWarning)> = files
        .iter()
        .flat_map(|file| file.warnings.iter().map(|warning| (file.name.clone(), warning.clone())))
        .collect();
    view! {
        <section class="card-x mt-4 min-w-0" aria-label="Files">
            <h2 class="font-semibold text-[14px] px-4 pt-4 pb-1">"Files"</h2>
            <ul class="sm:hidden divide-y divide-base-300">{files.iter().map(card).collect_view()}</ul>
            <div class="max-sm:hidden overflow-x-auto" tabindex="0" role="group" aria-label="Rows per file">
                <table class="table-x">
                    <thead>
                        <tr>
                            <th scope="col" class="pl-4!">"File"</th><th scope="col">"Became"</th>
                            {COUNTS.map(|name| view! { <th scope="col" class="text-right!">{name}</th> })}
                        </tr>
                    </thead>
                    <tbody>{files.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
        {(!warnings.is_empty()).then(|| view! {
            <section class="card-x mt-4 p-4" aria-label="Warnings">
                <h2 class="font-semibold text-[14px]">"Noticed"</h2>
                <ul class="mt-1 divide-y divide-base-300">{warnings.into_iter().map(|(file, warning)| noticed(file, warning)).collect_view()}</ul>
            </section>
        })}
    }
}

/// A file on a phone: the same figures, one below the other.
fn card(file: &ImportFile) -> impl IntoView + use<> {
    let became: Vec<String> =
        [Some(format::sentence(&file.entity)), file.encoding.clone()].into_iter().flatten().collect();
    view! {
        <li class="px-4 py-3">
            <p class="font-medium">{file.name.clone()}</p>
            <p class="muted text-[12px]">{became.join(" · ")}</p>
            <dl class="mt-1.5 grid grid-cols-2 gap-x-6 gap-y-0.5">
                {counts(file).into_iter().map(|(name, rows, color)| view! {
                    <div class="flex gap-3"><dt class="muted">{name}</dt><dd class=format!("num ml-auto {color}")>{format::count(rows)}</dd></div>
                }).collect_view()}
            </dl>
        </li>
    }
}

/// Each count with its name and colour.
fn counts(file: &ImportFile) -> [(&'static str, i64, &'static str); 5] {
    let rows = [file.rows_read, file.rows_created, file.rows_updated, file.rows_unchanged, file.rows_rejected];
    let is_refused = file.rows_rejected > 0;
    std::array::from_fn(|at| {
        let color = if is_refused && COUNTS[at] == "Rejected" { "CRITICAL font-semibold" } else { "" };
        (COUNTS[at], rows[at], color)
    })
}

fn row(file: ImportFile) -> impl IntoView {
    let counts = counts(&file);
    view! {
        <tr>
            <th scope="row" class="pl-4! text-base-content!">
                {file.name}<span class="block muted font-normal">{file.encoding}</span>
            </th>
            <td class="whitespace-nowrap">{format::sentence(&file.entity)}</td>
            {counts.map(|(_, rows, color)| view! { <td class=format!("num text-right {color}")>{format::count(rows)}</td> })}
        </tr>
    }
}

fn noticed(file: String, warning: ImportWarning) -> impl IntoView {
    let place = warning.column.map_or_else(|| file.clone(), |column| format!("{file}, column {column}"));
    let rows = format::counted(warning.rows, "row", "rows");
    let example = warning.example.map(|example| format!(", for example “{example}”"));
    view! {
        <li class="py-2 flex items-start gap-2.5">
            <Icon name="triangle-alert" class="MONITOR mt-0.5"/>
            <div class="min-w-0"><p>{format::as_sentence(&warning.message)}</p><p class="muted text-[12px]">{place}" · "{rows}{example}</p></div>
        </li>
    }
}
