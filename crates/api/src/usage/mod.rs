//! Usage of the platform by one client: figures, days, heat maps, users.

mod figures;
mod get;
mod heatmap;
mod heatmaps;
mod known;
mod metric;
mod people;
mod sort;
mod users;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(users::list_client_usage_users)
        .service(heatmap::get_client_usage_heatmap)
        .service(get::get_client_usage);
}
