use api_types::{
    notifications::{MarkAllRead, Notification},
    page::Page,
};
use domain::{NotificationId, notification::NotificationKind};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    browser,
    components::{ErrorPanel, Icon, Popover, SeverityMark, Show, Toasts},
    format,
    live::Live,
    load::Loaded,
    routes, view,
};

/// What the menu shows at first, and what more is shown at a time.
const STEP: i64 = 10;
/// The most one answer holds.
const MOST: i64 = 200;

/// What one was told, and how much of it is unread.
#[component]
pub fn Bell() -> impl IntoView {
    let live = Live::from_context();
    let is_open = RwSignal::new(false);
    let unread = move || live.unread.get().unwrap_or(0);
    let trigger = move || {
        view! {
            <span class="relative inline-flex">
                <Icon name="bell"/>
                <Show when=move || { unread() > 0 }>
                    <span class="bell-count" aria-hidden="true">{move || if unread() > 99 { "99+".to_owned() } else { unread().to_string() }}</span>
                </Show>
            </span>
            <span class="sr-only">{move || format!("Notifications, {} unread", unread())}</span>
        }
    };
    view! {
        <Popover class="button-icon" align_right=true is_open trigger><Menu is_open/></Popover>
    }
}

#[component]
fn Menu(is_open: RwSignal<bool>) -> impl IntoView {
    let client = Client::from_context();
    let toasts = Toasts::from_context();
    let live = Live::from_context();
    let limit = RwSignal::new(STEP);
    let list = Loaded::<Page<Notification>>::new(
        // Read again whenever something came.
        move || (limit.get(), live.unread.get()),
        move |(limit, _)| client.notifications(limit),
    );
    let read_all = move |_| {
        // What comes while one looks stays unread.
        let until = list.data.with(|page| page.as_ref()?.data.first().map(|newest| newest.created_at));
        spawn_local(async move {
            match client.mark_all_notifications_read(&MarkAllRead { until }).await {
                Ok(counts) => {
                    live.unread.try_set(Some(counts.unread));
                }
                Err(error) => toasts.fail("Nothing was marked as read.", &error),
            }
        });
    };
    let read = Callback::new(move |id: NotificationId| {
        is_open.set(false);
        spawn_local(async move {
            // The page it leads to says what there is to say.
            if client.mark_notification_read(id).await.is_ok() {
                live.unread.try_update(|unread| *unread = unread.map(|unread| (unread - 1).max(0)));
            }
        });
    });
    let has_unread = move || live.unread.get().is_some_and(|unread| unread > 0);
    let has_more = move || {
        let total = list.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total));
        total > limit.get() && limit.get() < MOST
    };
    view! {
        <div class="w-[22rem] max-w-[calc(100vw-2rem)]">
            <div class="flex items-center gap-2 px-3.5 py-2.5 border-b border-base-300">
                <p class="font-semibold grow">"Notifications"</p>
                <Show when=has_unread><button type="button" class="link-x text-[12px]" on:click=read_all>"Mark all read"</button></Show>
            </div>
            <div class="max-h-[26rem] overflow-y-auto" aria-busy=move || list.is_loading.get().to_string()>
                {move || match (list.data.get(), list.error.get()) {
                    (None, Some(error)) => view! { <ErrorPanel error on_retry=list.retry()/> },
                    (None, None) => (0..3).map(|_| view! {
                        <div class="px-3.5 py-3"><span class="skel h-3.5 w-56"></span><span class="skel h-3 w-32 mt-2"></span></div>
                    }).collect_view().into_any(),
                    (Some(page), _) if page.data.is_empty() => view! {
                        <p class="muted px-3.5 py-4">"Nothing yet. Alerts about your clients and notes that name you appear here."</p>
                    },
                    (Some(page), _) => view! {
                        <ul class="divide-y divide-base-300">{page.data.into_iter().map(|one| entry(one, read)).collect_view()}</ul>
                    },
                }}
                <Show when=has_more>
                    <button type="button" class="menu-item justify-center" on:click=move |_| limit.update(|limit| *limit = (*limit + STEP).min(MOST))>"Show older"</button>
                </Show>
            </div>
            <a class="block px-3.5 py-2.5 border-t border-base-300 link-x" href=routes::ALERT_SETTINGS on:click=move |_| is_open.set(false)>"How you are told"</a>
        </div>
    }
}

fn entry(one: Notification, read: Callback<NotificationId>) -> impl IntoView {
    let href = match (one.kind, one.client_id) {
        (NotificationKind::Mention, Some(client)) => routes::client_tab(client, "notes"),
        (NotificationKind::TeamAlerts, _) => routes::ALERTS.to_owned(),
        (_, Some(client)) => routes::client(client),
        (_, None) => routes::ALERT_SETTINGS.to_owned(),
    };
    let is_unread = one.read_at.is_none();
    let id = one.id;
    let more = match one.kind {
        NotificationKind::Alerts | NotificationKind::TeamAlerts if one.alerts.len() > 1 => {
            Some(one.alerts.iter().map(|alert| alert.title.clone()).collect::<Vec<_>>().join(" · "))
        }
        NotificationKind::Mention => one.excerpt.clone(),
        _ => None,
    };
    let gravest = one.alerts.first().map(|alert| alert.severity);
    view! {
        <li>
            <a class="block px-3.5 py-2.5 hover:bg-base-200" href=href on:click=move |_| read.run(id)>
                <p class="leading-5 break-words" class:font-semibold=is_unread>
                    {is_unread.then(|| view! { <span class="sr-only">"Unread: "</span> })}{one.title}
                </p>
                {more.map(|more| view! { <p class="muted text-[12px] leading-4 mt-0.5 line-clamp-2 break-words">{more}</p> })}
                <p class="muted text-[12px] mt-1 flex items-center gap-2">
                    {gravest.map(|severity| view! { <SeverityMark severity/> })}
                    {format::ago(one.created_at, browser::now())}
                </p>
            </a>
        </li>
    }
}
