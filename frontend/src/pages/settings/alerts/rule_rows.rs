use std::collections::{BTreeMap, BTreeSet};

use api_types::alerts::{AlertRule, RuleSegment, UpdateAlertRule};
use domain::{SegmentId, alert::AlertType, notification::Channel};
use leptos::prelude::*;

use crate::{api::ApiError, components::Show, view, words::Words};

/// A rule as it stands in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDraft {
    rule: AlertRule,
    /// Whether something is set at this level.
    is_set: bool,
    is_enabled: bool,
    threshold: String,
    channels: BTreeSet<Channel>,
    segment: Option<SegmentId>,
}

/// The rules as a form begins with them.
pub fn rule_drafts(rules: &[AlertRule]) -> Vec<RuleDraft> {
    let draft = |rule: &AlertRule| RuleDraft {
        is_set: rule.is_changed,
        is_enabled: rule.is_enabled,
        threshold: rule.threshold.as_ref().map(|threshold| threshold.value.to_string()).unwrap_or_default(),
        channels: rule.channels.clone(),
        segment: rule.segment.as_ref().map(|segment| segment.id),
        rule: rule.clone(),
    };
    rules.iter().map(draft).collect()
}

/// What is sent for everyone: the rules with the segments they keep to.
pub(super) fn wanted_for_everyone(drafts: &[RuleDraft]) -> BTreeMap<AlertType, UpdateAlertRule> {
    let mut rules = wanted_rules(drafts);
    for draft in drafts {
        if let Some(rule) = rules.get_mut(&draft.rule.alert_type) {
            rule.segment_id = draft.segment;
        }
    }
    rules
}

/// What is sent: rules that are set here, and nothing of those that follow what holds anyway. The rules of one client
/// keep to no segment.
pub fn wanted_rules(drafts: &[RuleDraft]) -> BTreeMap<AlertType, UpdateAlertRule> {
    let wanted = |draft: &RuleDraft| UpdateAlertRule {
        is_enabled: Some(draft.is_enabled),
        // What is no number is sent as one that is refused beside its field.
        threshold: draft.rule.threshold.as_ref().map(|_| draft.threshold.trim().parse().unwrap_or(-1)),
        channels: Some(draft.channels.clone()),
        segment_id: None,
    };
    drafts.iter().filter(|draft| draft.is_set).map(|draft| (draft.rule.alert_type, wanted(draft))).collect()
}

/// Rules with their thresholds and ways. `otherwise` says what a rule follows of which nothing is set here; `segments` are
/// those a rule may keep to, where that can be chosen.
#[component]
pub fn RuleRows(
    drafts: RwSignal<Vec<RuleDraft>>,
    error: RwSignal<Option<ApiError>>,
    otherwise: &'static str,
    #[prop(optional)] segments: Option<Signal<Vec<RuleSegment>>>,
) -> impl IntoView {
    let count = drafts.with_untracked(Vec::len);
    view! {
        <ul class="divide-y divide-base-300 border-y border-base-300" aria-label="Rules">
            {(0..count).map(|at| row(at, drafts, error, otherwise, segments)).collect_view()}
        </ul>
    }
}

fn row(
    at: usize,
    drafts: RwSignal<Vec<RuleDraft>>,
    error: RwSignal<Option<ApiError>>,
    otherwise: &'static str,
    segments: Option<Signal<Vec<RuleSegment>>>,
) -> AnyView {
    let Some(start) = drafts.with_untracked(|drafts| drafts.get(at).cloned()) else { return ().into_any() };
    let alert_type = start.rule.alert_type;
    let name = alert_type.words();
    let read = move |read: fn(&RuleDraft) -> bool| drafts.with(|drafts| drafts.get(at).is_some_and(read));
    let change = move |change: &dyn Fn(&mut RuleDraft)| {
        drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(at) {
                change(draft);
                draft.is_set = true;
            }
        });
    };
    // What it follows then is known when it was saved.
    let reset = move |_| {
        drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(at) {
                draft.is_set = false;
            }
        });
    };
    let pointer = format!("/rules/{alert_type}/threshold");
    let wrong = Memo::new(move |_| error.get().and_then(|error| error.field(&pointer)));
    let threshold = start.rule.threshold.clone().map(|limits| {
        let (label, note) = (format!("Threshold of {name}, {}", limits.unit), format!("threshold-{alert_type}"));
        view! {
            <div class="flex items-center gap-1.5">
                <input type="number" class="input-x w-24" aria-label=label aria-describedby=note.clone() min=limits.min.to_string() max=limits.max.to_string()
                    prop:value=move || drafts.with(|drafts| drafts.get(at).map(|draft| draft.threshold.clone()))
                    on:input:target=move |event| { let value = event.target().value(); change(&|draft| draft.threshold.clone_from(&value)); }/>
                <span class="muted text-[12px]">{limits.unit}</span>
            </div>
            <p id=note class="CRITICAL text-[12px] empty:hidden">{move || wrong.get()}</p>
        }
    });
    let way = move |channel: Channel| {
        view! {
            <label class="flex items-center gap-1.5">
                <input type="checkbox" class="check" aria-label=format!("Tell of {name}: {}", channel.words())
                    prop:checked=move || drafts.with(|drafts| drafts.get(at).is_some_and(|draft| draft.channels.contains(&channel)))
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        change(&|draft| { if is_on { draft.channels.insert(channel) } else { draft.channels.remove(&channel) }; });
                    }/>
                <span>{channel.words()}</span>
            </label>
        }
    };
    let reach = match segments {
        // Nobody's client is concerned.
        _ if alert_type.is_about_team() => None,
        Some(segments) => Some(reach(at, drafts, error, &start.rule, segments)),
        None => start.rule.segment.as_ref().map(|segment| {
            view! { <p class="muted text-[12px] basis-full">{format!("For everyone this rule looks at clients in “{}” only.", segment.name)}</p> }.into_any()
        }),
    };
    let is_set = move || read(|draft| draft.is_set);
    let will_follow = start.is_set;
    view! {
        <li class="py-2 flex flex-wrap items-center gap-x-5 gap-y-2">
            <label class="flex items-center gap-2 w-44">
                <input type="checkbox" class="check" prop:checked=move || read(|draft| draft.is_enabled)
                    on:change:target=move |event| { let is_on = event.target().checked(); change(&|draft| draft.is_enabled = is_on); }/>
                <span class="font-medium">{name}</span>
            </label>
            <div class="w-44 empty:max-sm:hidden">{threshold}</div>
            <div class="flex flex-wrap gap-x-4 gap-y-1.5">{Channel::ALL.iter().map(|channel| way(*channel)).collect_view()}</div>
            {reach}
            <div class="ml-auto empty:hidden">
                <Show when=is_set>
                    <button type="button" class="link-x text-[12px]" aria-label=format!("{otherwise}: {name}") on:click=reset>{otherwise}</button>
                </Show>
                <Show when=move || will_follow && !is_set()><span class="muted text-[12px]">"reset when saved"</span></Show>
            </div>
        </li>
    }
    .into_any()
}

/// Whose clients a rule looks at: everyone's, or those of a segment.
fn reach(
    at: usize,
    drafts: RwSignal<Vec<RuleDraft>>,
    error: RwSignal<Option<ApiError>>,
    rule: &AlertRule,
    segments: Signal<Vec<RuleSegment>>,
) -> AnyView {
    let alert_type = rule.alert_type;
    let now = rule.segment.clone();
    // What it keeps to now can be chosen before the others are there.
    let offered = move || {
        let mut offered = segments.get();
        if let Some(now) = now.as_ref().filter(|now| offered.iter().all(|segment| segment.id != now.id)) {
            offered.push(now.clone());
        }
        offered
    };
    let chosen = move || drafts.with_untracked(|drafts| drafts.get(at).and_then(|draft| draft.segment));
    let choose = move |event: leptos::web_sys::HtmlSelectElement| {
        let segment = event.value().parse().ok();
        drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(at) {
                draft.segment = segment;
                draft.is_set = true;
            }
        });
    };
    let pointer = format!("/rules/{alert_type}/segment_id");
    let wrong = Memo::new(move |_| error.get().and_then(|error| error.field(&pointer)));
    let (label, note) = (format!("Clients of {}", alert_type.words()), format!("segment-{alert_type}"));
    let option = move |segment: RuleSegment| {
        view! { <option value=segment.id.to_string() selected=chosen() == Some(segment.id)>{segment.name}</option> }
    };
    view! {
        <div class="w-44 max-sm:w-full">
            <select class="select-x w-full" aria-label=label aria-describedby=note.clone() on:change:target=move |event| choose(event.target())>
                <option value="" selected=chosen().is_none()>"All clients"</option>
                {move || offered().into_iter().map(option).collect_view()}
            </select>
            <p id=note class="CRITICAL text-[12px] empty:hidden">{move || wrong.get()}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use api_types::alerts::AlertThreshold;

    use super::*;

    fn large() -> SegmentId {
        "01931b6e-0000-7000-8000-000000000001".parse().expect("an id")
    }

    #[test]
    fn rules_of_which_nothing_is_set_are_not_sent() {
        let rule = |alert_type, is_changed| AlertRule {
            alert_type,
            is_enabled: true,
            channels: [Channel::InApp].into(),
            segment: Some(RuleSegment { id: large(), name: "Large".to_owned() }),
            threshold: Some(AlertThreshold { value: 10, default: 10, min: 2, max: 50, unit: "points".to_owned() }),
            cooldown_days: Some(7),
            is_changed,
        };
        let mut drafts = rule_drafts(&[rule(AlertType::HealthDrop, false), rule(AlertType::NoLogin, true)]);
        drafts[1].threshold = "many".to_owned();
        let wanted = wanted_rules(&drafts);
        assert_eq!(wanted.len(), 1);
        assert_eq!(wanted[&AlertType::NoLogin].threshold, Some(-1));
        assert_eq!(wanted[&AlertType::NoLogin].segment_id, None, "one client's rules keep to no segment");
        let wanted = wanted_for_everyone(&drafts);
        assert_eq!((wanted.len(), wanted[&AlertType::NoLogin].segment_id), (1, Some(large())));
    }
}
