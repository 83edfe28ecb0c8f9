//! Imports of CSV files.

mod create;
mod get;
mod list;
mod present;
mod rejections;
mod undo;
mod upload;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(create::create_import)
        .service(list::list_imports)
        .service(get::get_import)
        .service(rejections::list_import_rejections)
        .service(undo::undo_import);
}
