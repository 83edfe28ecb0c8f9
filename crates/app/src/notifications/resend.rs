use domain::{
    DeliveryId,
    notification::{Channel, DeliveryState},
};
use serde_json::json;
use store::{jobs::SendDeliveries, parse_column};

use crate::{
    Actor, Context, Error, Result,
    audit::{self, Action, AuditEntry},
};

/// Tries a delivery again that failed, from now on as often as a new one.
pub async fn resend(context: &Context, actor: &Actor, id: DeliveryId) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let (channel, state, claimed_until) =
        store::notifications::for_resend(&mut transaction, id.0).await?.ok_or(Error::NotFound("delivery"))?;
    let channel: Channel = parse_column("notification_delivery", "channel", &channel)?;
    let state: DeliveryState = parse_column("notification_delivery", "state", &state)?;
    match state {
        DeliveryState::Sent => return Err(Error::Conflict("the receiver has it already".to_owned())),
        DeliveryState::Cancelled => {
            return Err(Error::Conflict("there was nothing left to say; it is not sent".to_owned()));
        }
        // Taken from whoever has it in hand, it would go out twice.
        _ if claimed_until.is_some_and(|until| until > context.now()) => {
            return Err(Error::Conflict("it is on its way just now; look again in two minutes".to_owned()));
        }
        DeliveryState::Pending | DeliveryState::Failed | DeliveryState::GaveUp => {}
    }
    store::notifications::resend(&mut transaction, id.0, context.now()).await?;
    store::jobs::enqueue(&mut transaction, &SendDeliveries { channel }).await?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "resend_delivery".to_owned(),
        entity: "notification_delivery",
        ids: vec![id.0],
        changes: Some(json!({ "state": { "from": state, "to": DeliveryState::Pending } })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}
