use actix_web::{dev::HttpServiceFactory, web};
use utoipa_actix_web::{OpenApiFactory, scope, service_config::ServiceConfig};

use crate::{
    BASE_PATH, activities, adoption, alerts, analytics, api_keys, audit, auth, benchmarks, churn, clients, config,
    contacts, events, health, imports, my_day, notes, notifications, ops, renewals, search, segments, team,
    team_alerts, timeline, usage, users, views,
};

/// What routes are given to. A server that answers takes them alone; the OpenAPI document also what they say of themselves,
/// which takes so much memory that no thread of a server is to make it for nothing.
pub(crate) trait Routes {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, factory: F) -> &mut Self;
}

impl Routes for web::ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, factory: F) -> &mut Self {
        Self::service(self, factory)
    }
}

impl Routes for ServiceConfig<'_> {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, factory: F) -> &mut Self {
        Self::service(self, factory)
    }
}

/// The routes of a server.
pub(crate) fn served(config: &mut web::ServiceConfig) {
    config.service(web::scope(BASE_PATH).configure(below_base_path));
    ops::routes(config);
}

/// The same for the document.
pub(crate) fn documented(config: &mut ServiceConfig) {
    config.service(scope::scope(BASE_PATH).configure(|config: &mut ServiceConfig| below_base_path(config)));
    ops::routes(config);
}

fn below_base_path(config: &mut impl Routes) {
    auth::routes(config);
    users::routes(config);
    api_keys::routes(config);
    audit::routes(config);
    clients::routes(config);
    search::routes(config);
    segments::routes(config);
    views::routes(config);
    health::routes(config);
    churn::routes(config);
    contacts::routes(config);
    activities::routes(config);
    notes::routes(config);
    timeline::routes(config);
    usage::routes(config);
    adoption::routes(config);
    alerts::routes(config);
    my_day::routes(config);
    events::routes(config);
    notifications::routes(config);
    analytics::routes(config);
    renewals::routes(config);
    team::routes(config);
    team_alerts::routes(config);
    benchmarks::routes(config);
    config::routes(config);
    imports::routes(config);
}
