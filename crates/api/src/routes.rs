use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{BASE_PATH, alerts, analytics, auth, clients, config, events, health, imports, ops, users};

/// Every route there is. The OpenAPI document is made from the same list.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(
        scope::scope(BASE_PATH)
            .configure(auth::routes)
            .configure(users::routes)
            .configure(clients::routes)
            .configure(health::routes)
            .configure(alerts::routes)
            .configure(events::routes)
            .configure(analytics::routes)
            .configure(config::routes)
            .configure(imports::routes),
    );
    ops::routes(config);
}
