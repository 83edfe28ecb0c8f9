//! Alerts about the team and its sources: what leaders and administrators see and answer beside those about clients.

mod answer;
mod list;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_team_alerts)
        .service(answer::acknowledge_team_alert)
        .service(answer::snooze_team_alert)
        .service(answer::dismiss_team_alert)
        .service(answer::resolve_team_alert)
        .service(answer::reopen_team_alert);
}
