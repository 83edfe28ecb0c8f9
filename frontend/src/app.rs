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
                    <Route path=path!("/") view=pages::portfolio/>
                    <Route path=path!("/my-day") view=pages::my_day/>
                    <Route path=path!("/alerts") view=pages::alert_inbox/>
                    <ParentRoute path=path!("/clients/:id") view=pages::client_frame>
                        <Route path=path!("") view=pages::client_overview/>
                        <Route path=path!("/timeline") view=pages::client_timeline/>
                        <Route path=path!("/contacts") view=pages::client_contacts/>
                        <Route path=path!("/notes") view=pages::client_notes/>
                        <Route path=path!("/usage") view=pages::client_usage/>
                        <Route path=path!("/adoption") view=pages::client_adoption/>
                        <Route path=path!("/adoption/:feature") view=pages::client_feature/>
                        <Route path=path!("/benchmark") view=pages::client_benchmark/>
                        <Route path=path!("/churn") view=pages::client_churn/>
                    </ParentRoute>
                    <Route path=path!("/follow-ups") view=pages::follow_up_list/>
                    <ParentRoute path=path!("/analytics") view=pages::analytics_frame>
                        <Route path=path!("") view=pages::analytics_start/>
                        <Route path=path!("/churn-risk") view=pages::churn_risk/>
                        <Route path=path!("/benchmarks") view=pages::benchmarks/>
                        <Route path=path!("/features") view=pages::feature_reach/>
                    </ParentRoute>
                    <Route path=path!("/renewals") view=pages::renewals/>
                    <Route path=path!("/team") view=pages::team/>
                    <Route path=path!("/team/:id") view=pages::team_member/>
                    <ParentRoute path=path!("/settings") view=pages::Settings>
                        <Route path=path!("") view=pages::settings_start/>
                        <Route path=path!("/segments") view=pages::segment_list/>
                        <Route path=path!("/segments/new") view=pages::segment_new/>
                        <Route path=path!("/segments/:id") view=pages::segment_edit/>
                        <Route path=path!("/health-score") view=pages::health_score/>
                        <Route path=path!("/alerts") view=pages::alert_settings/>
                        <Route path=path!("/sessions") view=pages::session_list/>
                        <Route path=path!("/users") view=pages::user_list/>
                        <Route path=path!("/api-keys") view=pages::api_key_list/>
                        <Route path=path!("/audit") view=pages::audit_log/>
                        <Route path=path!("/imports") view=pages::import_list/>
                        <Route path=path!("/imports/:id") view=pages::import_detail/>
                    </ParentRoute>
                    <Route path=path!("/*any") view=pages::NotFound/>
                </ParentRoute>
            </Routes>
        </Router>
        <crate::components::ToastRegion/>
    }
}
