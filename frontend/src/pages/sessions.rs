use api_types::auth::Session;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    browser,
    components::{Confirm, EmptyState, ErrorPanel, Icon, Toasts, set_crumbs},
    format,
    load::Loaded,
    routes, view,
};

/// Where one is signed in, and the way to end it there.
#[component]
pub fn Sessions() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Sessions", None)]);
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let sessions = Loaded::new(|| (), move |()| client.list_sessions());
    let asked = RwSignal::new(None::<Session>);
    let is_asking = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let ask = Callback::new(move |session: Session| {
        asked.set(Some(session));
        is_asking.set(true);
    });
    let end = Callback::new(move |()| {
        let Some(session) = asked.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match client.revoke_session(session.id).await {
                Ok(()) => {
                    toasts.say(format!("{} is signed out.", device(session.user_agent.as_deref())));
                    sessions.reload();
                }
                Err(error) => toasts.fail("The session was not ended.", &error),
            }
            is_busy.set(false);
            is_asking.set(false);
        });
    });
    let text = Signal::derive(move || {
        asked
            .get()
            .map(|session| {
                format!(
                    "{} at {}, signed in {}, is signed out at once. Whoever uses it has to sign in again.",
                    device(session.user_agent.as_deref()),
                    session.ip_address.as_deref().unwrap_or("an unknown address"),
                    format::ago(session.created_at, browser::now()),
                )
            })
            .unwrap_or_default()
    });
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Sessions"</h1>
        <p class="muted mt-1 max-w-xl">"Every browser and program that is signed in as you. End those you do not know, then change your password."</p>
        <section class="card-x mt-4 max-w-3xl" aria-label="Sessions">
            {move || match (sessions.data.get(), sessions.error.get()) {
                (Some(page), _) if page.data.is_empty() => view! {
                    <EmptyState icon="monitor-smartphone" title="No sessions" text="Sign in again to begin one."/>
                },
                (Some(page), _) => view! {
                    <ul class="divide-y divide-base-300">{page.data.into_iter().map(|session| entry(session, ask)).collect_view()}</ul>
                },
                (None, Some(error)) => view! { <ErrorPanel error on_retry=sessions.retry()/> },
                (None, None) => (0..2).map(|_| view! {
                    <div class="p-4"><span class="skel h-3.5 w-48"></span><span class="skel h-3 w-64 mt-2 max-w-full"></span></div>
                }).collect_view().into_any(),
            }}
        </section>
        <Confirm is_open=is_asking title=Signal::stored("End this session?".to_owned()) text action="End session" busy_action="Ending"
            is_busy on_confirm=end/>
    }
}

fn entry(session: Session, ask: Callback<Session>) -> impl IntoView {
    let now = browser::now();
    let name = device(session.user_agent.as_deref());
    let facts = [
        Some(session.ip_address.clone().unwrap_or_else(|| "Unknown address".to_owned())),
        Some(format!("signed in {}", format::ago(session.created_at, now))),
        Some(format!("last seen {}", format::ago(session.last_seen_at, now))),
        Some(format!("ends {}", format::day(session.expires_at.date_naive(), now.date_naive()))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let is_current = session.is_current;
    let label = format!("End session of {name}");
    view! {
        <li class="p-4 flex flex-wrap items-center gap-x-3 gap-y-2">
            <span class="avatar size-9 rounded-md"><Icon name="monitor-smartphone"/></span>
            <div class="min-w-0 grow basis-48">
                <p class="font-semibold flex flex-wrap items-center gap-2">
                    {name}
                    {is_current.then(|| view! { <span class="band HEALTHY text-[12px]">"This session"</span> })}
                </p>
                <p class="muted text-[12px]">{facts.join(" · ")}</p>
            </div>
            {(!is_current).then(|| view! {
                <button type="button" class="button" aria-label=label on:click=move |_| ask.run(session.clone())>"End session"</button>
            })}
        </li>
    }
}

/// What people call the thing: `Firefox on Linux`. Edge names Chrome, Chrome names Safari, so the order matters.
fn device(user_agent: Option<&str>) -> String {
    let Some(agent) = user_agent.filter(|agent| !agent.is_empty()) else { return "Unknown program".to_owned() };
    let pick =
        |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let program = pick(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = pick(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(program), None) => program.to_owned(),
        _ => agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn browsers_are_told_apart() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(device(Some(chrome)), "Chrome on Linux");
        assert_eq!(device(Some(&format!("{chrome} Edg/140.0"))), "Edge on Linux");
        assert_eq!(
            device(Some("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")),
            "Safari on iPhone"
        );
        assert_eq!(device(Some("steward-cli/1.0")), "steward-cli/1.0");
        assert_eq!(device(None), "Unknown program");
    }
}
