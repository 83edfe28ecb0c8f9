use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Duration, Utc};
use domain::{
    Scope, StaffId,
    alert::{AlertSeverity, AlertType, LEADERS, OF_NOBODYS},
    notification::{Channel, DeliveryKind, NotificationKind},
    staff::Role,
};
use store::{
    PgConnection,
    jobs::SendDeliveries,
    notifications::{Lately, NewDelivery, NewNotification},
};
use uuid::Uuid;

use super::personal::Recipient;
use crate::{Context, Result};

/// Messages about one client each that someone gets within `COUNTED`; beyond them, one about all.
const MOST_MESSAGES: usize = 5;
/// How long a message counts. A run over everyone is many transactions, which this is longer than.
const COUNTED: Duration = Duration::minutes(10);
/// How long the one about all waits for more.
const GATHERS: Duration = Duration::seconds(15);

/// An alert that people are to be told of.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// None of an alert about the team.
    pub client_id: Option<Uuid>,
    pub alert_id: Uuid,
    pub alert_type: AlertType,
    pub severity: AlertSeverity,
    pub is_executive: bool,
    /// By which ways, as the rules for everyone and for this client say.
    pub channels: BTreeSet<Channel>,
}

impl Telling {
    fn about(&self) -> About {
        self.client_id.map_or(About::Team(self.alert_type), About::Client)
    }
}

/// What is told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// Alerts of a client.
    Client(Uuid),
    /// Alerts about the team of one type: of one everybody's work, of another the sources.
    Team(AlertType),
}

impl About {
    fn kind(self) -> NotificationKind {
        match self {
            Self::Client(_) => NotificationKind::Alerts,
            Self::Team(_) => NotificationKind::TeamAlerts,
        }
    }

    fn client(self) -> Option<Uuid> {
        match self {
            Self::Client(client) => Some(client),
            Self::Team(_) => None,
        }
    }
}

/// Alerts of one client for one channel, and how grave they are.
#[derive(Debug, Default)]
struct Bundle {
    in_app: bool,
    all: Vec<Uuid>,
    by_email: Vec<Uuid>,
    gravest_by_email: Option<AlertSeverity>,
}

/// Tells those concerned of alerts: whose client it is, leaders of what is for leaders, and of what is about the team
/// those whose matter it is. Alerts of one client are told together. On the caller's transaction; what they would see in the app, the caller tells.
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
    let of_team = tellings.iter().filter(|telling| telling.client_id.is_none());
    let roles: BTreeSet<Role> = LEADERS
        .into_iter()
        .chain(of_team.flat_map(|telling| telling.alert_type.told_of_team().iter().copied()))
        .collect();
    let roles: Vec<Role> = roles.into_iter().collect();
    let rows = store::notifications::recipients(connection, &people, &roles).await?;
    let recipients = rows.into_iter().map(Recipient::of).collect::<Result<Vec<_>>>()?;
    // Whoever may not open the client of which they are the manager cannot be told of it: it counts as nobody's.
    let may_open = |row: &store::notifications::RecipientRow| {
        !matches!(Scope::of(row.role, StaffId(row.id)), Scope::AccountExecutive(_))
    };
    let managers: BTreeSet<Uuid> = recipients.iter().filter(|one| may_open(&one.row)).map(|one| one.row.id).collect();
    let owner = |client: &Uuid| csm_of.get(client).copied().flatten().filter(|id| managers.contains(id));
    let mailed = lately(context, connection, Channel::Email, now).await?;
    let posted = lately(context, connection, Channel::Slack, now).await?;

    let new_id = || context.ids.at(now);
    let (mut notifications, mut deliveries, mut gathered) = (vec![], vec![], vec![]);
    for recipient in &recipients {
        let mut bundles: BTreeMap<About, Bundle> = BTreeMap::new();
        let role = recipient.row.role;
        for telling in tellings {
            let about = telling.about();
            let is_theirs = match about {
                About::Client(client) => {
                    let owner = owner(&client);
                    owner == Some(recipient.row.id)
                        || (telling.is_executive && LEADERS.contains(&role))
                        || (owner.is_none() && role == OF_NOBODYS)
                }
                About::Team(alert_type) => alert_type.told_of_team().contains(&role),
            };
            if is_theirs {
                bundle(bundles.entry(about).or_default(), recipient, telling);
            }
        }
        bundles.retain(|_, bundle| !bundle.all.is_empty());
        let mut by_email = vec![];
        for (about, bundle) in bundles {
            let id = new_id();
            if !bundle.by_email.is_empty() {
                by_email.push((id, bundle.by_email, bundle.gravest_by_email));
            }
            notifications.push(NewNotification {
                recipient_id: recipient.row.id,
                id,
                kind: about.kind().as_str(),
                client_id: about.client(),
                alert_ids: bundle.all,
                note_id: None,
                actor_id: None,
                in_app: bundle.in_app,
            });
        }
        if context.outbound.has(Channel::Email) {
            let before = mailed.get(&Some(recipient.row.id));
            let mails = mails(recipient, by_email, room(before), now, &new_id);
            sort(mails, before, &mut deliveries, &mut gathered);
        }
    }
    if context.outbound.has(Channel::Slack) {
        let before = posted.get(&None);
        sort(posts(tellings, room(before), now, &new_id), before, &mut deliveries, &mut gathered);
    }
    store::notifications::insert(connection, &notifications, now).await?;
    let additions: Vec<(Uuid, &NewDelivery)> = gathered.iter().map(|(waiting, more)| (*waiting, more)).collect();
    let added = store::notifications::add_to_waiting(connection, &additions).await?;
    let (joined, alone): (Vec<_>, Vec<_>) = gathered.into_iter().partition(|(waiting, _)| added.contains(waiting));
    deliveries.extend(alone.into_iter().map(|(_, more)| more));
    // What is critical brings forward the one that took it in.
    wake(connection, joined.iter().map(|(_, more)| more), now).await?;
    send(connection, &deliveries, now).await
}

/// What everyone was told of late by a channel, if it is used at all.
async fn lately(
    context: &Context,
    connection: &mut PgConnection,
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<HashMap<Option<Uuid>, Lately>> {
    if !context.outbound.has(channel) {
        return Ok(HashMap::new());
    }
    let rows = store::notifications::lately(connection, channel, now - COUNTED, now).await?;
    Ok(rows.into_iter().map(|row| (row.recipient_id, row)).collect())
}

/// How many messages about one client each someone may still get.
fn room(before: Option<&Lately>) -> usize {
    MOST_MESSAGES.saturating_sub(before.map_or(0, |before| usize::try_from(before.messages).unwrap_or(usize::MAX)))
}

/// Messages of their own, or the one about all.
enum Messages {
    Each(Vec<NewDelivery>),
    All(NewDelivery),
}

/// The one about all goes to what waits already, where something does.
fn sort(
    messages: Messages,
    before: Option<&Lately>,
    deliveries: &mut Vec<NewDelivery>,
    gathered: &mut Vec<(Uuid, NewDelivery)>,
) {
    match (messages, before.and_then(|before| before.waiting)) {
        (Messages::Each(each), _) => deliveries.extend(each),
        (Messages::All(all), None) => deliveries.push(all),
        (Messages::All(all), Some(waiting)) => gathered.push((waiting, all)),
    }
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
    by_email: Vec<ByEmail>,
    room: usize,
    now: DateTime<Utc>,
    new_id: &dyn Fn() -> Uuid,
) -> Messages {
    let mail = |(notification, alert_ids, gravest): ByEmail, now: DateTime<Utc>| NewDelivery {
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
    if by_email.len() <= room {
        return Messages::Each(by_email.into_iter().map(|one| mail(one, now)).collect());
    }
    let gravest = by_email.iter().filter_map(|(_, _, gravest)| *gravest).max();
    let alerts = by_email.iter().flat_map(|(_, alerts, _)| alerts.iter().copied()).collect();
    Messages::All(mail((by_email[0].0, alerts, gravest), now + GATHERS))
}

/// A post per client to the room of the team, or one about all of them.
fn posts(tellings: &[Telling], room: usize, now: DateTime<Utc>, new_id: &dyn Fn() -> Uuid) -> Messages {
    let mut by_client: BTreeMap<About, Vec<Uuid>> = BTreeMap::new();
    for telling in tellings.iter().filter(|telling| telling.channels.contains(&Channel::Slack)) {
        by_client.entry(telling.about()).or_default().push(telling.alert_id);
    }
    let post = |alert_ids: Vec<Uuid>, now: DateTime<Utc>| {
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
    if by_client.len() <= room {
        return Messages::Each(by_client.into_values().map(|alerts| post(alerts, now)).collect());
    }
    Messages::All(post(by_client.into_values().flatten().collect(), now + GATHERS))
}

/// Writes deliveries, and asks for those that are due soon to be sent once the transaction commits.
pub(super) async fn send(connection: &mut PgConnection, deliveries: &[NewDelivery], now: DateTime<Utc>) -> Result<()> {
    store::notifications::insert_deliveries(connection, deliveries, now).await?;
    wake(connection, deliveries.iter(), now).await
}

async fn wake<'a>(
    connection: &mut PgConnection,
    deliveries: impl Iterator<Item = &'a NewDelivery>,
    now: DateTime<Utc>,
) -> Result<()> {
    let wanted: BTreeSet<(&str, DateTime<Utc>)> = deliveries
        .filter(|delivery| delivery.next_attempt_at <= now + GATHERS)
        .map(|delivery| (delivery.channel, delivery.next_attempt_at.max(now)))
        .collect();
    for channel in [Channel::Email, Channel::Slack] {
        for (_, at) in wanted.iter().filter(|(name, _)| *name == channel.as_str()) {
            if *at == now {
                store::jobs::enqueue(connection, &SendDeliveries { channel }).await?;
            } else {
                store::jobs::enqueue_at(connection, &SendDeliveries { channel }, *at).await?;
            }
        }
    }
    Ok(())
}
