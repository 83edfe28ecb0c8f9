use domain::work::ActivityType;
use leptos::prelude::*;

use crate::{components::Icon, view, words::Words};

/// The letter that picks a type.
fn letter(kind: ActivityType) -> &'static str {
    use ActivityType as A;
    match kind {
        A::Call => "c",
        A::Email => "e",
        A::Meeting => "m",
        A::Qbr => "q",
        A::Training => "t",
        A::Onboarding => "o",
        A::SupportEscalation => "s",
        A::ExecutiveTouchpoint => "x",
        A::InternalDiscussion => "i",
        A::Other => "a",
    }
}

/// The picture of a type.
pub fn activity_icon(kind: ActivityType) -> &'static str {
    use ActivityType as A;
    match kind {
        A::Call => "phone",
        A::Email => "mail",
        A::Meeting => "handshake",
        A::Qbr => "presentation",
        A::Training => "graduation-cap",
        A::Onboarding => "rocket",
        A::SupportEscalation => "life-buoy",
        A::ExecutiveTouchpoint => "crown",
        A::InternalDiscussion => "message-square",
        A::Other => "circle-dot",
    }
}

/// The types to choose from: click, Tab and Enter, or the letter.
#[component]
pub(super) fn Kinds(on_pick: Callback<ActivityType>) -> impl IntoView {
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if let Some(kind) = ActivityType::ALL.iter().find(|kind| letter(**kind) == key) {
            event.prevent_default();
            on_pick.run(*kind);
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <div class="px-5 pb-5 pt-3">
            <p class="muted">"What was it? Press its letter."</p>
            <ul class="mt-3 grid grid-cols-1 min-[26rem]:grid-cols-2 gap-1.5">
                {ActivityType::ALL.iter().map(|kind| view! {
                    <li>
                        <button type="button" class="button w-full justify-start! h-9!" aria-keyshortcuts=letter(*kind) on:click=move |_| on_pick.run(*kind)>
                            <Icon name=activity_icon(*kind) class="muted"/>
                            <span class="grow text-left">{kind.words()}</span>
                            <kbd class="key-x" aria-hidden="true">{letter(*kind)}</kbd>
                        </button>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_letter_of_its_own() {
        let mut letters: Vec<_> = ActivityType::ALL.iter().map(|kind| letter(*kind)).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), ActivityType::ALL.len());
    }
}
