use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    alert::{AlertSeverity, AlertType, LEADERS, OF_NOBODYS},
    notification::{Channel, DeliveryKind, NotificationKind},
};
use store::{
    PgConnection,
    jobs::SendDeliveries,
    notifications::{NewDelivery, NewNotification},
};
use uuid::Uuid;

use super::personal::Recipient;
use crate::{Context, Result};

/// Messages about one client each that someone gets of one run; beyond them, one about all.
const MOST_MESSAGES: usize = 5;

/// An alert that people are to be told of.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub client_id: Uuid,
    pub alert_id: Uuid,
    pub alert_type: AlertType,
    pub severity: AlertSeverity,
    pub is_executive: bool,
    /// By which ways, as the rules for everyone and for this client say.
    pub channels: BTreeSet<Channel>,
}

/// Alerts of one client for one channel, and how grave they are.
#[derive(Debug, Default)]
struct Bundle {
    in_app: bool,
    all: Vec<Uuid>,
    by_email: Vec<Uuid>,
    gravest_by_email: Option<AlertSeverity>,
}

/// Tells those concerned of alerts: whose client it is, and leaders of what is for leaders. Alerts of one client are told
/// together. On the caller's transaction; what they would see in the app, the caller tells.
pub(crate) async fn tell(
    context: &Context,
    connection: &mut PgConnection,
    tellings: &[Telling],
    csm_of: &HashMap<Uuid, Option<Uuid>>,
    now: DateTime<Utc>,
) -> Result<()> {
    if tellings.is_empty() {
        return Ok(());
    }
    let people: BTreeSet<Uuid> = csm_of.values().flatten().copied().collect();
    let people: Vec<Uuid> = people.into_iter().collect();
    let rows = store::notifications::recipients(connection, &people, &LEADERS).await?;
    let recipients = rows.into_iter().map(Recipient::of).collect::<Result<Vec<_>>>()?;
    let works_here: BTreeSet<Uuid> = recipients.iter().map(|recipient| recipient.row.id).collect();
    let owner = |client: &Uuid| csm_of.get(client).copied().flatten().filter(|id| works_here.contains(id));

    let new_id = || context.ids.at(now);
    let (mut notifications, mut deliveries) = (vec![], vec![]);
    for recipient in &recipients {
        let mut bundles: BTreeMap<Uuid, Bundle> = BTreeMap::new();
        for telling in tellings {
            let owner = owner(&telling.client_id);
            let is_theirs = owner == Some(recipient.row.id)
                || (telling.is_executive && LEADERS.contains(&recipient.row.role))
                || (owner.is_none() && recipient.row.role == OF_NOBODYS);
            if is_theirs {
                bundle(bundles.entry(telling.client_id).or_default(), recipient, telling);
            }
        }
        bundles.retain(|_, bundle| !bundle.all.is_empty());
        let mut by_email = vec![];
        for (client, bundle) in bundles {
            let id = new_id();
            if !bundle.by_email.is_empty() {
                by_email.push((id, bundle.by_email, bundle.gravest_by_email));
            }
            notifications.push(NewNotification {
                recipient_id: recipient.row.id,
                id,
                kind: NotificationKind::Alerts.as_str(),
                client_id: Some(client),
                alert_ids: bundle.all,
                note_id: None,
                actor_id: None,
                in_app: bundle.in_app,
            });
        }
        if context.outbound.has(Channel::Email) {
            deliveries.extend(mails(recipient, by_email, now, &new_id));
        }
    }
    if context.outbound.has(Channel::Slack) {
        deliveries.extend(posts(tellings, now, &new_id));
    }
    store::notifications::insert(connection, &notifications, now).await?;
    send(connection, &deliveries, now).await
}

fn bundle(bundle: &mut Bundle, recipient: &Recipient, telling: &Telling) {
    let channels = recipient.rules.get(&telling.alert_type).unwrap_or(&telling.channels);
    let (in_app, by_email) = (channels.contains(&Channel::InApp), channels.contains(&Channel::Email));
    if in_app || by_email {
        bundle.all.push(telling.alert_id);
    }
    bundle.in_app |= in_app;
    if by_email {
        bundle.by_email.push(telling.alert_id);
        bundle.gravest_by_email = bundle.gravest_by_email.max(Some(telling.severity));
    }
}

type ByEmail = (Uuid, Vec<Uuid>, Option<AlertSeverity>);

/// A mail per client, or one about all of them. What is critical does not wait for anybody's morning.
fn mails(
    recipient: &Recipient,
    mut by_email: Vec<ByEmail>,
    now: DateTime<Utc>,
    new_id: &dyn Fn() -> Uuid,
) -> Vec<NewDelivery> {
    if by_email.len() > MOST_MESSAGES {
        let gravest = by_email.iter().filter_map(|(_, _, gravest)| *gravest).max();
        let alerts = by_email.iter().flat_map(|(_, alerts, _)| alerts.iter().copied()).collect();
        by_email = vec![(by_email[0].0, alerts, gravest)];
    }
    let mail = |(notification, alert_ids, gravest): ByEmail| NewDelivery {
        id: new_id(),
        channel: Channel::Email.as_str(),
        kind: DeliveryKind::Alerts.as_str(),
        recipient_id: Some(recipient.row.id),
        notification_ids: vec![notification],
        alert_ids,
        period_from: None,
        period_until: None,
        key: format!("EMAIL|{notification}"),
        next_attempt_at: match gravest {
            Some(AlertSeverity::Critical) => now,
            _ => recipient.may_be_told_from(now),
        },
    };
    by_email.into_iter().map(mail).collect()
}

/// A post per client to the room of the team, or one about all of them.
fn posts(tellings: &[Telling], now: DateTime<Utc>, new_id: &dyn Fn() -> Uuid) -> Vec<NewDelivery> {
    let mut by_client: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for telling in tellings.iter().filter(|telling| telling.channels.contains(&Channel::Slack)) {
        by_client.entry(telling.client_id).or_default().push(telling.alert_id);
    }
    let posts: Vec<Vec<Uuid>> = if by_client.len() > MOST_MESSAGES {
        vec![by_client.into_values().flatten().collect()]
    } else {
        by_client.into_values().collect()
    };
    let post = |alert_ids: Vec<Uuid>| {
        let id = new_id();
        NewDelivery {
            id,
            channel: Channel::Slack.as_str(),
            kind: DeliveryKind::Alerts.as_str(),
            recipient_id: None,
            notification_ids: vec![],
            alert_ids,
            period_from: None,
            period_until: None,
            key: format!("SLACK|{id}"),
            next_attempt_at: now,
        }
    };
    posts.into_iter().map(post).collect()
}

/// Writes deliveries, and asks for those that are due to be sent when the transaction commits.
pub(super) async fn send(connection: &mut PgConnection, deliveries: &[NewDelivery], now: DateTime<Utc>) -> Result<()> {
    store::notifications::insert_deliveries(connection, deliveries, now).await?;
    for channel in [Channel::Email, Channel::Slack] {
        let is_due = |delivery: &NewDelivery| delivery.channel == channel.as_str() && delivery.next_attempt_at <= now;
        if deliveries.iter().any(is_due) {
            store::jobs::enqueue(connection, &SendDeliveries { channel }).await?;
        }
    }
    Ok(())
}
