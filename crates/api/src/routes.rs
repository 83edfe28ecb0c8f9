use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{
    BASE_PATH, activities, adoption, alerts, analytics, api_keys, audit, auth, benchmarks, churn, clients, config,
    contacts, events, health, imports, my_day, notes, notifications, ops, renewals, search, segments, team,
    team_alerts, timeline, usage, users, views,
};

/// Every route there is. The OpenAPI document is made from the same list.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(
        scope::scope(BASE_PATH)
            .configure(auth::routes)
            .configure(users::routes)
            .configure(api_keys::routes)
            .configure(audit::routes)
            .configure(clients::routes)
            .configure(search::routes)
            .configure(segments::routes)
            .configure(views::routes)
            .configure(health::routes)
            .configure(churn::routes)
            .configure(contacts::routes)
            .configure(activities::routes)
            .configure(notes::routes)
            .configure(timeline::routes)
            .configure(usage::routes)
            .configure(adoption::routes)
            .configure(alerts::routes)
            .configure(my_day::routes)
            .configure(events::routes)
            .configure(notifications::routes)
            .configure(analytics::routes)
            .configure(renewals::routes)
            .configure(team::routes)
            .configure(team_alerts::routes)
            .configure(benchmarks::routes)
            .configure(config::routes)
            .configure(imports::routes),
    );
    ops::routes(config);
}
