use domain::{
    DeliveryId,
    notification::{Channel, DeliveryKind, NotificationKind},
};
use store::{
    live::Topic,
    notifications::{NewDelivery, NewNotification},
};

use super::raise::send;
use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Sends the actor a message, in the app and by e-mail, at whatever hour.
pub async fn send_test(context: &Context, actor: &Actor) -> Result<DeliveryId> {
    let staff = actor.staff_id.ok_or(Error::NotFound("user"))?;
    if !context.outbound.has(Channel::Email) {
        let message = "no e-mail is configured; an administrator sets STEWARD_SMTP_URL or STEWARD_SENDGRID_API_KEY";
        return Err(Error::Conflict(message.to_owned()));
    }
    let now = context.now();
    let (notification, id) = (context.ids.at(now), context.ids.at(now));
    let mut transaction = context.pool.begin().await?;
    let told = NewNotification {
        recipient_id: staff.0,
        id: notification,
        kind: NotificationKind::Test.as_str(),
        client_id: None,
        alert_ids: vec![],
        note_id: None,
        actor_id: Some(staff.0),
        in_app: true,
    };
    store::notifications::insert(&mut transaction, &[told], now).await?;
    let delivery = NewDelivery {
        id,
        channel: Channel::Email.as_str(),
        kind: DeliveryKind::Test.as_str(),
        recipient_id: Some(staff.0),
        notification_ids: vec![notification],
        alert_ids: vec![],
        period_from: None,
        period_until: None,
        key: format!("EMAIL|{notification}"),
        next_attempt_at: now,
    };
    send(&mut transaction, &[delivery], now).await?;
    store::live::notify(&mut transaction, Topic::Notifications, [staff.0]).await?;
    let entry = AuditEntry {
        action: Action::Create,
        operation: "send_test_message".to_owned(),
        entity: "notification_delivery",
        ids: vec![id],
        changes: None,
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(DeliveryId(id))
}
