//! Where everyone stands, and by what.
use api_types::team::{CsmPerformance, CsmRank, CsmRankPart, CsmRow};
use domain::{NullReason, team::LeaderboardPart};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{cells::hours, rows::name};
use crate::{
    components::{Icon, Tip},
    format, view,
    words::Words,
};

/// A figure as its part is measured.
fn measured(part: LeaderboardPart, value: f64, currency: &str) -> String {
    let decimal = Decimal::try_from(value).unwrap_or_default();
    match part {
        LeaderboardPart::Retention => format::percent_of(value),
        LeaderboardPart::Expansion => format::money_short(decimal, currency),
        LeaderboardPart::HealthChange => format::signed_points(decimal),
        LeaderboardPart::Response => hours(value),
    }
}

/// Why someone has no place.
pub(super) fn why_none(reason: Option<NullReason>) -> &'static str {
    match reason {
        Some(NullReason::InsufficientData) => "Fewer than three managers can be compared.",
        Some(NullReason::NotApplicable) => "Not compared: fewer than five clients, or here for less than 90 days.",
        _ => "Nothing is known yet that managers are ranked by.",
    }
}

/// The parts that are known of nobody, in a sentence.
fn missing(ranked: &[&CsmRow]) -> Option<String> {
    let known = |part: LeaderboardPart| {
        ranked.iter().flat_map(|row| &row.rank.parts).any(|known| known.part == part && known.value.is_some())
    };
    let names: Vec<String> =
        LeaderboardPart::ALL.iter().filter(|part| !known(**part)).map(|part| part.words().to_lowercase()).collect();
    (!names.is_empty())
        .then(|| format!("Nothing is known of {}: the other parts count more instead.", names.join(" and ")))
}

fn title(ranked: &[&CsmRow]) -> String {
    let first: Vec<&str> =
        ranked.iter().filter(|row| row.rank.place == Some(1)).map(|row| row.label.as_str()).collect();
    match (ranked.iter().find(|row| row.is_self), first.as_slice()) {
        (Some(own), _) => format!(
            "You are {} of {}",
            own.rank.place.map(format::ordinal).unwrap_or_default(),
            format::count(own.rank.of)
        ),
        (None, [one]) => format!("{one} leads"),
        (None, many) => format!("{} share the lead", format::count(i64::try_from(many.len()).unwrap_or(i64::MAX))),
    }
}

fn part(part: &CsmRankPart, currency: &str) -> AnyView {
    let value = part.value.map_or_else(|| format::NONE.to_owned(), |value| measured(part.part, value, currency));
    let note = match part.percentile {
        Some(percentile) => {
            format!("percentile {percentile:.0}, counts {}", format::percent_of(part.weight_percent))
        }
        None => "not known, counts nothing".to_owned(),
    };
    view! {
        <div class="min-w-0"><dt class="muted text-[12px]">{part.part.words()}</dt><dd class="num font-medium">{value}</dd><dd class="muted text-[12px]">{note}</dd></div>
    }
}

fn line(row: &CsmRow, currency: &str) -> AnyView {
    let CsmRank { place, score, ref parts, .. } = row.rank;
    view! {
        <li class=format!("px-4 py-3 grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)] items-center {}", if row.is_self { "own-x" } else { "" })>
            <div class="flex items-center gap-3 min-w-0">
                <span class="num text-[20px] font-semibold w-8 text-right" aria-hidden="true">{place.map(format::count)}</span>
                <p class="min-w-0 grow">
                    <span class="sr-only">{place.map(format::ordinal)}": "</span>{name(row)}
                    <span class="block muted text-[12px] num">{score.map(|score| format!("{score:.1} of 100"))}</span>
                </p>
            </div>
            <dl class="grid gap-x-6 gap-y-2 grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-4">
                {parts.iter().map(|of| part(of, currency)).collect_view()}
            </dl>
        </li>
    }
}

/// Those who have a place by it, then why the others have none.
pub(super) fn card(data: &CsmPerformance) -> AnyView {
    let mut ranked: Vec<&CsmRow> = data.csms.iter().filter(|row| row.rank.place.is_some()).collect();
    ranked.sort_by_key(|row| row.rank.place);
    let about = view! {
        <Tip label="About the leaderboard" class="tip-icon" text="40 % the share of clients kept, 25 % ARR of expansions won, 20 % the mean change of health, 15 % how fast \
            alerts are answered; each as the percentile among managers with five clients or more, here for 90 days or more. What is not known of someone \
            leaves its weight to the rest (M125).">
            <Icon name="info" class="size-3"/>
        </Tip>
    };
    if ranked.is_empty() {
        let reason =
            data.csms.iter().map(|row| row.rank.null_reason).find(|reason| *reason != Some(NullReason::NotApplicable));
        return view! {
            <section class="card-x p-4 mt-4" aria-label="Leaderboard">
                <div class="flex items-center gap-1.5"><h2 class="font-semibold text-[14px]">"No ranking yet"</h2>{about}</div>
                <p class="muted mt-1">{why_none(reason.flatten())}</p>
            </section>
        };
    }
    let rest = i64::try_from(data.csms.len() - ranked.len()).unwrap_or(i64::MAX);
    let without: Vec<_> = data
        .csms
        .iter()
        .filter(|row| row.rank.place.is_none())
        .map(|row| view! { <li>{name(row)}" "<span class="muted">{why_none(row.rank.null_reason)}</span></li> })
        .collect();
    view! {
        <section class="card-x min-w-0 mt-4" aria-label="Leaderboard">
            <div class="px-4 pt-4 pb-2">
                <div class="flex items-center gap-1.5"><h2 class="font-semibold text-[14px]">{title(&ranked)}</h2>{about}</div>
                {missing(&ranked).map(|text| view! { <p class="muted text-[12px] mt-0.5">{text}</p> })}
            </div>
            <ol class="divide-y divide-base-300 border-t border-base-300">
                {ranked.iter().map(|row| line(row, &data.currency)).collect_view()}
            </ol>
            {(rest > 0).then(|| view! { <ul class="px-4 py-3 border-t border-base-300 grid gap-1 text-[12px]">{without}</ul> })}
        </section>
    }
}
