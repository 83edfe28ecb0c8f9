//! Alerts: the inbox, what people answer, how many there are.

mod answer;
mod by_client;
mod counts;
mod filter;
mod list;
mod of_client;
mod present;

use crate::routes::Routes;

pub(crate) use answer::until;
pub(crate) use counts::counted;
pub(crate) use filter::or_open;
pub(crate) use present::alert;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_alerts)
        .service(by_client::list_alerts_by_client)
        .service(counts::get_alert_counts)
        .service(of_client::list_client_alerts)
        .service(answer::acknowledge_alert)
        .service(answer::snooze_alert)
        .service(answer::dismiss_alert)
        .service(answer::resolve_alert)
        .service(answer::reopen_alert);
}
