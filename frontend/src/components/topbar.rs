use leptos::prelude::*;

use super::{bell::Bell, frame::Crumbs, search::Search, user_menu::UserMenu};
use crate::{
    components::{Icon, Popover, Show},
    theme::{Choice, Theme},
    view,
};

/// Where one is, and what belongs to every page.
#[component]
pub fn Topbar(on_menu: Callback<()>) -> impl IntoView {
    let Crumbs(crumbs) = expect_context();
    let steps = move || {
        let steps = crumbs.get();
        let last = steps.len().saturating_sub(1);
        steps.into_iter().enumerate().map(|(index, step)| {
            let is_page = index == last;
            view! {
                <li class="flex items-center" class:min-w-0=is_page class:shrink-0=!is_page>
                    {match step.href {
                        Some(href) if !is_page => view! { <a href=href class="muted hover:underline whitespace-nowrap inline-flex items-center min-h-6">{step.label}</a> },
                        _ if is_page => view! { <span class="font-semibold truncate" aria-current="page">{step.label}</span> },
                        _ => view! { <span class="muted whitespace-nowrap">{step.label}</span> },
                    }}
                    {(!is_page).then(|| view! { <span class="muted px-1.5" aria-hidden="true">"/"</span> })}
                </li>
            }
        }).collect_view()
    };
    view! {
        <header class="h-14 px-4 lg:px-6 flex items-center gap-3 border-b border-base-300 bg-base-200 sticky top-0 z-30">
            <button type="button" class="button-icon md:hidden" aria-label="Menu" on:click=move |_| on_menu.run(())>
                <Icon name="menu"/>
            </button>
            <nav aria-label="Breadcrumbs" class="min-w-0 grow"><ol class="flex items-center min-w-0">{steps}</ol></nav>
            <Search/>
            <div class="flex items-center gap-1">
                <Bell/>
                <ThemeMenu/>
                <UserMenu/>
            </div>
        </header>
    }
}

#[component]
fn ThemeMenu() -> impl IntoView {
    let theme = Theme::from_context();
    let is_open = RwSignal::new(false);
    view! {
        <Popover label="Theme" class="button-icon" align_right=true is_open
            trigger=move || view! { <Icon name=theme.choice().icon()/> }>
            <ul class="p-1.5 w-40">
                {Choice::ALL.map(|choice| view! {
                    <li>
                        <button type="button" class="menu-item" aria-pressed=move || (theme.choice() == choice).to_string()
                            on:click=move |_| { theme.choose(choice); is_open.set(false) }>
                            <Icon name=choice.icon()/><span class="grow text-left">{choice.label()}</span>
                            <Show when=move || theme.choice() == choice><Icon name="check"/></Show>
                        </button>
                    </li>
                })}
            </ul>
        </Popover>
    }
}
