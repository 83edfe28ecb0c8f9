use api_types::notifications::{Delivery, Notification, NotifiedAlert};
use domain::{
    ClientId, DeliveryId, NoteId, NotificationId,
    notification::{DeliveryState, NotificationKind},
};
use store::{
    notifications::{DeliveryRow, NotificationRow},
    parse_column,
};

use crate::{ApiError, ApiResult, clients::user_name};

/// A notification as the wire shows it.
pub(super) fn notification(row: NotificationRow) -> ApiResult<Notification> {
    let kind: NotificationKind = parse_column("notification", "kind", &row.kind)?;
    let alerts: Vec<NotifiedAlert> = serde_json::from_value(row.alerts).map_err(ApiError::internal)?;
    let client = row.client_name.as_deref().unwrap_or_default();
    let title = match (kind, alerts.as_slice()) {
        (NotificationKind::Alerts, [alert]) => format!("{client}: {}", alert.title),
        (NotificationKind::Alerts, alerts) => format!("{client}: {} alerts", alerts.len()),
        (NotificationKind::TeamAlerts, [alert]) => alert.title.clone(),
        (NotificationKind::TeamAlerts, [first, more @ ..]) => format!("{} and {} more", first.title, more.len()),
        (NotificationKind::TeamAlerts, []) => "Alerts about the team".to_owned(),
        (NotificationKind::Mention, _) => {
            let author = row.actor_name.as_deref().unwrap_or("Somebody");
            format!("{author} mentioned you in a note about {client}")
        }
        (NotificationKind::Test, _) => "The message you asked for".to_owned(),
    };
    Ok(Notification {
        id: NotificationId(row.id),
        kind,
        title,
        client_id: row.client_id.map(ClientId),
        client_name: row.client_name,
        alerts,
        note_id: row.note_id.map(NoteId),
        excerpt: row.note_title.or(row.note_content),
        actor: user_name(row.actor_id, row.actor_name),
        read_at: row.read_at,
        created_at: row.created_at,
    })
}

/// A delivery as the wire shows it.
pub(super) fn delivery(row: DeliveryRow) -> ApiResult<Delivery> {
    let state: DeliveryState = parse_column("notification_delivery", "state", &row.state)?;
    Ok(Delivery {
        id: DeliveryId(row.id),
        channel: parse_column("notification_delivery", "channel", &row.channel)?,
        kind: parse_column("notification_delivery", "kind", &row.kind)?,
        recipient: user_name(row.recipient_id, row.recipient_name),
        state,
        attempts: row.attempts,
        next_attempt_at: state.is_open().then_some(row.next_attempt_at),
        last_error: row.last_error,
        sent_at: row.sent_at,
        created_at: row.created_at,
    })
}
