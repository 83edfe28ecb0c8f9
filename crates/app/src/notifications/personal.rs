use std::collections::{BTreeMap, BTreeSet};

use analytics::{
    period::time_zone,
    telling::{QuietHours, after_quiet},
};
use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    StaffId,
    alert::AlertType,
    notification::{Channel, Digest},
};
use serde_json::{Value, json};
use store::{
    PgConnection,
    notifications::{RecipientRow, SettingRow},
    parse_column,
};

use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
};

/// By which ways someone wants to be told, by rule; what is not named is as the rules say.
pub type PersonalChannels = BTreeMap<AlertType, BTreeSet<Channel>>;

/// How someone wants to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// By which ways, by rule.
    pub rules: PersonalChannels,
    /// Whether mentions come by e-mail, too.
    pub mentions_by_email: bool,
    /// When not to be told but of what is critical.
    pub quiet: Option<QuietHours>,
    /// Whose clock that and the summary go by.
    pub time_zone: String,
    /// How often a summary comes.
    pub digest: Digest,
    /// Version; 0 while nothing was set.
    pub version: i32,
}

/// The settings of a member of staff.
pub async fn personal(connection: &mut PgConnection, staff: StaffId) -> Result<Personal> {
    let row = store::notifications::setting(connection, staff).await?.ok_or(Error::NotFound("user"))?;
    Ok(Personal {
        rules: parse_rules(row.rules)?,
        mentions_by_email: row.mentions_by_email,
        quiet: quiet(row.quiet_from, row.quiet_until),
        time_zone: row.time_zone,
        digest: parse_column("notification_setting", "digest", &row.digest)?,
        version: row.version,
    })
}

/// Sets how the actor wants to be told, in place of what was set before, if `version` is still the present one.
pub async fn put_personal(context: &Context, actor: &Actor, wanted: Personal) -> Result<()> {
    let staff = actor.staff_id.ok_or(Error::NotFound("user"))?;
    check(&wanted)?;
    let mut transaction = context.pool.begin().await?;
    let before = personal(&mut transaction, staff).await?;
    let stale = || Error::Stale { current: before.version };
    if before.version != wanted.version {
        return Err(stale());
    }
    let row = SettingRow {
        rules: serde_json::to_value(&wanted.rules).map_err(|error| Error::Internal(error.to_string()))?,
        mentions_by_email: wanted.mentions_by_email,
        quiet_from: wanted.quiet.map(|quiet| quiet.from),
        quiet_until: wanted.quiet.map(|quiet| quiet.until),
        time_zone: wanted.time_zone.clone(),
        digest: wanted.digest.as_str().to_owned(),
        version: wanted.version,
    };
    store::notifications::put_setting(&mut transaction, staff, &row, context.now()).await?.ok_or_else(stale)?;
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_my_alert_settings".to_owned(),
        entity: "notification_setting",
        ids: vec![staff.0],
        changes: Some(json!({ "from": shown(&before), "to": shown(&wanted) })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn shown(personal: &Personal) -> Value {
    json!({
        "rules": personal.rules,
        "mentions_by_email": personal.mentions_by_email,
        "quiet_from": personal.quiet.map(|quiet| quiet.from),
        "quiet_until": personal.quiet.map(|quiet| quiet.until),
        "time_zone": personal.time_zone,
        "digest": personal.digest,
    })
}

fn check(wanted: &Personal) -> Result<()> {
    let mut wrong = vec![];
    for (alert_type, channels) in &wanted.rules {
        if channels.contains(&Channel::Slack) {
            wrong.push(InvalidField {
                pointer: format!("/rules/{alert_type}"),
                code: "not-personal",
                message: "SLACK is the room of the team; it is set with the rules for everyone".to_owned(),
            });
        }
    }
    if time_zone(&wanted.time_zone).is_none() {
        wrong.push(InvalidField {
            pointer: "/time_zone".to_owned(),
            code: "unknown-time-zone",
            message: "must be the name of a time zone, such as Europe/Berlin".to_owned(),
        });
    }
    if wanted.quiet.is_some_and(|quiet| quiet.from == quiet.until) {
        wrong.push(InvalidField {
            pointer: "/quiet_until".to_owned(),
            code: "empty-hours",
            message: "must be another time than quiet_from; leave both out for no quiet hours".to_owned(),
        });
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

fn parse_rules(rules: Value) -> Result<PersonalChannels> {
    serde_json::from_value(rules)
        .map_err(|error| Error::Internal(format!("notification_setting has unreadable rules: {error}")))
}

fn quiet(from: Option<NaiveTime>, until: Option<NaiveTime>) -> Option<QuietHours> {
    from.zip(until).map(|(from, until)| QuietHours { from, until })
}

/// From when on somebody may be told by a channel that rings: at once, or when their quiet hours are over.
pub(super) fn told_from(
    now: DateTime<Utc>,
    from: Option<NaiveTime>,
    until: Option<NaiveTime>,
    time_zone: &str,
) -> DateTime<Utc> {
    after_quiet(now, quiet(from, until), zone(time_zone))
}

/// A time zone that was known when it was set.
pub(super) fn zone(name: &str) -> Tz {
    time_zone(name).unwrap_or(Tz::UTC)
}

/// Someone who is told, with their wishes.
#[derive(Debug)]
pub(super) struct Recipient {
    pub row: RecipientRow,
    pub rules: PersonalChannels,
}

impl Recipient {
    /// Reads their wishes.
    pub fn of(row: RecipientRow) -> Result<Self> {
        let rules = parse_rules(row.rules.clone())?;
        Ok(Self { row, rules })
    }

    /// From when on they may be told by a channel that rings.
    pub fn may_be_told_from(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        told_from(now, self.row.quiet_from, self.row.quiet_until, &self.row.time_zone)
    }
}
