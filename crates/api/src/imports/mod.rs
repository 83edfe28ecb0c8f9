//! Imports of CSV files.

mod create;
mod get;
mod list;
mod present;
mod rejections;
mod undo;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(create::create_import)
        .service(list::list_imports)
        .service(get::get_import)
        .service(rejections::list_import_rejections)
        .service(undo::undo_import);
}
