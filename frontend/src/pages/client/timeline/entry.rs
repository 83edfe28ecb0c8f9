use api_types::timeline::TimelineEntry;
use chrono::{DateTime, Utc};
use domain::work::TimelineKind;
use leptos::prelude::*;

use super::{actions::Actions, facts::facts};
use crate::{
    browser,
    components::{Icon, Show, activity_icon},
    format, view,
    words::Words,
};

/// One thing that happened; a click shows all of it.
#[component]
pub(super) fn Entry(entry: TimelineEntry) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let tone = tone(&entry);
    let detail = entry.detail.clone();
    let rest = facts(&entry);
    let has_more = detail.is_some() || !rest.is_empty() || entry.kind == TimelineKind::Activity;
    let panel = format!("entry-{}", entry.id.replace(':', "-"));
    let under = under(&entry);
    let title = entry.title.clone();
    let line = view! {
        <span class="font-medium break-words">{title}</span>
        {tone.map(|(class, word)| view! { <span class=format!("band text-[12px] {class}")>{word}</span> })}
    };
    let panel_id = panel.clone();
    view! {
        <li class="timeline-x">
            <span class="timeline-mark" aria-hidden="true"><Icon name=icon(&entry)/></span>
            <div class="min-w-0 grow pb-4">
                {if has_more {
                    view! {
                        <button type="button" class="timeline-title" aria-expanded=move || is_open.get().to_string() aria-controls=panel
                            on:click=move |_| is_open.update(|open| *open = !*open)>
                            {line}
                            <Icon name="chevron-down" class="muted"/>
                        </button>
                    }
                } else {
                    view! { <p class="timeline-title">{line}</p> }
                }}
                <p class="muted text-[12px]">{under}</p>
                <div id=panel_id hidden=move || !is_open.get()>
                    <Show when=move || is_open.get()>
                        <div class="mt-2 rounded-lg border border-base-300 bg-base-200 p-3 grid gap-2">
                            {detail.clone().map(|text| view! { <p class="leading-5 whitespace-pre-line break-words">{text}</p> })}
                            {(!rest.is_empty()).then(|| view! {
                                <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
                                    {rest.iter().map(|(name, value)| view! { <dt class="muted">{*name}</dt><dd class="break-words">{value.clone()}</dd> }).collect_view()}
                                </dl>
                            })}
                            <Actions entry=entry.clone()/>
                        </div>
                    </Show>
                </div>
            </div>
        </li>
    }
}

/// `Call · Jane Smith · yesterday`.
fn under(entry: &TimelineEntry) -> String {
    let kind = match entry.kind {
        TimelineKind::Activity => entry.facts.activity_type.map_or("Activity", Words::words),
        TimelineKind::Ticket => "Ticket",
        TimelineKind::ScoreChange => "Health",
        TimelineKind::Renewal => "Renewal",
        TimelineKind::Note => "Note",
        TimelineKind::Alert => "Alert",
        TimelineKind::KeyEvent => "Key event",
    };
    let mut parts = vec![kind.to_owned()];
    parts.extend(entry.by.as_ref().map(|person| person.name.clone()));
    parts.push(when(entry.occurred_at, entry.is_day));
    if entry.facts.is_private == Some(true) {
        parts.push("only you see it".to_owned());
    }
    parts.join(" · ")
}

/// `May 15, 14:30` of this year, the year with others; only the day where no more is known.
fn when(at: DateTime<Utc>, is_day: bool) -> String {
    let day = format::day(at.date_naive(), browser::today());
    if is_day { day } else { format!("{day}, {} UTC", format::time(at)) }
}

/// How grave it is, by a word and a colour.
fn tone(entry: &TimelineEntry) -> Option<(&'static str, String)> {
    use domain::work::TicketSeverity as Severity;
    let facts = &entry.facts;
    if let Some(status) = facts.status_to {
        return Some((status.as_str(), status.words().to_owned()));
    }
    if let Some(severity) = facts.severity {
        let class = match severity {
            Severity::Critical => "CRITICAL",
            Severity::High => "AT_RISK",
            Severity::Medium => "MONITOR",
            Severity::Low => "muted",
        };
        return Some((class, severity.words().to_owned()));
    }
    if let Some(severity) = &facts.alert_severity {
        let class = match severity.as_str() {
            "CRITICAL" => "CRITICAL",
            "HIGH" => "AT_RISK",
            "MEDIUM" => "MONITOR",
            _ => "muted",
        };
        return Some((class, format::sentence(severity)));
    }
    match facts.renewal_outcome.as_deref() {
        Some("WON") => Some(("HEALTHY", "Won".to_owned())),
        Some("LOST") => Some(("CRITICAL", "Lost".to_owned())),
        _ => None,
    }
}

fn icon(entry: &TimelineEntry) -> &'static str {
    match entry.kind {
        TimelineKind::Activity => entry.facts.activity_type.map_or("activity", activity_icon),
        TimelineKind::Ticket => "ticket",
        TimelineKind::ScoreChange => "activity",
        TimelineKind::Renewal => "calendar-check",
        TimelineKind::Note => "sticky-note",
        TimelineKind::Alert => "bell",
        TimelineKind::KeyEvent => match entry.facts.event.as_deref() {
            Some("CHAMPION_LEFT") => "user-x",
            Some("SURVEY") => "star",
            _ => "flag",
        },
    }
}
