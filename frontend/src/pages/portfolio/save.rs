//! The page under a name: as a view, as a segment, as a file.
use api_types::{
    page::Page,
    segments::{NewSegment, Segment},
    views::{NewView, UpdateView, View},
};
use domain::{StaffId, client::PortfolioColumn, staff::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{columns::Column, page::Query};
use crate::{
    api::{ApiError, Client, work::etag},
    browser,
    components::{Dialog, Field, Icon, Popover, ProgressButton, Refused, Show, Toasts},
    load::Loaded,
    query::{Portfolio, Sort},
    session::Session,
    view,
};

/// What is saved, and where it shows.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    pub query: Query,
    pub shown: Signal<Vec<Column>>,
    pub owner: Signal<Option<StaffId>>,
    pub views: Loaded<Page<View>>,
    pub segments: Loaded<Page<Segment>>,
}

impl Saving {
    /// The saved view whose tab is open.
    pub fn open(self) -> Option<View> {
        let id = self.query.now.get().saved?;
        self.views.data.with(|page| page.as_ref()?.data.iter().find(|view| view.id == id).cloned())
    }

    fn columns(self) -> Vec<PortfolioColumn> {
        self.shown.get_untracked().iter().filter_map(|column| column.key().parse().ok()).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    View,
    Segment,
}

/// The menus: save, and export.
#[component]
pub(super) fn SaveMenu(saving: Saving) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let toasts = Toasts::from_context();
    let what = RwSignal::new(As::View);
    let asks = RwSignal::new(false);
    let menu = RwSignal::new(false);
    let is_exporting = RwSignal::new(false);
    let ask = move |kind: As| {
        menu.set(false);
        what.set(kind);
        asks.set(true);
    };
    let may_change = move |view: &View| !view.is_shared || session.may(Permission::ShareViews);
    let changeable = move || saving.open().filter(may_change);
    let update = move || {
        menu.set(false);
        let Some(open) = untrack(|| saving.open()) else { return };
        let now = saving.query.now.get_untracked();
        let change = UpdateView {
            query: Some(now.to_saved(saving.owner.get_untracked())),
            segment_id: Some(now.segment_id),
            sort: Some((now.sort != Sort::default()).then(|| now.sort.key())),
            columns: Some(saving.columns()),
            ..UpdateView::default()
        };
        spawn_local(async move {
            match api.update_view(open.id, &change, &etag(open.version)).await {
                Ok(saved) => {
                    saving.views.reload();
                    saving.query.go.run(Portfolio::of_view(&saved.value));
                    toasts.say(format!("The view “{}” was updated.", saved.value.name));
                }
                Err(error) => toasts.fail("The view stays as it was.", &error),
            }
        });
    };
    let delete = move || {
        menu.set(false);
        let Some(open) = untrack(|| saving.open()) else { return };
        spawn_local(async move {
            match api.delete_view(open.id).await {
                Ok(()) => {
                    saving.query.change(|query| query.saved = None);
                    saving.views.reload();
                    let again = NewView {
                        name: open.name.clone(),
                        query: open.query,
                        segment_id: open.segment_id,
                        sort: open.sort,
                        columns: open.columns,
                        is_shared: open.is_shared,
                    };
                    toasts.say_with_undo(format!("The view “{}” was deleted.", open.name), move || {
                        let again = again.clone();
                        spawn_local(async move {
                            match api.create_view(&again).await {
                                Ok(_) => saving.views.reload(),
                                Err(error) => toasts.fail("The view is gone.", &error),
                            }
                        });
                    });
                }
                Err(error) => toasts.fail("The view stays.", &error),
            }
        });
    };
    let export = Callback::new(move |()| {
        is_exporting.set(true);
        let now = saving.query.now.get_untracked();
        let columns: Vec<&str> = saving.columns().into_iter().map(PortfolioColumn::as_str).collect();
        let filters = now.to_filters(saving.owner.get_untracked());
        let between = if filters.is_empty() { "" } else { "&" };
        let search = format!("{filters}{between}sort={}&columns={}", now.sort.key(), columns.join(","));
        spawn_local(async move {
            match api.portfolio_file(&search).await {
                Ok(text) => drop(browser::save_file("clients.csv", "text/csv;charset=utf-8", &text)),
                Err(error) => toasts.fail("The file was not made.", &error),
            }
            is_exporting.try_set(false);
        });
    });
    view! {
        <div class="flex flex-wrap items-center gap-2">
            <Popover class="button" is_open=menu align_right=true trigger=|| view! { <Icon name="layout-list"/>"Save" }>
                <div class="p-1.5 grid min-w-48">
                    <button type="button" class="menu-item" on:click=move |_| ask(As::View)>"Save as view"</button>
                    <Show when=move || changeable().is_some()>
                        <button type="button" class="menu-item" on:click=move |_| update()>"Update this view"</button>
                        <button type="button" class="menu-item" on:click=move |_| delete()>"Delete this view"</button>
                    </Show>
                    <button type="button" class="menu-item" on:click=move |_| ask(As::Segment)>"Save as segment"</button>
                    <a class="menu-item" href=crate::routes::SEGMENTS>"Manage segments"</a>
                </div>
            </Popover>
            <ProgressButton is_busy=is_exporting label="Export" busy_label="Exporting" class="button" icon="download" on_click=export/>
        </div>
        <Dialog is_open=asks title=Signal::derive(move || match what.get() {
            As::View => "Save as view".to_owned(),
            As::Segment => "Save as segment".to_owned(),
        })>
            <NameForm saving what=what.get_untracked() asks/>
        </Dialog>
    }
}

#[component]
fn NameForm(saving: Saving, what: As, asks: RwSignal<bool>) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let toasts = Toasts::from_context();
    let name = RwSignal::new(String::new());
    let is_shared = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let may_share = session.may(if what == As::View { Permission::ShareViews } else { Permission::ConfigureSegments });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let (now, owner) = (saving.query.now.get_untracked(), saving.owner.get_untracked());
        let (name, is_shared) = (name.get_untracked(), is_shared.get_untracked());
        spawn_local(async move {
            let done = match what {
                As::View => {
                    let new = NewView {
                        name,
                        query: now.to_saved(owner),
                        segment_id: now.segment_id,
                        sort: (now.sort != Sort::default()).then(|| now.sort.key()),
                        columns: saving.columns(),
                        is_shared,
                    };
                    api.create_view(&new).await.map(|view| {
                        saving.views.reload();
                        saving.query.go.run(Portfolio::of_view(&view));
                        format!("The view “{}” was saved.", view.name)
                    })
                }
                As::Segment => {
                    let within = saving.segments.data.with(|page| {
                        let known = page.as_ref().map(|page| page.data.as_slice()).unwrap_or_default();
                        let open = known.iter().find(|segment| Some(segment.id) == now.segment_id);
                        open.map(|segment| segment.filter.clone())
                    });
                    let filter = now.to_filter(owner, within.as_ref());
                    api.create_segment(&NewSegment { name, description: None, filter, is_shared }).await.map(
                        |segment| {
                            saving.segments.reload();
                            format!("The segment “{}” was saved.", segment.name)
                        },
                    )
                }
            };
            match done {
                Ok(text) => {
                    toasts.say(text);
                    asks.set(false);
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.try_set(false);
        });
    };
    let wrong = Signal::derive(move || error.get().and_then(|error| error.field("/name")));
    let help = match what {
        As::View => "Filters, sort and columns as they are now.",
        As::Segment => "The filters as they are now; who belongs to it is always up to date.",
    };
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || error.get().filter(|error| error.field("/name").is_none()).map(|error| view! { <Refused error/> })}
            <Field id="save-name" label="Name" help=Signal::stored(Some(help.to_owned())) error=wrong>
                <input id="save-name" class="input-x w-full" maxlength="80" autocomplete="off" aria-describedby="save-name-note"
                    prop:value=move || name.get() on:input:target=move |event| name.set(event.target().value())/>
            </Field>
            {may_share.then(|| view! {
                <label class="flex items-center gap-2.5">
                    <input type="checkbox" class="check" prop:checked=move || is_shared.get()
                        on:change:target=move |event| is_shared.set(event.target().checked())/>
                    "For everyone"
                </label>
            })}
            <div class="flex flex-wrap justify-end gap-2">
                <button type="button" class="button" on:click=move |_| asks.set(false)>"Cancel"</button>
                <ProgressButton is_busy kind="submit" label="Save" busy_label="Saving"/>
            </div>
        </form>
    }
}
