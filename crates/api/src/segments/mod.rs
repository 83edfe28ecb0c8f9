//! Saved segments: filters with a name; what they are made of, and whom they let through.

mod create;
mod delete;
mod fields;
mod get;
mod list;
mod present;
mod preview;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_segments)
        .service(create::create_segment)
        .service(fields::get_segment_fields)
        .service(preview::preview_segment)
        .service(get::get_segment)
        .service(update::update_segment)
        .service(delete::delete_segment);
}
