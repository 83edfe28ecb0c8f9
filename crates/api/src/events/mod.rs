//! What changed, as it happens: server-sent events.

mod counts;
mod feed;
mod watch;

use crate::routes::Routes;

pub(crate) use counts::SharedCounts;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(watch::watch_events);
}
