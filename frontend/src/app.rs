use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::{Frame, Toasts},
    pages,
    session::Session,
    theme::Theme,
    view,
};

/// The whole app: what every page shares, and which page an address shows.
#[component]
pub fn App() -> impl IntoView {
    Theme::provide();
    Session::provide();
    Toasts::provide();
    view! {
        <Router>
            <Routes fallback=pages::NotFound>
                <Route path=path!("/login") view=pages::Login/>
                <ParentRoute path=path!("") view=Frame>
                    <Route path=path!("/") view=pages::Portfolio/>
                    <Route path=path!("/alerts") view=pages::Alerts/>
                    <ParentRoute path=path!("/clients/:id") view=pages::Client>
                        <Route path=path!("") view=pages::ClientOverview/>
                        <Route path=path!("/timeline") view=pages::ClientTimeline/>
                        <Route path=path!("/contacts") view=pages::ClientContacts/>
                        <Route path=path!("/notes") view=pages::ClientNotes/>
                        <Route path=path!("/usage") view=pages::ClientUsage/>
                        <Route path=path!("/adoption") view=pages::ClientAdoption/>
                        <Route path=path!("/adoption/:feature") view=pages::ClientFeature/>
                    </ParentRoute>
                    <Route path=path!("/follow-ups") view=pages::FollowUps/>
                    <Route path=path!("/settings/sessions") view=pages::Sessions/>
                    <Route path=path!("/settings/imports") view=pages::Imports/>
                    <Route path=path!("/settings/imports/:id") view=pages::Import/>
                    <Route path=path!("/*any") view=pages::NotFound/>
                </ParentRoute>
            </Routes>
        </Router>
        <crate::components::ToastRegion/>
    }
}
