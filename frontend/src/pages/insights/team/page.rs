use api_types::{problem::ProblemCode, team::CsmPerformance};
use domain::{period::ReportPeriod, staff::Permission};
use leptos::prelude::*;

use super::{balance::Balance, capacity, leaderboard, period, rows};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, Show, set_crumbs},
    load::Loaded,
    pages::insights::{
        asked::{Known, Place, is},
        waiting,
    },
    routes,
    session::Session,
    view,
};

/// `sort` is the page's own matter: everyone came at once.
const KNOWN: &[Known] = &[("period", is::<ReportPeriod>), ("sort", rows::is_sort)];

/// The page.
#[component]
pub fn Team() -> impl IntoView {
    set_crumbs(&[("Team", None)]);
    let api = Api::from_context();
    let place = Place::here(routes::TEAM.to_owned(), KNOWN);
    let team = Loaded::<CsmPerformance>::new(
        move || place.now.with(|now| now.search(&["sort"])),
        move |search| api.csm_performance(&search),
    );
    let may_balance = Session::from_context().may(Permission::ReadTeamBalance);
    let on_changed = Callback::new(move |()| team.reload());
    let dates = Memo::new(move |_| team.data.with(|team| team.as_ref().map(|team| team.period.clone())));
    view! {
        <h1 class="sr-only">"Team"</h1>
        {move || match (team.data.get(), team.error.get()) {
            (_, Some(error)) if error.code() == Some(ProblemCode::Forbidden) => view! { <NotYours/> },
            (Some(data), None) if data.csms.is_empty() => view! {
                <section class="card-x" aria-label="Team">
                    <EmptyState icon="users" title="There is no client success manager yet"
                        text="Managers appear when an administrator adds them; their figures, when clients are theirs."/>
                </section>
            },
            (Some(data), None) => {
                let below = view! { {capacity::card(&data)}{leaderboard::card(&data)} };
                view! { {period::bar(place, dates.get())}{rows::card(place, data)}{below} }
            }
            (_, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=team.retry()/></div> },
            (None, None) => waiting("the team"),
        }}
        <Show when=move || may_balance><Balance on_changed/></Show>
    }
}

/// Said to those whose role does not see the team.
#[component]
pub(super) fn NotYours() -> impl IntoView {
    view! {
        <section class="card-x" aria-label="Team">
            <EmptyState icon="lock" title="The team's figures are not for your role"
                text="Client success managers see their own and the mean of the team; their leaders see everyone's.">
                <a class="button button-primary" href=routes::PORTFOLIO>"Open the portfolio"</a>
            </EmptyState>
        </section>
    }
}
