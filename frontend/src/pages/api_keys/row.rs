use api_types::api_keys::ApiKey;
use chrono::{DateTime, Utc};
use domain::api_key::ApiKeyStatus;
use leptos::prelude::*;

use crate::{browser, components::Icon, format, routes, view, words::Words};

/// One key.
pub(super) fn row(key: ApiKey, doomed: RwSignal<Option<ApiKey>>) -> impl IntoView {
    let now = browser::now();
    let last = key.last_used_at.map_or_else(|| "Never".to_owned(), |at| format::ago(at, now));
    let exact = key.last_used_at.map(format::instant);
    let end = end(&key, now);
    let class = match key.status {
        ApiKeyStatus::Active => "HEALTHY",
        ApiKeyStatus::UserDisabled => "MONITOR",
        ApiKeyStatus::Expired | ApiKeyStatus::Revoked => "muted",
    };
    let is_over = key.revoked_at.is_some();
    let label = format!("Revoke {}", key.name);
    let traces = routes::filtered(routes::AUDIT, &format!("api_key_id={}", key.id));
    let traces_label = format!("What {} did", key.name);
    let scopes = key.scopes.clone();
    let chips = move || scopes.iter().map(|scope| view! { <span class="chip">{scope.as_str()}</span> }).collect_view();
    let small = format!("{} · last used {}", key.user.name, last.to_lowercase());
    let made = key.created_by.as_ref().map(|by| format!("Made by {}, {}", by.name, format::ago(key.created_at, now)));
    let revoked = key.clone();
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">
                <span class="font-medium break-words" class:muted=is_over title=made>{key.name}</span>
                <code class="block muted text-[12px]">{format!("{}…", key.prefix)}</code>
                <span class="block md:hidden muted text-[12px]">{small}</span>
                <span class="sm:hidden mt-1 flex flex-wrap gap-1">{chips.clone()}</span>
            </th>
            <td class="max-md:hidden">{key.user.name}</td>
            <td class="max-sm:hidden"><span class="flex flex-wrap gap-1">{chips}</span></td>
            <td class="max-md:hidden num" title=exact>{last}</td>
            <td class="max-lg:hidden num">{end}</td>
            <td><span class=format!("band {class} text-[12px]")>{key.status.words()}</span></td>
            <td class="pr-3! text-right">
                <span class="inline-flex gap-1 no-print">
                    <a class="button-icon max-sm:hidden" href=traces aria-label=traces_label title="What it did"><Icon name="scroll-text"/></a>
                    {(!is_over).then(|| view! {
                        <button type="button" class="button-icon" aria-label=label title="Revoke" on:click=move |_| doomed.set(Some(revoked.clone()))><Icon name="ban"/></button>
                    })}
                </span>
            </td>
        </tr>
    }
}

fn end(key: &ApiKey, now: DateTime<Utc>) -> String {
    match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!("Revoked {}", format::ago(at, now)),
        (None, Some(at)) => format::day(at.date_naive(), now.date_naive()),
        (None, None) => "No end".to_owned(),
    }
}
