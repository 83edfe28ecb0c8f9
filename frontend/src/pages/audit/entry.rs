use api_types::audit::AuditEvent;
use domain::audit::AuditAction;
use leptos::prelude::*;

use super::{detail::Detail, words};
use crate::{
    browser,
    components::{Icon, Show},
    format, view,
    words::Words,
};

/// One row; a click shows all of it.
#[component]
pub(super) fn Entry(event: AuditEvent) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let panel = format!("audit-{}", event.id);
    let panel_id = panel.clone();
    let who = event.user.as_ref().map_or_else(|| event.actor.clone(), |user| user.name.clone());
    let key = event.api_key.as_ref().map(|key| key.name.clone());
    let what = what(&event);
    let about = about(&event);
    let when = format::ago(event.occurred_at, browser::now());
    let exact = format::instant(event.occurred_at);
    let icon = icon(event.action);
    let is_bad = event.action == AuditAction::LoginFailed;
    view! {
        <li class="border-b border-base-300 last:border-b-0 px-4 py-2.5">
            <div class="flex items-start gap-3">
                <span class="timeline-mark" aria-hidden="true"><Icon name=icon/></span>
                <div class="min-w-0 grow">
                    <button type="button" class="timeline-title" aria-expanded=move || is_open.get().to_string() aria-controls=panel
                        on:click=move |_| is_open.update(|open| *open = !*open)>
                        <span class="font-medium break-words">{who}</span>
                        {key.map(|key| view! { <span class="chip"><Icon name="key-round" class="size-3"/>{key}</span> })}
                        <span class="break-words" class:bad=is_bad>{what}</span>
                        <Icon name="chevron-down" class="muted"/>
                    </button>
                    <p class="muted text-[12px] break-words">
                        <span title=exact>{when}</span>{about.map(|about| format!(" · {about}"))}
                    </p>
                    <div id=panel_id hidden=move || !is_open.get()>
                        <Show when=move || is_open.get()><Detail event=event.clone()/></Show>
                    </div>
                </div>
            </div>
        </li>
    }
}

/// `changed 1 client`, `signed in`.
fn what(event: &AuditEvent) -> String {
    let verb = event.action.words().to_lowercase();
    match event.action {
        AuditAction::Login | AuditAction::Logout => verb,
        AuditAction::LoginFailed => "could not sign in".to_owned(),
        AuditAction::Run => format!("{verb} {}", format::sentence(&event.operation).to_lowercase()),
        // A row about something of a client names both: the thing, and the client it belongs to.
        _ => format!("{verb} {}", counted(event)),
    }
}

fn counted(event: &AuditEvent) -> String {
    let kind = words::kind(&event.entity);
    let things = if event.entity == "client" { event.entity_count } else { 1 };
    if things > 1 { format!("{} {kind}s", format::count(things.into())) } else { kind }
}

/// The clients it is about, the first few of them.
fn about(event: &AuditEvent) -> Option<String> {
    const SHOWN: usize = 3;
    let names: Vec<&str> = event.clients.iter().take(SHOWN).map(|client| client.name.as_str()).collect();
    let rest = event.clients.len().saturating_sub(names.len());
    match (names.is_empty(), rest) {
        (true, _) => event.changes.as_ref().and_then(|changes| {
            let told = changes.get("email").or_else(|| changes.get("name"));
            told.and_then(|value| value.as_str()).map(str::to_owned)
        }),
        (false, 0) => Some(names.join(", ")),
        (false, rest) => Some(format!("{} and {rest} more", names.join(", "))),
    }
}

fn icon(action: AuditAction) -> &'static str {
    match action {
        AuditAction::Read => "search",
        AuditAction::Create => "plus",
        AuditAction::Update => "pencil",
        AuditAction::Delete => "trash-2",
        AuditAction::Login => "user-round-check",
        AuditAction::Logout => "log-out",
        AuditAction::LoginFailed => "user-x",
        AuditAction::Run => "settings",
    }
}
