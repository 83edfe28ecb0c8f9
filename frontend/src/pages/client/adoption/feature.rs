use api_types::adoption::{FeatureDetails, FeatureUser, LevelSpan};
use leptos::prelude::*;

use super::{
    feature_chart::DailyUses,
    levels::{Level, Trend},
    matrix::expected,
};
use crate::{
    components::NotAvailable,
    format,
    pages::client::context::ClientContext,
    view,
    words::{self, Words},
};

#[component]
pub(super) fn Feature(data: FeatureDetails) -> impl IntoView {
    view! {
        {figures(&data)}
        <div class="mt-4 grid gap-4">
            <DailyUses data=data.clone()/>
            <div class="grid lg:grid-cols-2 gap-4 items-start">
                {levels(&data.levels)}
                {users(&data)}
            </div>
        </div>
    }
}

fn figures(data: &FeatureDetails) -> impl IntoView + use<> {
    let client = ClientContext::from_context();
    let tier = untrack(|| client.with(|data| data.client.summary.contract_tier.words())).unwrap_or("tier");
    let feature = &data.feature;
    let source = match data.expected_source.as_deref() {
        Some("CLIENT") => "expected of this client",
        Some("TIER") => "expected of its tier",
        Some(_) => "expected of everyone",
        None => "nothing is expected",
    };
    let percent = match feature.percent_of_expected {
        Some(percent) => format::quantity(percent, "%").into_any(),
        None => {
            view! { <span class="text-[16px]">{format::number(feature.usage_in_window)}" "{feature.usage_unit.clone()}</span> }
        }
    };
    let trend = match feature.usage_trend {
        Some(trend) => view! { <Trend trend/> },
        None => view! { <NotAvailable reason=feature.usage_trend_null_reason/> },
    };
    let percentile = match data.adoption_percentile {
        Some(percentile) => format::ordinal(percentile.into()).into_any(),
        None => view! { <NotAvailable reason=data.adoption_percentile_null_reason/> },
    };
    let reach = feature.reach.as_ref().and_then(|reach| reach.using_percent);
    let used = feature
        .last_used_at
        .map_or_else(|| "never used".to_owned(), |day| format!("last used {}", format::short_day(day)));
    let uses =
        format!("{} after {}", format::number(feature.usage_30_days), format::number(feature.usage_prev_30_days));
    view! {
        <section aria-label="Feature" class="card-x">
            <div class="px-4 pt-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <h2 class="font-semibold text-[16px]">{feature.feature_name.clone()}</h2>
                <span class="muted">{feature.module.clone()}</span>
                <span class="sm:ml-auto font-medium"><Level level=feature.adoption_status/></span>
            </div>
            <dl class="grid grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-4">
                {fact("Use against expected", percent, format!("{} · {source}", expected(feature)))}
                {fact("Use, 30 days", view! { <span class="text-[16px]">{trend}</span> }, format!("{uses} the 30 days before"))}
                {fact("Percentile", percentile, format!("of {tier} clients that license it"))}
                {fact("Clients using it", match reach {
                    Some(percent) => format::quantity(percent, "%").into_any(),
                    None => view! { <NotAvailable reason=feature.reach.as_ref().and_then(|reach| reach.null_reason)/> },
                }, used)}
            </dl>
        </section>
    }
}

fn fact(name: &'static str, value: AnyView, note: String) -> impl IntoView {
    view! {
        <div class="p-4 min-w-0">
            <dt class="muted text-[12px]">{name}</dt>
            <dd class="num text-[20px] leading-8 font-semibold tracking-tight">{value}</dd>
            <dd class="text-[12px] muted">{note}</dd>
        </div>
    }
}

fn levels(spans: &[LevelSpan]) -> impl IntoView + use<> {
    let all: i64 = spans.iter().map(days).sum();
    let title = match spans.last() {
        Some(last) => format!("{} for {}", last.adoption_status.words(), format::counted(days(last), "day", "days")),
        None => "Levels over time".to_owned(),
    };
    let strip: Vec<_> = spans
        .iter()
        .map(|span| {
            let width = format!("{:.2}%", 100.0 * days(span) as f64 / all.max(1) as f64);
            view! { <span class=span.adoption_status.as_str() style:width=width title=span.adoption_status.words()></span> }
        })
        .collect();
    let rows: Vec<_> = spans
        .iter()
        .rev()
        .map(|span| {
            view! {
                <tr>
                    <th scope="row" class="font-normal! text-base-content!"><Level level=span.adoption_status/></th>
                    <td class="num">{format!("{} – {}", format::short_day(span.from), format::short_day(span.to))}</td>
                    <td class="num text-right">{format::counted(days(span), "day", "days")}</td>
                </tr>
            }
        })
        .collect();
    let body = if rows.is_empty() {
        view! { <p class="muted py-4">"No use of features of this client is known."</p> }
    } else {
        view! {
            <div class="strip-x mt-3" aria-hidden="true">{strip}</div>
            <div class="mt-2 max-h-72 overflow-y-auto" tabindex="0" role="group" aria-label="Levels, newest first">
                <table class="table-x [--pad:0px]!">
                    <caption class="sr-only">"Levels, newest first"</caption>
                    <thead><tr><th scope="col">"Level"</th><th scope="col">"Days"</th><th scope="col" class="text-right!">"Length"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Levels over time">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            {body}
        </section>
    }
}

fn days(span: &LevelSpan) -> i64 {
    (span.to - span.from).num_days() + 1
}

fn users(data: &FeatureDetails) -> impl IntoView + use<> {
    let title = match data.users_total {
        0 => "Nobody used it in 30 days".to_owned(),
        total => format!("{} in 30 days", format::counted(total, "user", "users")),
    };
    let more = data.users_total - data.users.len() as i64;
    let body = if data.users.is_empty() {
        match data.users_null_reason {
            Some(reason) => {
                view! { <p class="muted py-4">"Who uses it: "<NotAvailable reason=Some(reason)/></p> }
            }
            None => view! { <p class="muted py-4">"No one who signs in used it within 30 days."</p> },
        }
    } else {
        view! {
            <table class="table-x mt-1 [--pad:0px]!">
                <caption class="sr-only">"Users of the feature"</caption>
                <thead><tr><th scope="col">"User"</th><th scope="col" class="text-right!">"Days used"</th><th scope="col" class="text-right!">"Last"</th></tr></thead>
                <tbody>{data.users.iter().map(user).collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="muted text-[12px] mt-2">{format!("and {} more", format::count(more))}</p> })}
        }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Users of the feature">
            <h2 class="font-semibold text-[14px]">{title}</h2>
            {body}
        </section>
    }
}

fn user(user: &FeatureUser) -> impl IntoView + use<> {
    let role = user.role.as_deref().map(words::platform_role);
    view! {
        <tr>
            <th scope="row" class="font-normal! text-[13px]! text-base-content! whitespace-normal!">{user.name.clone()}{role.map(|role| view! { <span class="muted">" · "{role}</span> })}</th>
            <td class="num text-right">{user.days_used}</td>
            <td class="num text-right">{format::short_day(user.last_used_on)}</td>
        </tr>
    }
}
