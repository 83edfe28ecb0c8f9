use api_types::{
    page::Page,
    usage::{ClientUsage, UsageUser, UserCounts},
};
use domain::client::EngagementStatus;
use leptos::prelude::*;

use super::{
    page::Asked,
    search::{Search, USERS},
};
use crate::{
    api::{Client as Api, Question},
    components::{ErrorPanel, Icon, NotAvailable, Pagination, Tip},
    format,
    load::Loaded,
    pages::client::context::ClientContext,
    view,
    words::{self, Words},
};

/// Who uses it, who is fading, who is gone.
#[component]
pub(super) fn Users(data: Memo<Option<ClientUsage>>, asked: Asked) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    // The first screen came with everything else; other users are asked for.
    let others = Loaded::<Option<Page<UsageUser>>>::new(
        move || asked.now.with(|now| (!now.is_first_page()).then(|| now.of_users())),
        move |search: Option<String>| Question::maybe(search.map(|search| api.usage_users(client.id, &search))),
    );
    let counts = move || data.with(|data| data.as_ref().map(|data| data.user_counts)).unwrap_or_default();
    let shown = Memo::new(move |_| {
        let first = || data.with(|data| data.as_ref().map(|data| (data.users.clone(), data.user_counts.total)));
        if asked.now.with(Search::is_first_page) {
            return first();
        }
        let page = others.data.get().flatten();
        page.map(|page| (page.data, page.pagination.total)).or_else(first)
    });
    let total = Signal::derive(move || shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.1)));
    let page = Signal::derive(move || asked.now.with(|now| now.page));
    let on_page = Callback::new(move |page| asked.go.run(Search { page, ..asked.now.get_untracked() }));
    let reason = move || data.with(|data| data.as_ref().and_then(|data| data.users_null_reason));
    view! {
        <section class="card-x min-w-0 hairline" aria-label="Users" aria-busy=move || others.is_loading.get().to_string()>
            <div class="px-4 pt-4 pb-3">
                <h2 class="font-semibold text-[14px]">{move || title(counts())}</h2>
                <Choices asked counts=Signal::derive(counts)/>
            </div>
            {move || others.error.get().map(|error| view! { <ErrorPanel error on_retry=others.retry()/> })}
            {move || match shown.get() {
                Some((users, _)) if !users.is_empty() => view! { <List users asked/> },
                Some((_, 0)) if reason().is_some() => view! {
                    <p class="px-4 pb-4 muted">"Single users: "<NotAvailable reason=reason()/></p>
                },
                _ => view! { <p class="px-4 pb-4 muted">"Nobody of this kind."</p> },
            }}
            <Pagination page limit=Signal::stored(USERS) total on_page/>
        </section>
    }
}

/// What stands out among the users.
fn title(counts: UserCounts) -> String {
    match (counts.inactive_key_users, counts.inactive) {
        (0, 0) => format!("{}, all of them active", format::counted(counts.total, "user", "users")),
        (0, inactive) => {
            format!("{} of {} users inactive for 14 days or more", format::count(inactive), format::count(counts.total))
        }
        (1, _) => "1 key person has not signed in for 14 days or more".to_owned(),
        (key, _) => format!("{key} key people have not signed in for 14 days or more"),
    }
}

#[component]
fn Choices(asked: Asked, counts: Signal<UserCounts>) -> impl IntoView {
    let choice =
        move |label: &'static str, status: Option<EngagementStatus>, candidates: bool, of: fn(UserCounts) -> i64| {
            let is_current = move || asked.now.with(|now| now.status == status && now.candidates == candidates);
            view! {
                <button type="button" class="pick-x" aria-current=move || is_current().then_some("true")
                    on:click=move |_| asked.go.run(Search { status, candidates, page: 1, ..asked.now.get_untracked() })>
                    {label}<span class="num">{move || format::count(of(counts.get()))}</span>
                </button>
            }
        };
    view! {
        <nav class="mt-2 flex flex-wrap gap-1.5 no-print" aria-label="Kinds of users">
            {choice("All", None, false, |counts| counts.total)}
            {choice("Active", Some(EngagementStatus::Active), false, |counts| counts.active)}
            {choice("Declining", Some(EngagementStatus::Declining), false, |counts| counts.declining)}
            {choice("Inactive 14+ days", Some(EngagementStatus::Inactive), false, |counts| counts.inactive)}
            {choice("Champion candidates", None, true, |counts| counts.champion_candidates)}
        </nav>
    }
}

/// The columns: what they are sorted by, their name, and the width they begin at.
const COLUMNS: [(&str, &str, &str); 6] = [
    ("name", "User", ""),
    ("role", "Role", "max-md:hidden"),
    ("last_login_on", "Last sign-in", "max-sm:hidden"),
    ("sessions_30_days", "Sessions, 30 days", "text-right! max-sm:hidden"),
    ("engagement_index", "Engagement", "text-right! max-lg:hidden"),
    ("status", "Status", ""),
];

#[component]
fn List(users: Vec<UsageUser>, asked: Asked) -> impl IntoView {
    view! {
        <table class="table-x">
            <caption class="sr-only">"Users of the platform"</caption>
            <thead><tr>
                {COLUMNS.map(|(field, name, class)| {
                    let order = move || asked.now.with(|now| now.sort.clone().unwrap_or_else(|| "-engagement_index".to_owned()));
                    let sorted = move || match order() {
                        order if order == field => Some("ascending"),
                        order if order.strip_prefix('-') == Some(field) => Some("descending"),
                        _ => None,
                    };
                    view! {
                        <th scope="col" class=format!("first:pl-4! last:pr-4! py-0! {class}") aria-sort=sorted>
                            <button type="button" class="sort-x" class:is-active=move || sorted().is_some()
                                on:click=move |_| asked.go.run(asked.now.get_untracked().sorted_by(field))>
                                {name}
                                {move || match sorted() {
                                    Some("ascending") => view! { <Icon name="arrow-up" class="size-3"/> },
                                    Some(_) => view! { <Icon name="arrow-down" class="size-3"/> },
                                    None => view! { <Icon name="chevrons-up-down" class="size-3 opacity-60"/> },
                                }}
                            </button>
                        </th>
                    }
                })}
                <th scope="col" class="max-xl:hidden pr-4!">"Uses mostly"</th>
            </tr></thead>
            <tbody>{users.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(user: UsageUser) -> impl IntoView {
    let last = match user.days_since_login {
        Some(days) => format::days_ago(days),
        None => "Never".to_owned(),
    };
    let role = user.role.as_deref().map(words::platform_role);
    let contact = user.contact_role.map(Words::words);
    let subtitle: Vec<String> = [user.title.clone(), contact.map(str::to_owned)].into_iter().flatten().collect();
    let sessions = format::count(user.sessions_30_days);
    let small = format!("{last} · {}", format::counted(user.sessions_30_days, "session", "sessions"));
    let index = match user.engagement_index {
        Some(index) => view! { {index} },
        None => view! { <NotAvailable reason=user.engagement_index_null_reason/> },
    };
    let color = match user.status {
        EngagementStatus::Active => "HEALTHY",
        EngagementStatus::Declining => "MONITOR",
        EngagementStatus::Inactive => "CRITICAL",
    };
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">
                <span class="font-medium">{user.name}</span>
                {user.is_key.then(|| view! { <span class="chip ml-1.5">"Key"</span> })}
                {user.is_champion_candidate.then(|| view! {
                    <span class="ml-1.5"><Tip class="chip" text="Among the most engaged: engagement of 80 or more on eight or more days. Whether it is a champion is for you to say.">"Champion candidate"</Tip></span>
                })}
                {user.is_power_user.then(|| view! { <span class="chip ml-1.5 max-sm:hidden">"Power user"</span> })}
                {(!subtitle.is_empty()).then(|| view! { <span class="block muted text-[12px]">{subtitle.join(" · ")}</span> })}
                <span class="sm:hidden block muted text-[12px]">{small}</span>
            </th>
            <td class="max-md:hidden">{role.unwrap_or_else(|| "–".to_owned())}</td>
            <td class="max-sm:hidden num">{last}</td>
            <td class="max-sm:hidden num text-right">{sessions}<span class="muted">{format!(" after {}", format::count(user.sessions_prev_30_days))}</span></td>
            <td class="max-lg:hidden num text-right">{index}</td>
            <td><span class=format!("band {color} text-[12px]")>{user.status.words()}</span></td>
            <td class="max-xl:hidden muted text-[12px] pr-4!">{user.primary_features.join(", ")}</td>
        </tr>
    }
}
