use api_types::imports::{ImportFile, ImportWarning};
use leptos::prelude::*;

use crate::{components::Icon, format};

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
            <div class="overflow-x-auto" tabindex="0" role="group" aria-label="Rows per file">
                <table class="table-x">
                    <thead>
                        <tr>
                            <th scope="col" class="pl-4!">"File"</th><th scope="col">"Became"</th>
                            {["Read", "Created", "Updated", "Unchanged", "Rejected"].map(|name| view! { <th scope="col" class="text-right!">{name}</th> })}
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

fn row(file: ImportFile) -> impl IntoView {
    let rejected = if file.rows_rejected > 0 { "num text-right CRITICAL font-semibold" } else { "num text-right" };
    view! {
        <tr>
            <th scope="row" class="pl-4! text-base-content!">
                {file.name}<span class="block muted font-normal">{file.encoding}</span>
            </th>
            <td class="whitespace-nowrap">{format::sentence(&file.entity)}</td>
            <td class="num text-right">{format::count(file.rows_read)}</td>
            <td class="num text-right">{format::count(file.rows_created)}</td>
            <td class="num text-right">{format::count(file.rows_updated)}</td>
            <td class="num text-right">{format::count(file.rows_unchanged)}</td>
            <td class=rejected>{format::count(file.rows_rejected)}</td>
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
            <div class="min-w-0"><p>{warning.message}</p><p class="muted text-[12px]">{place}" · "{rows}{example}</p></div>
        </li>
    }
}
