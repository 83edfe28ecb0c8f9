//! Health of one client: now, over time, and what moved it.

mod drivers;
mod get;
mod history;
mod overrides;
mod read;
mod refresh;

use crate::routes::Routes;

pub(crate) use history::Span;
pub(crate) use read::{details, drivers, history, horizons};

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(get::get_client_health)
        .service(history::get_client_health_history)
        .service(drivers::get_client_health_drivers)
        .service(refresh::refresh_client_health)
        .service(overrides::create_health_override)
        .service(overrides::delete_health_override);
}
