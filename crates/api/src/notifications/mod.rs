//! What people are told, and what of it is on its way out.

mod counts;
mod deliveries;
mod list;
mod mine;
mod present;
mod read;
mod resend;
mod test_message;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_notifications)
        .service(counts::get_notification_counts)
        .service(read::mark_all_notifications_read)
        .service(read::mark_notification_read)
        .service(mine::get_my_alert_settings)
        .service(mine::update_my_alert_settings)
        .service(test_message::send_test_message)
        .service(deliveries::list_deliveries)
        .service(resend::resend_delivery);
}
