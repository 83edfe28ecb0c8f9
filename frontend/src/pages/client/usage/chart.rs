use api_types::usage::ClientUsage;
use leptos::prelude::*;

use super::{
    page::Asked,
    search::{DAYS, Search},
    takeaway::daily_users,
};
use crate::{
    charts::{self, EChart, Palette},
    format,
    pages::client::context::ClientContext,
    theme::Theme,
    view,
    words::Words,
};

/// Users per day, with the days that were out of the ordinary.
#[component]
pub(super) fn DailyUsers(data: ClientUsage, asked: Asked, is_loading: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let tier = untrack(|| client.with(|data| data.client.summary.contract_tier.words())).unwrap_or("tier");
    let title = daily_users(&data, tier);
    let label = format!(
        "{title}. Users per day from {} to {}; {} out of the ordinary",
        data.from,
        data.to,
        format::counted(data.anomalies.len() as i64, "day", "days")
    );
    let baseline = data
        .figures
        .daily_active_users
        .comparisons
        .iter()
        .find(|one| one.kind == "OWN_BASELINE")
        .and_then(|one| one.value)
        .map(|value| format!(" · ┄ daily before {}", format::number(value)));
    let odd = anomalies(&data);
    let as_of = format!("Figures as of the end of {}", format::short_day(data.as_of));
    view! {
        <section class="card-x p-4 min-w-0 hairline" aria-label="Users per day" aria-busy=move || is_loading.get().to_string()>
            <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <nav class="sm:ml-auto flex gap-1.5 no-print" aria-label="Days">
                    {DAYS.map(|days| view! {
                        <button type="button" class="pick-x" aria-current=move || (asked.now.get().days == days).then_some("true")
                            on:click=move |_| asked.go.run(Search { days, ..asked.now.get_untracked() })>
                            {if days == 365 { "1 year".to_owned() } else { format!("{days} days") }}
                        </button>
                    })}
                </nav>
            </div>
            <p class="muted text-[12px] mt-1">
                <span class="line-primary">"━ "</span>"daily · "<span class="line-monitor">"━ "</span>"weekly · ━ monthly"{baseline}
            </p>
            <Drawing data=data.clone() label/>
            {odd}
            <p class="muted text-[12px] mt-2">{as_of}</p>
        </section>
    }
}

fn anomalies(data: &ClientUsage) -> Option<impl IntoView + use<>> {
    const SHOWN: usize = 3;
    let more = data.anomalies.len().saturating_sub(SHOWN);
    let entries: Vec<_> = data
        .anomalies
        .iter()
        .rev()
        .take(SHOWN)
        .map(|one| {
            let users = format::counted(one.daily_active_users.into(), "user", "users");
            view! { <li>{format!("{}: {users}, usual are {}", format::short_day(one.date), format::number(one.usual))}</li> }
        })
        .collect();
    (!entries.is_empty()).then(|| view! {
        <div class="mt-2 text-[12px]">
            <h3 class="font-semibold"><span class="line-critical">"○ "</span>"Out of the ordinary"</h3>
            <ul class="muted">{entries}{(more > 0).then(|| view! { <li>{format!("and {more} more, marked in the chart")}</li> })}</ul>
        </div>
    })
}

#[component]
fn Drawing(data: ClientUsage, label: String) -> impl IntoView {
    let theme = Theme::from_context();
    let width = RwSignal::new(760.0);
    let usage = StoredValue::new(data);
    let option = Signal::derive(move || {
        let palette = Palette::of(theme.is_dark());
        usage.with_value(|usage| charts::daily_users::option(usage, palette, width.get()))
    });
    let on_width = Callback::new(move |new: f64| {
        if (new - width.get_untracked()).abs() > 24.0 {
            width.set(new);
        }
    });
    view! {
        <EChart option label=Signal::stored(label) class="h-64 mt-2 overflow-hidden" on_width>{usage.with_value(|usage| view! {
            <table>
                <caption>"Users per day"</caption>
                <thead><tr><th scope="col">"Day"</th><th scope="col">"Daily"</th><th scope="col">"Weekly"</th><th scope="col">"Monthly"</th></tr></thead>
                <tbody>
                    {usage.days.iter().map(|day| view! {
                        <tr>
                            <th scope="row">{day.date.to_string()}</th><td>{day.daily_active_users}</td>
                            <td>{day.weekly_active_users}</td><td>{day.monthly_active_users}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        })}</EChart>
    }
}
